// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.calibration;

import io.touchline.operators.stats.BitsHistogram;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Pre-combines histogram deltas per subtask between two flushes. Never part of a snapshot: it is
 * flushed before every barrier. Not thread-safe.
 */
public final class HistogramCounter {
    private static final long HOUR_MILLIS = 3_600_000;

    private final TreeMap<Slot, Long> weights = new TreeMap<>(Slot.ORDER);

    /** Counts one completed score of {@code bits}, made known at {@code time}. */
    public void count(String stratum, int bucket, double bits, long time) {
        weights.merge(
                new Slot(
                        stratum, Math.floorDiv(time, HOUR_MILLIS), bucket, BitsHistogram.bin(bits)),
                (long) BitsHistogram.UNIT,
                Long::sum);
    }

    /** Hands out everything counted since the last call. */
    public void flush(Consumer<HistogramDelta> out) {
        for (Map.Entry<Slot, Long> entry : weights.entrySet()) {
            Slot slot = entry.getKey();
            out.accept(
                    new HistogramDelta(
                            slot.stratum, slot.hour, slot.bucket, slot.bin, entry.getValue()));
        }
        weights.clear();
    }

    private record Slot(String stratum, long hour, int bucket, int bin) {
        static final Comparator<Slot> ORDER =
                Comparator.comparing(Slot::stratum)
                        .thenComparingLong(Slot::hour)
                        .thenComparingInt(Slot::bucket)
                        .thenComparingInt(Slot::bin);
    }
}
