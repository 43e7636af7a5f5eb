// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.beaconing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Destinations that an entity met for the first time within five seconds: a burst, and from four on
 * one that may be kept in step. Mutable; 60 bytes and 40 per member, 0.8 KB at most.
 */
public final class Ensemble {
    /** Members beyond these are not followed. */
    static final int MOST = 16;

    /** Fewer are no ensemble. */
    public static final int LEAST = 4;

    /** So many of lowest hash keep their names: drawn by nobody's choice, shown and asked about. */
    static final int SHOWN = 4;

    private static final long SPAN_MILLIS = 5_000;

    private static final Comparator<EnsembleMember> BY_HASH =
            Comparator.comparingLong(member -> member.hash);

    /** Whether its members are names; addresses are bursts of their own. */
    public final boolean named;

    /** When the first member that was told of was met; what all offsets count from. */
    public final long origin;

    /** First and last moment at which a member was met. */
    public long from;

    public long to;

    /** Write time of what touched it last, and of what opened it. */
    public final long openedAt;

    public long touchedAt;

    public final List<EnsembleMember> members = new ArrayList<>();
    public int looks;

    /** Observations at which the next look is due. */
    public int next = LEAST;

    /** The most bits that were told. */
    public float told;

    /** Whether connections were told of while they were open. */
    public boolean whileOpen;

    public Ensemble(boolean named, long origin, long openedAt) {
        this.named = named;
        this.origin = origin;
        this.from = origin;
        this.to = origin;
        this.openedAt = openedAt;
        this.touchedAt = openedAt;
    }

    /** Whether what was met at {@code when} belongs to it: all of it stays within the span. */
    boolean spans(long when) {
        return Math.max(to, when) - Math.min(from, when) <= SPAN_MILLIS;
    }

    boolean meets(Ensemble other) {
        return spans(other.from) || spans(other.to);
    }

    void add(long hash, String value, long when) {
        from = Math.min(from, when);
        to = Math.max(to, when);
        if (members.size() >= MOST) {
            return;
        }
        members.add(new EnsembleMember(hash, value));
        if (members.size() > SHOWN) {
            EnsembleMember hidden = null;
            for (EnsembleMember member : members) {
                if (member.value != null && (hidden == null || member.hash > hidden.hash)) {
                    hidden = member;
                }
            }
            if (hidden != null) {
                hidden.value = null;
            }
        }
    }

    @Nullable EnsembleMember member(long hash) {
        for (EnsembleMember member : members) {
            if (member.hash == hash) {
                return member;
            }
        }
        return null;
    }

    /** Of those that are shown, lowest hash first. */
    public List<String> shown() {
        List<String> values = new ArrayList<>();
        members.stream()
                .filter(member -> member.value != null)
                .sorted(BY_HASH)
                .forEach(member -> values.add(String.valueOf(member.value)));
        return values;
    }

    public int observations() {
        int sum = 0;
        for (EnsembleMember member : members) {
            sum += member.observations();
        }
        return sum;
    }

    int offset(long when) {
        return (int) Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, when - origin));
    }
}
