// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.calibration;

import io.touchline.operators.stats.Bits;
import io.touchline.operators.stats.BitsHistogram;
import java.util.Map;
import java.util.TreeMap;

/**
 * The closed histogram of each bucket of support of one stratum, and the hours still open. Mutable,
 * written by {@link StratumStateSerializer}.
 */
public final class StratumState {
    /** A half-life of 21 days; faded once a day, for each fade rounds every bin down. */
    private static final double DECAY_PER_DAY = Math.pow(2, -1.0 / 21);

    private static final long HOURS_PER_DAY = 24;

    final TreeMap<Integer, long[]> closed = new TreeMap<>();
    final TreeMap<Long, TreeMap<Integer, long[]>> open = new TreeMap<>();

    /** Calibrated bits that are counted. */
    static final double[] COUNTED_BITS = {5, 8, 9, 11};

    /**
     * Scores that were judged by hours closed before their own, and of those the ones that have
     * more than each of {@link #COUNTED_BITS}.
     */
    final long[] judged = new long[1 + COUNTED_BITS.length];

    /** The last hour that was closed. */
    long closedHour = Long.MIN_VALUE;

    void add(HistogramDelta delta) {
        // an hour that closed before its delta came cannot be: deltas precede their watermark
        open.computeIfAbsent(delta.hour(), h -> new TreeMap<>())
                        .computeIfAbsent(delta.bucket(), b -> new long[BitsHistogram.BINS])[
                        delta.bin()] +=
                delta.weight();
    }

    /**
     * Closes every hour before {@code hour}, oldest first, fading what was there before it.
     *
     * @return whether there was one
     */
    boolean closeBefore(long hour) {
        boolean closes = !open.isEmpty() && open.firstKey() < hour;
        while (!open.isEmpty() && open.firstKey() < hour) {
            Map.Entry<Long, TreeMap<Integer, long[]>> oldest = open.pollFirstEntry();
            oldest.getValue().forEach(this::count);
            fadeTo(oldest.getKey());
            for (Map.Entry<Integer, long[]> bucket : oldest.getValue().entrySet()) {
                long[] sum =
                        closed.computeIfAbsent(bucket.getKey(), b -> new long[BitsHistogram.BINS]);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += bucket.getValue()[i];
                }
            }
        }
        return closes;
    }

    /** Judges the scores of an hour that closes; not those of a stratum that knows too little. */
    private void count(int bucket, long[] weights) {
        BitsHistogram before = own(bucket);
        if (before.total() < BitsHistogram.FULL) {
            return;
        }
        for (int bin = 0; bin < weights.length; bin++) {
            long scores = weights[bin] / BitsHistogram.UNIT;
            if (scores > 0) {
                double bits = Bits.ofTail(before.p(BitsHistogram.middle(bin)));
                judged[0] += scores;
                for (int i = 0; i < COUNTED_BITS.length; i++) {
                    judged[i + 1] += bits > COUNTED_BITS[i] ? scores : 0;
                }
            }
        }
    }

    private void fadeTo(long hour) {
        long days =
                closedHour == Long.MIN_VALUE
                        ? 0
                        : Math.floorDiv(hour, HOURS_PER_DAY)
                                - Math.floorDiv(closedHour, HOURS_PER_DAY);
        if (days > 0) {
            // closed form over the days between, however many
            long factor = Math.round(65_536 * Math.pow(DECAY_PER_DAY, days));
            closed.values().forEach(weights -> new BitsHistogram(weights).fade(factor));
        }
        closedHour = Math.max(closedHour, hour);
    }

    /** The histogram that judges this support: its own, topped up by the nearest lower ones. */
    BitsHistogram judge(int bucket, BitsHistogram shipped) {
        return own(bucket).toppedUpBy(shipped);
    }

    /** What the site has shown itself, of this support and as much below it as it takes. */
    private BitsHistogram own(int bucket) {
        BitsHistogram sum = new BitsHistogram();
        for (long[] weights : closed.headMap(bucket, true).descendingMap().values()) {
            for (int i = 0; i < BitsHistogram.BINS; i++) {
                sum.add(i, weights[i]);
            }
            if (sum.total() >= BitsHistogram.FULL) {
                break;
            }
        }
        return sum;
    }

    CalibrationTotal total(String stratum) {
        return new CalibrationTotal(stratum, judged[0], judged[1], judged[2], judged[3], judged[4]);
    }
}
