// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.calibration;

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

    /** The last hour that was closed. */
    long closedHour = Long.MIN_VALUE;

    void add(HistogramDelta delta) {
        // an hour that closed before its delta came cannot be: deltas precede their watermark
        open.computeIfAbsent(delta.hour(), h -> new TreeMap<>())
                        .computeIfAbsent(delta.bucket(), b -> new long[BitsHistogram.BINS])[
                        delta.bin()] +=
                delta.weight();
    }

    /** Closes every hour before {@code hour}, oldest first, fading what was there before it. */
    void closeBefore(long hour) {
        while (!open.isEmpty() && open.firstKey() < hour) {
            Map.Entry<Long, TreeMap<Integer, long[]>> oldest = open.pollFirstEntry();
            fadeTo(oldest.getKey());
            for (Map.Entry<Integer, long[]> bucket : oldest.getValue().entrySet()) {
                long[] sum =
                        closed.computeIfAbsent(bucket.getKey(), b -> new long[BitsHistogram.BINS]);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += bucket.getValue()[i];
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
        BitsHistogram sum = null;
        for (long[] weights : closed.headMap(bucket, true).descendingMap().values()) {
            BitsHistogram next = new BitsHistogram(weights.clone());
            sum = sum == null ? next : joined(sum, next);
            if (sum.total() >= BitsHistogram.FULL) {
                return sum;
            }
        }
        return (sum == null ? new BitsHistogram() : sum).toppedUpBy(shipped);
    }

    private static BitsHistogram joined(BitsHistogram a, BitsHistogram b) {
        for (int i = 0; i < BitsHistogram.BINS; i++) {
            a.add(i, b.weights()[i]);
        }
        return a;
    }
}
