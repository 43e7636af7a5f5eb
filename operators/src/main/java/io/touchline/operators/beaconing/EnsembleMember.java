// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.beaconing;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of one destination of an {@link Ensemble}: 40 bytes and, of few, the name. Mutable.
 *
 * <p>Times are milliseconds after the ensemble's origin, which fit 32 bits for the day it is kept.
 */
public final class EnsembleMember {
    /** Contacts closer than this are one. */
    private static final int COLLAPSE_MILLIS = 1_000;

    /** A shorter stretch says little about a rate, and most connections of a page are shorter. */
    private static final int STRETCH_MILLIS = 30_000;

    public final long hash;

    /** Its name or address, where it is one of the few that are shown. */
    public @Nullable String value;

    public int contacts;
    public int lastContact;

    /** When the connection at hand began, and up to when it was counted. */
    public int start = Integer.MIN_VALUE;

    public int until;

    /** Of the connection at hand, up to then. */
    public float packets;

    public float bytes;

    /** Stretches of connections, and the sum of the logarithms of their packets per second. */
    public int stretches;

    public float sumLogRate;

    /** Those of them between two records of one connection, and the same of their bytes. */
    public int deltas;

    public float sumLogBytes;

    public EnsembleMember(long hash, @Nullable String value) {
        this.hash = hash;
        this.value = value;
    }

    void contact(int when) {
        if (contacts == 0 || when - lastContact >= COLLAPSE_MILLIS) {
            contacts++;
            lastContact = when;
        }
    }

    /**
     * A record of a connection, all of it from its beginning: what came since the record before is
     * one stretch. Returns whether there was a record of that connection before.
     */
    boolean record(int began, int ended, double allPackets, double allBytes) {
        boolean before = began == start;
        if (!before) {
            start = began;
            until = began;
            packets = 0;
            bytes = 0;
        }
        int millis = ended - until;
        if (millis < STRETCH_MILLIS) {
            return false;
        }
        stretches++;
        // half a packet: a stretch without any is slow, not infinitely so
        sumLogRate += (float) Math.log((Math.max(0, allPackets - packets) + 0.5) * 1000 / millis);
        if (before) {
            deltas++;
            sumLogBytes += (float) Math.log1p(Math.max(0, allBytes - bytes));
        }
        until = ended;
        packets = (float) allPackets;
        bytes = (float) allBytes;
        return before;
    }

    int observations() {
        return Math.max(contacts, stretches);
    }
}
