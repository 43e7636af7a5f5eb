// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.benchmark;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.touchline.jobs.benchmark.NabScore.Best;
import io.touchline.jobs.benchmark.NabScore.Result;
import io.touchline.jobs.benchmark.NabScore.Scored;
import io.touchline.jobs.evaluate.Evaluation;
import io.touchline.jobs.evaluate.Outcome;
import io.touchline.jobs.files.InputException;
import io.touchline.operators.level.LevelDetector;
import io.touchline.operators.level.LevelOptions;
import io.touchline.operators.level.LevelState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The level detector on the Numenta Anomaly Benchmark: one state per series, one pass. */
public final class NabEvaluation implements Evaluation {
    @Override
    public String name() {
        return "nab";
    }

    @Override
    public String says() {
        return "level detector on the Numenta Anomaly Benchmark, standard profile";
    }

    @Override
    public Outcome of(List<Path> data) {
        if (data.isEmpty()) {
            throw new InputException(
                    "could not evaluate nab: no data",
                    "give the folder that holds data and labels of the benchmark with --data");
        }
        List<NabSeries> all = new ArrayList<>();
        data.forEach(folder -> all.addAll(NabSeries.readAll(folder)));
        Best best = NabScore.best(all.stream().map(NabEvaluation::score).toList());
        Map<String, Result> groups = new TreeMap<>();
        Map<String, Integer> files = new TreeMap<>();
        for (int i = 0; i < all.size(); i++) {
            groups.merge(all.get(i).group(), best.series().get(i), Result::plus);
            files.merge(all.get(i).group(), 1, Integer::sum);
        }
        return new Outcome(
                table(groups, files, best, all.size()), json(groups, files, best, all.size()));
    }

    private static Scored score(NabSeries series) {
        LevelDetector detector = new LevelDetector(LevelOptions.STANDARD);
        LevelState state = new LevelState();
        double[] scores = new double[series.values().length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = detector.next(state, series.values()[i], series.times()[i]).bits();
        }
        return new Scored(scores, series.windows());
    }

    private static String table(
            Map<String, Result> groups, Map<String, Integer> files, Best best, int series) {
        StringBuilder table =
                new StringBuilder(
                        "| group | series | windows | detected | false positives | standard score"
                                + " |\n|---|---|---|---|---|---|\n");
        groups.forEach((name, result) -> row(table, name, files.getOrDefault(name, 0), result));
        row(table, "all", series, best.total());
        return table.append(
                        String.format(
                                Locale.ROOT,
                                "%nThreshold %.3f bits, one for all series. State %d bytes per"
                                        + " series.%n",
                                best.threshold(),
                                LevelState.BYTES))
                .toString();
    }

    private static void row(StringBuilder table, String name, int files, Result result) {
        table.append(
                String.format(
                        Locale.ROOT,
                        "| %s | %d | %d | %d | %d | %s |%n",
                        name,
                        files,
                        result.windows(),
                        result.detected(),
                        result.falsePositives(),
                        result.windows() == 0
                                ? "-"
                                : String.format(Locale.ROOT, "%.2f", result.normalised())));
    }

    private static String json(
            Map<String, Result> groups, Map<String, Integer> files, Best best, int series) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("evaluation", "nab").put("profile", "standard");
        root.put("threshold_bits", best.threshold()).put("state_bytes", LevelState.BYTES);
        root.setAll(figures(best.total(), series));
        ArrayNode rows = root.putArray("groups");
        groups.forEach(
                (name, result) ->
                        rows.addObject()
                                .put("group", name)
                                .setAll(figures(result, files.getOrDefault(name, 0))));
        return root.toString();
    }

    private static ObjectNode figures(Result result, int series) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("series", series).put("windows", result.windows());
        node.put("detected", result.detected()).put("false_positives", result.falsePositives());
        node.put("raw", Math.round(result.raw() * 1e6) / 1e6);
        if (result.windows() == 0) {
            node.putNull("score");
        } else {
            node.put("score", Math.round(result.normalised() * 1e4) / 1e4);
        }
        return node;
    }
}
