// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.correlation;

import io.touchline.operators.lineage.ChainStep;
import io.touchline.schemas.Stage;
import java.time.Duration;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/**
 * Mail to a person, a foothold or a channel out, a move inwards, and then a controller is touched.
 *
 * <p>Relaxed contiguity: steps of other stages may lie between. A chain whose steps are all there
 * but happened in another order is no match.
 */
public final class PhishToController extends StoryPattern {
    private static final long serialVersionUID = 1L;

    @Override
    public String label() {
        return "phish-to-controller";
    }

    @Override
    public String uid() {
        return "pattern-phish-to-controller-v1";
    }

    @Override
    protected String last() {
        return "controller";
    }

    @Override
    public Pattern<ChainStep, ?> pattern() {
        return Pattern.<ChainStep>begin("mail", AfterMatchSkipStrategy.skipPastLastEvent())
                .where(AtStage.inIt(Stage.DELIVERY))
                .followedBy("foothold")
                .where(AtStage.inIt(Stage.FOOTHOLD, Stage.COMMAND_AND_CONTROL))
                .where(new NotBefore("mail"))
                .followedBy("move")
                .where(AtStage.inIt(Stage.LATERAL_MOVEMENT, Stage.DISCOVERY))
                .where(new NotBefore("foothold"))
                .followedBy("controller")
                .where(AtStage.inOt(Stage.OT_ACCESS, Stage.OT_IMPACT))
                .where(new NotBefore("move"))
                .within(Duration.ofDays(30));
    }
}
