// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.BetaDistribution;

/** Are p-values what they claim? Per stratum, of {@code summary.json} of several runs. */
final class CalibrationFigures {
    private static final int[] BITS = {5, 8, 9, 11};

    /** Scores of a stratum from which on the share of large bits is claimed. */
    private static final long CLAIMED = 10_000;

    private static final double TAIL = 0.025;

    /** By stratum: scores, and those above each of {@link #BITS}. */
    private final Map<String, long[]> strata = new TreeMap<>();

    void add(JsonNode calibration) {
        calibration
                .properties()
                .forEach(
                        stratum -> {
                            long[] sum =
                                    strata.computeIfAbsent(
                                            stratum.getKey(), it -> new long[1 + BITS.length]);
                            sum[0] += stratum.getValue().path("scores").asLong();
                            for (int i = 0; i < BITS.length; i++) {
                                sum[i + 1] += stratum.getValue().path("above_" + BITS[i]).asLong();
                            }
                        });
    }

    String table() {
        StringBuilder table = new StringBuilder();
        table.append("| stratum | scores | P(bits > 9) | in [0.001, 0.004] |");
        table.append(" P(> 5) 2^5 | P(> 8) 2^8 | P(> 11) 2^11 |\n|---|---|---|---|---|---|---|\n");
        strata.forEach(
                (stratum, counts) ->
                        table.append(
                                String.format(
                                        Locale.ROOT,
                                        "| %s | %d | %.5f [%.5f, %.5f] | %s | %.2f | %.2f | %.2f |%n",
                                        stratum,
                                        counts[0],
                                        (double) counts[3] / counts[0],
                                        lower(counts[3], counts[0]),
                                        upper(counts[3], counts[0]),
                                        verdict(counts[3], counts[0]),
                                        ratio(counts, 1),
                                        ratio(counts, 2),
                                        ratio(counts, 4))));
        return table.toString();
    }

    ObjectNode json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        strata.forEach(
                (stratum, counts) -> {
                    ObjectNode node = root.putObject(stratum);
                    node.put("scores", counts[0]);
                    for (int i = 0; i < BITS.length; i++) {
                        node.put("above_" + BITS[i], counts[i + 1]);
                    }
                    node.put("p_above_9", Figure.rounded((double) counts[3] / counts[0]));
                    node.put("lower", Figure.rounded(lower(counts[3], counts[0])));
                    node.put("upper", Figure.rounded(upper(counts[3], counts[0])));
                });
        return root;
    }

    /** P(bits > j) 2^j: 1 where p-values are exact, above 1 where they claim too much. */
    private static double ratio(long[] counts, int at) {
        return counts[at] * Math.pow(2, BITS[at - 1]) / counts[0];
    }

    /** Of few scores: whether the interval leaves it open. */
    private static String verdict(long hits, long of) {
        double share = (double) hits / of;
        if (of >= CLAIMED) {
            return share > 4e-3 ? "above" : share < 1e-3 ? "below" : "yes";
        }
        return lower(hits, of) > 4e-3 ? "above" : upper(hits, of) < 1e-3 ? "below" : "open";
    }

    /** Clopper and Pearson 1934, 95 %, two-sided. */
    static double lower(long hits, long of) {
        return hits == 0
                ? 0
                : BetaDistribution.of(hits, of - hits + 1.0).inverseCumulativeProbability(TAIL);
    }

    static double upper(long hits, long of) {
        return hits == of
                ? 1
                : BetaDistribution.of(hits + 1.0, of - hits).inverseCumulativeProbability(1 - TAIL);
    }
}
