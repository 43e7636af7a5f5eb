// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.benchmark;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.touchline.jobs.benchmark.BatadalScore.Delay;
import io.touchline.jobs.evaluate.Evaluation;
import io.touchline.jobs.evaluate.Outcome;
import io.touchline.jobs.files.InputException;
import io.touchline.operators.consistency.ConsistencyDetector;
import io.touchline.operators.consistency.ConsistencyOptions;
import io.touchline.operators.consistency.ConsistencyState;
import io.touchline.operators.level.LevelDetector;
import io.touchline.operators.level.LevelOptions;
import io.touchline.operators.level.LevelState;
import io.touchline.operators.stats.Bits;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The level and consistency detectors on a water network under attack: one pass over the year
 * without attacks, then over the half year with seven. Both go on learning.
 */
public final class BatadalEvaluation implements Evaluation {
    /** False alarms that the operator grants: an hour in a thousand, nine a year. */
    private static final double BUDGET = 1e-3;

    @Override
    public String name() {
        return "batadal";
    }

    @Override
    public String says() {
        return "level and consistency detectors on attacks against a water network";
    }

    @Override
    public Outcome of(List<Path> data) {
        if (data.size() != 1) {
            throw new InputException(
                    "could not evaluate batadal: " + data.size() + " folders are given",
                    "give one, with BATADAL_dataset03.csv and BATADAL_dataset04.csv");
        }
        WaterNetwork year = WaterNetwork.read(data.get(0).resolve("BATADAL_dataset03.csv"));
        WaterNetwork attacked = WaterNetwork.read(data.get(0).resolve("BATADAL_dataset04.csv"));
        if (!year.signals().equals(attacked.signals())) {
            throw new InputException(
                    "could not evaluate " + data.get(0) + ": the two files have other signals",
                    "give both files as they were published");
        }
        Map<String, BatadalScore> scores = new LinkedHashMap<>();
        scores.put("consistency", judge(consistency(year, attacked), attacked));
        scores.put("level", judge(level(year, attacked), attacked));
        return new Outcome(table(scores), json(scores));
    }

    private static BatadalScore judge(double[] p, WaterNetwork attacked) {
        boolean[] alarms = new boolean[p.length];
        for (int i = 0; i < p.length; i++) {
            alarms[i] = p[i] <= BUDGET;
        }
        return BatadalScore.of(attacked.times(), alarms, BatadalScore.PUBLISHED);
    }

    /** p of each hour of the second file. */
    private static double[] consistency(WaterNetwork year, WaterNetwork attacked) {
        ConsistencyDetector detector = new ConsistencyDetector(ConsistencyOptions.STANDARD);
        ConsistencyState state = new ConsistencyState(year.signals().size());
        for (int i = 0; i < year.times().length; i++) {
            detector.next(state, year.values()[i], year.times()[i]);
        }
        double[] p = new double[attacked.times().length];
        for (int i = 0; i < p.length; i++) {
            p[i] = detector.next(state, attacked.values()[i], attacked.times()[i]).p();
        }
        return p;
    }

    /** The same of signals one by one: one p per hour, {@code min(1, j min p)} of j signals. */
    private static double[] level(WaterNetwork year, WaterNetwork attacked) {
        LevelDetector detector = new LevelDetector(LevelOptions.STANDARD);
        int signals = year.signals().size();
        double[] p = new double[attacked.times().length];
        Arrays.fill(p, 1);
        for (int j = 0; j < signals; j++) {
            LevelState state = new LevelState();
            for (int i = 0; i < year.times().length; i++) {
                detector.next(state, year.values()[i][j], year.times()[i]);
            }
            for (int i = 0; i < p.length; i++) {
                double bits =
                        detector.next(state, attacked.values()[i][j], attacked.times()[i])
                                .calibrated();
                p[i] = Math.min(p[i], signals * Bits.toTail(bits));
            }
        }
        return p;
    }

    private static String table(Map<String, BatadalScore> scores) {
        StringBuilder table =
                new StringBuilder(
                        "| detector | S | S_TTD | S_CM | TPR | TNR | hours to detection, by attack"
                                + " |\n|---|---|---|---|---|---|---|\n");
        scores.forEach(
                (name, score) ->
                        table.append(
                                String.format(
                                        Locale.ROOT,
                                        "| %s | %.3f | %.3f | %.3f | %.3f | %.3f | %s |%n",
                                        name,
                                        score.s(),
                                        score.sTtd(),
                                        (score.tpr() + score.tnr()) / 2,
                                        score.tpr(),
                                        score.tnr(),
                                        score.delays().stream()
                                                .map(BatadalEvaluation::says)
                                                .collect(Collectors.joining(", ")))));
        return table.toString();
    }

    private static String says(Delay delay) {
        return (delay.detected() ? delay.hours() : "never") + " of " + delay.duration();
    }

    private static String json(Map<String, BatadalScore> scores) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("evaluation", "batadal").put("budget_per_hour", BUDGET);
        ArrayNode rows = root.putArray("detectors");
        scores.forEach(
                (name, score) -> {
                    ObjectNode row = rows.addObject().put("detector", name);
                    row.put("s", rounded(score.s())).put("s_ttd", rounded(score.sTtd()));
                    row.put("s_cm", rounded((score.tpr() + score.tnr()) / 2));
                    row.put("tpr", rounded(score.tpr())).put("tnr", rounded(score.tnr()));
                    ArrayNode attacks = row.putArray("attacks");
                    for (Delay delay : score.delays()) {
                        attacks.addObject()
                                .put("detected", delay.detected())
                                .put("hours_to_detection", delay.hours())
                                .put("duration_hours", delay.duration());
                    }
                });
        return root.toString();
    }

    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
