// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.correlation;

import io.touchline.operators.lineage.ChainStep;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/**
 * A step that did not happen before the one matched earlier: the order of {@code when} is what
 * counts, not the order in which steps became known.
 */
final class NotBefore extends IterativeCondition<ChainStep> {
    private static final long serialVersionUID = 1L;

    private final String earlier;

    NotBefore(String earlier) {
        this.earlier = earlier;
    }

    @Override
    public boolean filter(ChainStep step, Context<ChainStep> context) throws Exception {
        for (ChainStep before : context.getEventsForPattern(earlier)) {
            if (before.when() > step.when()) {
                return false;
            }
        }
        return true;
    }
}
