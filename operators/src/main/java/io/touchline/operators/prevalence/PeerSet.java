// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.prevalence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which peers met one value, and when for the first time: exactly up to 16, beyond that as counts
 * in slots of six hours. Mutable, written by {@link PeerSetSerializer}.
 */
public final class PeerSet {
    static final int EXACT = 16;
    static final long ACQUITS_AFTER_MILLIS = 48 * 3_600_000L;
    static final long SLOT_MILLIS = 6 * 3_600_000L;

    final List<Peer> peers = new ArrayList<>();

    /** First uses beyond the exact ones that acquit already. */
    int standing;

    /** First uses beyond the exact ones that do not yet, by slot of write time. */
    final TreeMap<Long, Integer> slots = new TreeMap<>();

    long lastUse;
    long expiryDue;

    /**
     * @param hash the peer
     * @param firstUse write time in milliseconds
     * @param unsettled whether it was itself under suspicion then
     */
    record Peer(long hash, long firstUse, boolean unsettled) {}

    /** Peers other than {@code asker} that met the value before that moment. */
    long others(long asker, long before) {
        long others = standing;
        for (Peer peer : peers) {
            if (peer.hash != asker && peer.firstUse < before && !peer.unsettled) {
                others++;
            }
        }
        for (Map.Entry<Long, Integer> slot : slots.entrySet()) {
            if ((slot.getKey() + 1) * SLOT_MILLIS <= before) {
                others += slot.getValue();
            }
        }
        return others;
    }

    /** Peers other than {@code asker} that met the value for the first time in the last 6 h. */
    long recent(long asker, long now) {
        long recent = slots.getOrDefault(Math.floorDiv(now, SLOT_MILLIS), 0);
        for (Peer peer : peers) {
            if (peer.hash != asker && peer.firstUse > now - SLOT_MILLIS) {
                recent++;
            }
        }
        return recent;
    }

    /** Remembers the first use of one peer; a repeat changes nothing while it is held exactly. */
    void firstUse(long hash, long now, boolean unsettled) {
        lastUse = Math.max(lastUse, now);
        while (!slots.isEmpty()
                && (slots.firstKey() + 1) * SLOT_MILLIS <= now - ACQUITS_AFTER_MILLIS) {
            standing += slots.pollFirstEntry().getValue();
        }
        for (Peer peer : peers) {
            if (peer.hash == hash) {
                return;
            }
        }
        if (peers.size() < EXACT) {
            peers.add(new Peer(hash, now, unsettled));
        } else if (!unsettled) {
            slots.merge(Math.floorDiv(now, SLOT_MILLIS), 1, Integer::sum);
        }
    }
}
