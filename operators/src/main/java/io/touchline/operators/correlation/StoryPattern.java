// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.correlation;

import io.touchline.operators.lineage.ChainStep;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.util.Collector;

/**
 * A pattern and how its match is read. A changed pattern is a new one: CEP state is bound to it, so
 * {@link #uid} carries the version.
 *
 * <p>Stages are joined by {@code followedBy}, not {@code followedByAny}: lineage tells steps in
 * order of {@code when}, so the first step that fits is as good as any, and a telling keeps one
 * partial match per first step (64 at most) where every combination would be a thousand.
 */
public abstract class StoryPattern extends PatternProcessFunction<ChainStep, ChainLabel> {
    private static final long serialVersionUID = 1L;

    /** The name an incident carries, in kebab-case. */
    public abstract String label();

    /** Operator uid, with the version of the pattern. */
    public abstract String uid();

    public abstract Pattern<ChainStep, ?> pattern();

    /** The stage whose step completes the story. */
    protected abstract String last();

    @Override
    public final void processMatch(
            Map<String, List<ChainStep>> match, Context context, Collector<ChainLabel> out) {
        List<ChainStep> steps = match.get(last());
        if (steps != null && !steps.isEmpty()) {
            ChainStep step = steps.get(0);
            out.collect(
                    new ChainLabel(
                            step.chain(), step.epoch(), label(), step.index(), step.cepTime()));
        }
    }

    /** Every story that is looked for, the fullest first: the first label that fits names it. */
    public static List<StoryPattern> all() {
        return List.of(new PhishToController(), new ItToOt(), new MailToFoothold());
    }
}
