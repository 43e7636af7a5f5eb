// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.benchmark;

import java.util.Arrays;

/**
 * How well scores put what is sought above the rest. Exact; equal scores are one step, in which
 * order counts half. NaN where one of both sides is empty.
 *
 * @param auc chance that a sought one scores higher than another, ties counted half (Mann, Whitney
 *     1947)
 * @param averagePrecision sum over the distinct scores, from the highest, of precision times the
 *     recall gained
 */
record Ranking(double auc, double averagePrecision) {
    /**
     * @param scores 0 or more
     */
    static Ranking of(double[] scores, boolean[] sought) {
        // the bits of doubles of 0 and more are in their order, the sign is free: one bit to the
        // left they leave the lowest to the label, and the first flipped is the order of longs
        long[] rows = new long[scores.length];
        long all = 0;
        for (int i = 0; i < rows.length; i++) {
            all += sought[i] ? 1 : 0;
            long bits = Double.doubleToLongBits(scores[i] + 0.0) << 1 | (sought[i] ? 1 : 0);
            rows[i] = bits ^ Long.MIN_VALUE;
        }
        Arrays.sort(rows);
        long rest = rows.length - all;
        long above = 0;
        long wrong = 0;
        double pairs = 0;
        double precision = 0;
        int at = rows.length - 1;
        while (at >= 0) {
            long score = rows[at] >>> 1;
            long hits = 0;
            long misses = 0;
            for (; at >= 0 && rows[at] >>> 1 == score; at--) {
                hits += rows[at] & 1;
                misses += 1 - (rows[at] & 1);
            }
            pairs += hits * (rest - wrong - misses + misses / 2.0);
            above += hits;
            wrong += misses;
            precision += hits * (double) above / (above + wrong);
        }
        return new Ranking(pairs / ((double) all * rest), precision / all);
    }
}
