// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.outage;

import io.touchline.operators.coverage.Slots;
import io.touchline.operators.stats.BetaBinomial;

/**
 * What a segment is wont to do, and the episode that it is in. About 1.1 KB. Public fields, for it
 * is a state.
 *
 * <p>Of each hour it learns the largest share of its members that was overdue, per slot (hour of
 * working day and of weekend, phase of the event), with a half-life of 14 appearances. The mean of
 * a phase is shrunk to that of the hour, that to the hour of other days (working or weekend), that
 * to all hours, each with the weight of half an appearance; the last begins at half an hour of
 * silence of all. The number overdue is then Beta-binomial with {@code a + b = 1/2}: members of a
 * segment hang on the same switch and move together (correlation 2/3), however long they were
 * watched.
 */
public final class Segment {
    /** {@code a + b} of the Beta belief. */
    static final double SIZE = 0.5;

    private static final double SHRINK = 0.5;
    private static final double HALF_LIFE = 14;
    private static final double FADE = Math.pow(2, -1 / HALF_LIFE);
    private static final double FADE_HOUR = Math.pow(2, -1 / (24 * HALF_LIFE));

    /** What the first odd silence in a slot teaches: next to nothing; the next one teaches all. */
    private static final double ODD_WEIGHT = 0.001;

    /** Hours before anything is said of it. */
    private static final double YOUNG_HOURS = 24;

    public String name = "";

    /** Per slot: decayed shares and appearances, and how often it was odd. */
    public double[] silent = new double[Slots.COUNT];

    public double[] watched = new double[Slots.COUNT];
    public int[] odd = new int[Slots.COUNT];

    /** The same of all hours together, and how many there were. */
    public double silentHours;

    public double hours;

    /** The hour that is open, since 1970; the largest share in it, and what it is now. */
    public long hour = Rhythm.NONE;

    public double peak;
    public double share;

    /** Whether some members were unseen in the open hour, and are now. */
    public boolean unseen;

    public boolean unseenNow;

    /** Whether an episode was told in the open hour, and with how many; 0 outside one. */
    public boolean toldInHour;

    public int told;

    /** Minute in which what is now about to be told was first seen, its size, when it is told. */
    public long pending = Rhythm.NONE;

    public int pendingCount;
    public long tellAt;

    boolean mature() {
        return hours >= YOUNG_HOURS;
    }

    /** Learns an hour that is over. */
    void learn(int slot, double most, boolean toldThen) {
        double weight = 1;
        if (toldThen) {
            odd[slot] = Math.min(odd[slot] + 1, Short.MAX_VALUE);
            weight = odd[slot] == 1 ? ODD_WEIGHT : 1;
        }
        silent[slot] = silent[slot] * FADE + weight * most;
        watched[slot] = watched[slot] * FADE + 1;
        silentHours = silentHours * FADE_HOUR + weight * most;
        hours = hours * FADE_HOUR + 1;
    }

    /**
     * The share that is wont to be silent at some time of an hour.
     *
     * @param slots each shrunk to the one before it, the first to all hours
     */
    double usual(int... slots) {
        double usual = (silentHours + 0.5) / (hours + 1);
        for (int slot : slots) {
            usual = (silent[slot] + SHRINK * usual) / (watched[slot] + SHRINK);
        }
        return usual;
    }

    /** Surprise that {@code k} of {@code n} are silent together where a share {@code usual} is. */
    double bits(int k, int n, double usual) {
        double share = Math.max(1e-9, Math.min(1 - 1e-9, usual));
        double raw = BetaBinomial.upperBits(k, n, SIZE * share, SIZE * (1 - share));
        return Math.min(raw, Math.log(hours + 2) / Math.log(2) + 10);
    }
}
