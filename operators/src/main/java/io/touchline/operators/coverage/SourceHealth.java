// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.coverage;

import io.touchline.operators.stats.LogNormalModel;
import io.touchline.operators.stats.NewValueModel;
import io.touchline.operators.stats.RateModel;
import java.util.HashMap;
import java.util.Map;

/**
 * The pattern of life of one source. About 2 KB. Public fields, for it is a state.
 *
 * <p><b>Silence.</b> Of each slot the share q of minutes in which the source spoke; {@code k}
 * silent minutes expect {@code m = -k ln(1 - q)} occasions to speak, and the chance of none is that
 * of a negative binomial of size 4, {@code (4 / (4 + m))^4}: a source is burstier than a Poisson
 * process.
 *
 * <p><b>Volume.</b> Of each slot the mean of a whole hour; the ratio of an hour to its mean is
 * log-normal, learnt over all slots together, and both tails are judged.
 *
 * <p><b>Form.</b> How likely a record of a form never met is, by Pitman-Yor ({@link
 * NewValueModel}).
 *
 * <p><b>Undecoded.</b> Dead letters of an hour against their usual share, as a rate ({@link
 * RateModel}).
 */
public final class SourceHealth {
    /** Size of the negative binomials: how bursty a source may be. */
    static final double SIZE = 4;

    /** Days on which a slot must have been heard before it is judged. */
    static final int MATURE_DAYS = 3;

    /** Forms of one source that are remembered. */
    static final int MAX_SHAPES = 256;

    /** Half-life in appearances of a slot. */
    private static final double HALF_LIFE_DAYS = 14;

    private static final double FADE = Math.pow(2, -1 / HALF_LIFE_DAYS);
    private static final double MOST_SPOKEN = 0.995;

    /** An hour is as its slot, give or take a factor of two, until more is known. */
    private static final LogNormalModel PRIOR = new LogNormalModel(0, 0.5, 1, 0.5);

    /** One hour teaches no more than a factor of fifty. */
    private static final double FURTHEST = Math.log(50);

    /**
     * What a sensor may well tell more or less of is not its health: eight times the usual, or a
     * quarter of it, is the least that is judged.
     */
    private static final double LEAST_TIMES = Math.log(8);

    private static final double LEAST_PART = Math.log(4);

    /** Usual records of an hour below which its volume says nothing. */
    private static final double FEW_AN_HOUR = 50;

    private static final double RATIO_FADE = Math.pow(2, -1 / (24 * HALF_LIFE_DAYS));

    static final long NONE = Long.MIN_VALUE;

    public String name = "";

    /** Minutes since 1970: the first in which it spoke, and the last. */
    public long firstMinute = NONE;

    public long lastMinute = NONE;

    /** Milliseconds since 1970; 0 while it is heard. */
    public long silentSince;

    /** Whether it is a log itself, or all logs of a sensor together. */
    public boolean log;

    /** Whether its silence was told, and not that of the whole sensor instead. */
    public boolean told;

    /** Per slot: minutes in which it spoke, minutes watched (both decayed), days, the last day. */
    public double[] spoke = new double[Slots.COUNT];

    public double[] watched = new double[Slots.COUNT];
    public int[] days = new int[Slots.COUNT];
    public long[] lastDay = new long[Slots.COUNT];

    /** Per slot: decayed mean of a whole hour, and how many hours it stands on. */
    public double[] hourly = new double[Slots.COUNT];

    public int[] hours = new int[Slots.COUNT];

    /** The hour that is open, since 1970, and what it holds. */
    public long hour = NONE;

    public int hourSlot;
    public boolean hourWhole;
    public long records;
    public long dead;
    public long fresh;

    /** The ratio of an hour to the mean of its slot: location, weight, shape and scale. */
    public double[] ratio = {PRIOR.mu(), PRIOR.kappa(), PRIOR.shape(), PRIOR.scale()};

    /** On which side the volume of the last hour was out of proportion: 1, -1, or 0. */
    public int out;

    /** Decayed records and dead letters. */
    public double allRecords;

    public double allDead;

    /** First minute of each form. */
    public Map<Long, Long> shapes = new HashMap<>();

    static SourceHealth of(String name) {
        SourceHealth health = new SourceHealth();
        health.name = name;
        return health;
    }

    boolean silent() {
        return silentSince != 0;
    }

