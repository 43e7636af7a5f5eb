// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.correlation;

import io.touchline.operators.lineage.ChainStep;
import io.touchline.schemas.Stage;
import java.time.Duration;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/** Something out of the ordinary in IT, and then a controller is touched: the partial form. */
public final class ItToOt extends StoryPattern {
    private static final long serialVersionUID = 1L;

    @Override
    public String label() {
        return "it-to-ot";
    }

    @Override
    public String uid() {
        return "pattern-it-to-ot-v1";
    }

    @Override
    protected String last() {
        return "controller";
    }

    @Override
    public Pattern<ChainStep, ?> pattern() {
        return Pattern.<ChainStep>begin("it", AfterMatchSkipStrategy.skipPastLastEvent())
                .where(
                        AtStage.inIt(
                                Stage.DELIVERY,
                                Stage.FOOTHOLD,
                                Stage.COMMAND_AND_CONTROL,
                                Stage.DISCOVERY,
                                Stage.LATERAL_MOVEMENT))
                .followedBy("controller")
                .where(AtStage.inOt(Stage.OT_ACCESS, Stage.OT_IMPACT))
                .where(new NotBefore("it"))
                .within(Duration.ofDays(30));
    }
}
