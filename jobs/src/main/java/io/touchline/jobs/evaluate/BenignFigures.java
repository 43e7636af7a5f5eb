// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** {@link BenignEvaluation} as a table and as JSON. */
final class BenignFigures {
    private static final int WORST = 5;

    private BenignFigures() {}

    /**
     * @param pcs how many of them, from the first, are PCs
     */
    static Outcome of(List<JudgedRecording> judged, int pcs) {
        CalibrationFigures calibration = new CalibrationFigures();
        judged.forEach(it -> calibration.add(it.calibration()));
        ObjectNode json = json(judged);
        Rate findings = Rate.NONE;
        Rate incidents = Rate.NONE;
        for (JudgedRecording pc : judged.subList(0, pcs)) {
            findings = findings.plus(pc.findings());
            incidents = incidents.plus(pc.incidents());
        }
        json.putObject("pcs")
                .<ObjectNode>set("findings_per_entity_day", Figure.of(findings))
                .set("incidents_per_entity_day", Figure.of(incidents));
        json.set("calibration", calibration.json());
        return new Outcome(
                table(judged)
                        + "\nThe PCs together: "
                        + Figure.rate(findings)
                        + " false findings and "
                        + Figure.rate(incidents)
                        + " false incidents per entity-day.\n\n"
                        + calibration.table(),
                json.toString());
    }

    private static String table(List<JudgedRecording> all) {
        StringBuilder table =
                new StringBuilder(
                        "| recording | days | learnt before | entities | entity-days"
                                + " | false findings | of the young | per entity-day"
                                + " | false incidents | per entity-day |\n"
                                + "|---|---|---|---|---|---|---|---|---|---|\n");
        StringBuilder worst =
                new StringBuilder("\n| recording | bits | detector | entity | what | usual |\n");
        worst.append("|---|---|---|---|---|---|\n");
        for (JudgedRecording it : all) {
            table.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %.2f | %d | %d | %.2f | %d | %d | %s | %d | %s |%n",
                            it.name(),
                            it.recording().days(),
                            it.recording().learntDays(),
                            it.recording().entities(),
                            it.recording().entityDays(),
                            it.findings().count(),
                            it.ofTheYoung(),
                            Figure.rate(it.findings()),
                            it.incidents().count(),
                            Figure.rate(it.incidents())));
            for (JsonNode finding : it.wrong().subList(0, Math.min(WORST, it.wrong().size()))) {
                worst.append(
                        String.format(
                                Locale.ROOT,
                                "| %s | %.1f | %s | %s | %s | %s |%n",
                                it.name(),
                                finding.path("surprise_bits").asDouble(),
                                finding.path("detector").asText(),
                                finding.path("entity").asText(),
                                finding.path("observed").asText(),
                                finding.path("expected").asText()));
            }
        }
        return table.append(worst).toString();
    }

    private static ObjectNode json(List<JudgedRecording> all) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("evaluation", "benign");
        ArrayNode recordings = root.putArray("recordings");
        for (JudgedRecording it : all) {
            ObjectNode node = recordings.addObject();
            node.put("recording", it.name()).put("days", Figure.rounded(it.recording().days()));
            node.put("learnt_days", it.recording().learntDays());
            node.put("entities", it.recording().entities());
            node.put("findings_of_the_young", it.ofTheYoung());
            node.set("findings_per_entity_day", Figure.of(it.findings()));
            node.set("incidents_per_entity_day", Figure.of(it.incidents()));
            ObjectNode detectors = node.putObject("by_detector");
            it.wrong()
                    .forEach(
                            finding -> {
                                String detector = finding.path("detector").asText();
                                detectors.put(detector, detectors.path(detector).asInt() + 1);
                            });
        }
        return root;
    }
}
