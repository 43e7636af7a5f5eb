// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.incident;

import io.touchline.operators.stats.Evidence;
import io.touchline.schemas.Stage;
import io.touchline.schemas.avro.Finding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How strong the story is, 0 to 100, as a sum of named parts: per stage its best evidence (not the
 * sum: one chatty detector cannot build a chain), a bonus for stages in order, both times the class
 * of what was done to a controller (after HOLMES and RapSheet).
 *
 * @param value 0 to 100
 * @param parts what adds up to it before the cap, in points
 */
public record Score(double value, Map<String, Double> parts) {
    private static final double MAX_BITS_PER_STAGE = 24;
    private static final double POINTS_PER_STEP_IN_ORDER = 4;
    private static final double MAX = 100;
    private static final double COLD_WEIGHT = 0.25;

    /**
     * @param steps of one chain, in order of time
     */
    public static Score of(List<Finding> steps) {
        Map<Stage, Double> best = new TreeMap<>();
        double otClass = 1;
        for (Finding step : steps) {
            Stage stage = Stage.of(step.getStage());
            double weight = step.getCold() ? COLD_WEIGHT : 1;
            double bits = Math.min(MAX_BITS_PER_STAGE, weight * Evidence.bits(step.getPValue()));
            best.merge(stage, bits, Math::max);
            if (stage.isOt() && !step.getCold()) {
                otClass = Math.max(otClass, step.getWeight());
            }
        }
        Map<String, Double> parts = new TreeMap<>();
        double sum = 0;
        for (Map.Entry<Stage, Double> stage : best.entrySet()) {
            double points = stage.getKey().weight() * stage.getValue() * otClass;
            parts.put(stage.getKey().key(), round(points));
            sum += points;
        }
        double order = POINTS_PER_STEP_IN_ORDER * (longestRun(steps) - 1) * otClass;
        parts.put("stages-in-order", round(order));
        return new Score(round(Math.min(MAX, sum + order)), parts);
    }

    /** Length of the longest run of steps whose stages grow in rank. */
    static int longestRun(List<Finding> steps) {
        // longest strictly increasing subsequence over at most eight ranks
        int[] longestEndingAt = new int[9];
        int longest = 0;
        for (Finding step : steps) {
            int rank = Stage.of(step.getStage()).rank();
            int before = 0;
            for (int lower = 1; lower < rank; lower++) {
                before = Math.max(before, longestEndingAt[lower]);
            }
            longestEndingAt[rank] = Math.max(longestEndingAt[rank], before + 1);
            longest = Math.max(longest, longestEndingAt[rank]);
        }
        return Math.max(1, longest);
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