    // ---- silence

    /** Learns {@code minutes} minutes of a slot, in {@code spoken} of which it spoke. */
    void learn(int slot, long day, double minutes, double spoken) {
        if (lastDay[slot] != day || days[slot] == 0) {
            lastDay[slot] = day;
            days[slot] = Math.min(days[slot] + 1, Short.MAX_VALUE);
            spoke[slot] *= FADE;
            watched[slot] *= FADE;
        }
        spoke[slot] += spoken;
        watched[slot] += minutes;
    }

    boolean mature(int slot) {
        return days[slot] >= MATURE_DAYS;
    }

    /** Occasions to speak in a minute of that slot; 0 where it is not mature. */
    double occasions(int slot) {
        if (!mature(slot)) {
            return 0;
        }
        double share = Math.min(MOST_SPOKEN, spoke[slot] / (watched[slot] + 1));
        return -Math.log1p(-share);
    }

    /** Surprise that it says nothing on {@code expected} occasions. */
    static double silenceBits(double expected) {
        return SIZE * Math.log1p(expected / SIZE) / Math.log(2);
    }

    /** What {@link #silenceBits} must expect to reach {@code bits}. */
    static double occasionsFor(double bits) {
        return SIZE * Math.expm1(bits * Math.log(2) / SIZE);
    }

    // ---- volume, form, undecoded

    /** Surprise of the open hour's volume, positive where it is more than usual. */
    double volumeBits() {
        boolean judged = hourWhole && hours[hourSlot] >= MATURE_DAYS;
        double log = logRatio();
        boolean much = log >= LEAST_TIMES || log <= -LEAST_PART;
        return judged && much && hourly[hourSlot] >= FEW_AN_HOUR ? ratio().tailBits(log) : 0;
    }

    private double logRatio() {
        double log = Math.log((records + 0.5) / (hourly[hourSlot] + 0.5));
        return Math.max(-FURTHEST, Math.min(FURTHEST, log));
    }

    private LogNormalModel ratio() {
        return new LogNormalModel(ratio[0], ratio[1], ratio[2], ratio[3]);
    }

    /** Surprise that so many of the open hour's records could not be decoded. */
    double deadBits() {
        double share = (allDead + 0.5) / (allRecords + 1);
        return records == 0 || allRecords < 1_000
                ? 0
                : RateModel.upperBits(dead, Math.max(0.5, share * records), SIZE);
    }

    /** Surprise of a form never met. */
    double freshBits() {
        return shapes.size() >= MAX_SHAPES
                ? 0
                : NewValueModel.newBits(allRecords, shapes.size(), 0, 1, true);
    }

    double usualVolume() {
        return hourly[hourSlot];
    }

    double usualDeadShare() {
        return allDead / Math.max(1, allRecords);
    }

    /** Counts what came in a minute of the open hour. */
    void count(long minute, long shape, long count, long undecoded) {
        records += count;
        dead += undecoded;
        if (shape == 0) {
            return;
        }
        if (shapes.size() < MAX_SHAPES) {
            shapes.putIfAbsent(shape, minute);
        }
        Long since = shapes.get(shape);
        if (since != null && minute - since < 24 * 60 && since - firstMinute >= 3 * 24 * 60) {
            fresh += count;
        }
    }

    /** Learns the open hour and opens {@code next}. */
    void closeHour(long next, int nextSlot, boolean nextWhole) {
        if (hour != NONE && hourWhole) {
            if (hours[hourSlot] >= MATURE_DAYS) {
                // all of it, the odd hours too: a sensor is judged by how much it is wont to vary
                LogNormalModel model = ratio().fade(RATIO_FADE, PRIOR).learnLog(logRatio(), 1);
                ratio = new double[] {model.mu(), model.kappa(), model.shape(), model.scale()};
            }
            int known = Math.min(hours[hourSlot], 13);
            hourly[hourSlot] += (records - hourly[hourSlot]) / (known + 1);
            hours[hourSlot] = Math.min(hours[hourSlot] + 1, Short.MAX_VALUE);
        }
        allRecords = allRecords * RATIO_FADE + records;
        allDead = allDead * RATIO_FADE + dead;
        hour = next;
        hourSlot = nextSlot;
        hourWhole = nextWhole;
        records = 0;
        dead = 0;
        fresh = 0;
    }
}
