// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.benchmark;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.touchline.jobs.benchmark.BeaconCheck.Cell;
import io.touchline.jobs.benchmark.BeaconCheck.Recall;
import io.touchline.jobs.evaluate.Evaluation;
import io.touchline.jobs.evaluate.Figure;
import io.touchline.jobs.evaluate.Outcome;
import io.touchline.jobs.evaluate.Share;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@link BeaconCheck} on the command line; needs no data. */
public final class BeaconEvaluation implements Evaluation {
    private static final long SEED = 1;
    private static final int HARMLESS_OF_A_KIND = 5_000;
    private static final int BEACONS_OF_A_CELL = 1_000;

    @Override
    public String name() {
        return "beacons";
    }

    @Override
    public String says() {
        return "recall of generated beacons at a false-positive rate of 2e-3; needs no data";
    }

    @Override
    public Outcome of(List<Path> data) {
        BeaconCheck check = new BeaconCheck(SEED, HARMLESS_OF_A_KIND, BEACONS_OF_A_CELL);
        return new Outcome(table(check), json(check));
    }

    private static String table(BeaconCheck check) {
        StringBuilder table = new StringBuilder();
        table.append(
                String.format(
                        Locale.ROOT,
                        "Threshold %.2f bits: of %d harmless series %s are above it.%n%n",
                        check.thresholdBits,
                        check.loud.values().stream().mapToLong(Share::of).sum(),
                        check.loud.values().stream().mapToLong(Share::hits).sum()));
        table.append("| period | jitter | watched | 24 gaps | alone | beside browsing |\n");
        table.append("|---|---|---|---|---|---|\n");
        for (int i = 0; i < check.cells.size(); i++) {
            Cell cell = check.cells.get(i);
            Recall recall = check.recalls.get(i);
            table.append(
                    String.format(
                            Locale.ROOT,
                            "| %s s | %.0f %% | %s min | %s | %s | %s |%n",
                            Figure.plain(cell.periodSeconds()),
                            100 * cell.jitter(),
                            Figure.plain(cell.seconds() / 60),
                            Figure.share(recall.shortest()),
                            Figure.share(recall.pure()),
                            Figure.share(recall.mixed())));
        }
        return table.toString();
    }

    private static String json(BeaconCheck check) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("evaluation", "beacons").put("seed", SEED);
        root.put("false_positive_rate", BeaconCheck.FALSE_POSITIVE_RATE);
        root.put("threshold_bits", Figure.rounded(check.thresholdBits));
        ObjectNode loud = root.putObject("harmless_above");
        check.loud.forEach(
                (kind, share) -> loud.set(kind.name().toLowerCase(Locale.ROOT), Figure.of(share)));
        ArrayNode cells = root.putArray("cells");
        for (int i = 0; i < check.cells.size(); i++) {
            Cell cell = check.cells.get(i);
            Recall recall = check.recalls.get(i);
            ObjectNode node = cells.addObject();
            node.put("period_seconds", cell.periodSeconds()).put("jitter", cell.jitter());
            node.put("watched_seconds", cell.seconds());
            node.set("gaps_24", Figure.of(recall.shortest()));
            node.set("alone", Figure.of(recall.pure()));
            node.set("beside_browsing", Figure.of(recall.mixed()));
        }
        return root.toString();
    }
}
