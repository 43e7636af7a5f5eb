// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.beaconing;

import org.jspecify.annotations.Nullable;

/** Learns one contact, and looks at 4, 8, 16, ... gaps. Pure: state in, bits out; O(1). */
public final class BeaconDetector {
    private static final long FINE_MILLIS = 100;
    private static final long COARSE_MILLIS = 10_000;
    private static final int FIRST_LOOK = 4;

    /** Three ways of looking are one question. */
    private static final double WAYS_BITS = Math.log(3) / Math.log(2);

    private BeaconDetector() {}

    /**
     * A look at a rhythm.
     *
     * @param gaps how many were seen
     * @param bits what the best of the ways shows, less what the looks cost
     * @param regularityBits of visits 0.1 s apart
     * @param visitsBits of visits 10 s apart
     * @param peakBits of a narrow peak
     * @param periodSeconds usual gap
     */
    public record Look(
            int gaps,
            double bits,
            double regularityBits,
            double visitsBits,
            double peakBits,
            double periodSeconds) {}

    /**
     * Learns a contact at {@code when}.
     *
     * @param settledBefore contacts before that moment can no longer be overtaken
     * @return what is seen now, if a look is due
     */
    public static @Nullable Look contact(Rhythm it, long when, long settledBefore) {
        it.put(when);
        Look look = null;
        while (it.tail.length > Rhythm.TAIL
                || (it.tail.length > 0 && it.tail[0] <= settledBefore)) {
            long settled = it.takeOldest();
            it.coarse.add(settled, COARSE_MILLIS);
            long gap = it.fine.add(settled, FINE_MILLIS);
            if (gap > 0) {
                it.bin(gap);
                if (it.fine.count == FIRST_LOOK << it.looks) {
                    it.looks++;
                    look = look(it);
                }
            }
        }
        return look;
    }

    private static Look look(Rhythm it) {
        double fine = regularityBits(it.fine);
        double coarse = regularityBits(it.coarse);
        BeaconScores.Peak peak = BeaconScores.peak(it.bins);
        double best = Math.max(peak.bits(), Math.max(fine, coarse));
        return new Look(
                it.fine.count,
                Math.max(0, best - WAYS_BITS - it.looks),
                fine,
                coarse,
                peak.bits(),
                period(it, peak, fine, coarse));
    }

    /** By the way that shows it best. */
    private static double period(Rhythm it, BeaconScores.Peak peak, double fine, double coarse) {
        if (peak.bits() > Math.max(fine, coarse)) {
            return peak.seconds() + FINE_MILLIS / 1000.0;
        }
        return coarse > fine
                ? it.coarse.mean() + COARSE_MILLIS / 1000.0
                : it.fine.mean() + FINE_MILLIS / 1000.0;
    }

    private static double regularityBits(Gaps gaps) {
        return gaps.count < FIRST_LOOK
                ? 0
                : BeaconScores.ofScore(BeaconScores.regularity(gaps.count, gaps.dispersion()));
    }
}
