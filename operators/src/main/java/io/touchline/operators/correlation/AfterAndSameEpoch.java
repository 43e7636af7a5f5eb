// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.correlation;

import io.touchline.operators.lineage.ChainStep;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/**
 * A step of the same epoch as the one matched before it, which did not happen before that one: the
 * order of {@code when} is what counts, not the order in which steps became known.
 */
final class AfterAndSameEpoch extends IterativeCondition<ChainStep> {
    private static final long serialVersionUID = 1L;

    private final String earlier;

    AfterAndSameEpoch(String earlier) {
        this.earlier = earlier;
    }

    @Override
    public boolean filter(ChainStep step, Context<ChainStep> context) throws Exception {
        for (ChainStep before : context.getEventsForPattern(earlier)) {
            if (before.epoch() != step.epoch() || before.when() > step.when()) {
                return false;
            }
        }
        return true;
    }
}
