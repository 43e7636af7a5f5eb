// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The figures for machines. A share is {@code {hits, of, value, lower, upper}}, a rate {@code
 * {count, exposure, value, lower, upper}}; what has no value is null. Delays are in milliseconds.
 */
final class MatchDayJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private MatchDayJson() {}

    static String of(MatchDayCheck check) {
        ObjectNode root = NODES.objectNode();
        root.put("evaluation", "matchday");
        ArrayNode groups = root.putArray("groups");
        check.groups()
                .forEach(
                        (group, figures) -> {
                            ObjectNode node = groups.addObject();
                            node.put("scenario", group.scenario()).put("size", group.size());
                            node.setAll(figures(figures));
                        });
        ArrayNode runs = root.putArray("runs");
        for (MatchDayCheck.Run run : check.runs()) {
            ObjectNode node = runs.addObject();
            node.put("scenario", run.group().scenario()).put("size", run.group().size());
            node.put("seed", run.seed()).put("folder", run.folder().toString());
            node.setAll(figures(run.figures()));
        }
        return root.toString();
    }

    private static ObjectNode figures(Figures figures) {
        ObjectNode node = NODES.objectNode();
        node.put("runs", figures.runs());
        node.set("at_budget", view(figures.published()));
        node.set("budget_off", view(figures.all()));
        HarmlessFigures harmless = figures.harmless();
        node.put("benign_entities_named", harmless.named());
        node.set("incidents_naming_benign", Figure.of(harmless.naming()));
        node.put("false_withdrawn", harmless.withdrawn());
        node.set("look_alikes_loud", object(harmless.lookAlikesLoud(), Figure::of));
        ObjectNode pairs = node.putObject("context_pairs");
        pairs.put("hidden", figures.pairs().hidden());
        pairs.set("grave_above_benign", Figure.of(figures.pairs().graveAbove()));
        pairs.set("benign_not_published", Figure.of(figures.pairs().benignQuiet()));
        DelayFigures delays = figures.delays();
        node.set("delay_from_first_ms", delay(delays.fromFirstMillis()));
        node.set("delay_from_last_ms", delay(delays.fromLastMillis()));
        node.set("first_published_at", object(delays.reached(), NODES::numberNode));
        node.set("first_published_with", object(delays.shown(), NODES::numberNode));
        node.set("ledger_lines", object(figures.kinds(), NODES::numberNode));
        return node;
    }

    private static ObjectNode view(View view) {
        ObjectNode node = NODES.objectNode();
        node.put("incidents", view.incidents());
        ChainFigures chains = view.chains();
        ObjectNode whole = node.putObject("chains");
        whole.set("detected", Figure.of(chains.detected()));
        whole.set("complete", Figure.of(chains.complete()));
        whole.set("completeness", Figure.of(chains.completeness()));
        whole.set("purity", Figure.of(chains.purity()));
        whole.set("pure", Figure.of(chains.pure()));
        node.set("any_stage", stage(view.anyStage()));
        node.set("stages", object(view.stages(), MatchDayJson::stage));
        FalseFigures wrong = view.falseIncidents();
        ObjectNode falseIncidents = node.putObject("false_incidents");
        falseIncidents.set("per_10000_device_hours", Figure.of(wrong.perDeviceHours()));
        falseIncidents.set("per_event", Figure.of(wrong.perEvent()));
        Map<String, Rate> byEvent = new TreeMap<>();
        wrong.byEvent().forEach((number, rate) -> byEvent.put(String.valueOf(number), rate));
        falseIncidents.set("by_event", object(byEvent, Figure::of));
        falseIncidents.set("by_regime", object(wrong.byRegime(), NODES::numberNode));
        return node;
    }

    private static ObjectNode stage(StageFigures stage) {
        ObjectNode node = NODES.objectNode();
        node.put("hidden", stage.hidden());
        node.set("recalled", Figure.of(stage.recalled()));
        node.set("label_right", Figure.of(stage.labelled()));
        return node;
    }

    private static ObjectNode delay(List<Long> millis) {
        ObjectNode node = NODES.objectNode();
        node.put("chains", millis.size());
        node.put("p50", DelayFigures.quantile(millis, 0.5).orElse(null));
        node.put("p95", DelayFigures.quantile(millis, 0.95).orElse(null));
        return node.put("max", DelayFigures.quantile(millis, 1).orElse(null));
    }

    private static <V> ObjectNode object(Map<String, V> map, Function<V, ? extends JsonNode> form) {
        ObjectNode node = NODES.objectNode();
        map.forEach((key, value) -> node.set(key, form.apply(value)));
        return node;
    }
}
