// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.correlation;

import io.touchline.operators.lineage.ChainStep;
import io.touchline.schemas.Stage;
import java.time.Duration;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/** Mail to a person, then a foothold or a channel out: how most stories begin. */
public final class MailToFoothold extends StoryPattern {
    private static final long serialVersionUID = 1L;

    @Override
    public String label() {
        return "mail-to-foothold";
    }

    @Override
    public String uid() {
        return "pattern-mail-to-foothold-v1";
    }

    @Override
    protected String last() {
        return "foothold";
    }

    @Override
    public Pattern<ChainStep, ?> pattern() {
        return Pattern.<ChainStep>begin("mail", AfterMatchSkipStrategy.skipPastLastEvent())
                .where(AtStage.inIt(Stage.DELIVERY))
                .followedBy("foothold")
                .where(AtStage.inIt(Stage.FOOTHOLD, Stage.COMMAND_AND_CONTROL))
                .where(new NotBefore("mail"))
                .within(Duration.ofDays(30));
    }
}
