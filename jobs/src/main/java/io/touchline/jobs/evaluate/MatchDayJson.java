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
import org.jspecify.annotations.Nullable;

/**
 * The figures for machines. A share is {@code {hits, of, value, lower, upper}}, a rate {@code
 * {count, exposure, value, lower, upper}}; what has no value is null. Delays are in milliseconds.
 */
final class MatchDayJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final double DIGITS = 1e6;

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
        node.set("incidents_naming_benign", share(harmless.naming()));
        node.put("false_withdrawn", harmless.withdrawn());
        node.set("look_alikes_loud", object(harmless.lookAlikesLoud(), MatchDayJson::share));
        ObjectNode pairs = node.putObject("context_pairs");
        pairs.put("hidden", figures.pairs().hidden());
        pairs.set("grave_above_benign", share(figures.pairs().graveAbove()));
        pairs.set("benign_not_published", share(figures.pairs().benignQuiet()));
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
        whole.set("detected", share(chains.detected()));
        whole.set("complete", share(chains.complete()));
        whole.set("completeness", share(chains.completeness()));
        whole.set("purity", share(chains.purity()));
        whole.set("pure", share(chains.pure()));
        node.set("any_stage", stage(view.anyStage()));
        node.set("stages", object(view.stages(), MatchDayJson::stage));
        FalseFigures wrong = view.falseIncidents();
        ObjectNode falseIncidents = node.putObject("false_incidents");
        falseIncidents.set("per_10000_device_hours", rate(wrong.perDeviceHours()));
        falseIncidents.set("per_event", rate(wrong.perEvent()));
        Map<String, Rate> byEvent = new TreeMap<>();
        wrong.byEvent().forEach((number, rate) -> byEvent.put(String.valueOf(number), rate));
        falseIncidents.set("by_event", object(byEvent, MatchDayJson::rate));
        falseIncidents.set("by_regime", object(wrong.byRegime(), NODES::numberNode));
        return node;
    }

    private static ObjectNode stage(StageFigures stage) {
        ObjectNode node = NODES.objectNode();
        node.put("hidden", stage.hidden());
        node.set("recalled", share(stage.recalled()));
        node.set("label_right", share(stage.labelled()));
        return node;
    }

    private static ObjectNode share(Share share) {
        ObjectNode node = NODES.objectNode();
        node.put("hits", share.hits()).put("of", share.of());
        return interval(node, share.value(), share.lower(), share.upper());
    }

    private static ObjectNode rate(Rate rate) {
        ObjectNode node = NODES.objectNode();
        node.put("count", rate.count()).put("exposure", rounded(rate.exposure()));
        return interval(node, rate.value(), rate.lower(), rate.upper());
    }

    private static ObjectNode interval(ObjectNode node, double value, double lower, double upper) {
        node.put("value", rounded(value));
        return node.put("lower", rounded(lower)).put("upper", rounded(upper));
    }

    /** Six digits, so that the last bit of a sum makes no difference; null for no number. */
    private static @Nullable Double rounded(double value) {
        return Double.isFinite(value) ? Double.valueOf(Math.round(value * DIGITS) / DIGITS) : null;
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
