// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.novelty.NoveltyAttribute;
import io.touchline.operators.novelty.NoveltyState;
import io.touchline.operators.novelty.ValueRow;
import io.touchline.operators.rate.CountState;
import io.touchline.operators.rate.RateMetric;
import io.touchline.operators.tables.EntityClass;
import io.touchline.schemas.Zone;
import io.touchline.testkit.TelemetryFixtures;
import io.touchline.testkit.Times;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatternOfLifeTest {
    private static final String WHO = TelemetryFixtures.WORKSTATION;

    @Test
    void tellsWhoItIsHowMuchItDoesAndWhatIsNew() {
        EntityBaseline it = new EntityBaseline(EntityClass.DEVICE, Zone.CORPORATE, Times.T0);
        it.name = "CLERK-PC";
        it.matureWindows = 230;
        CountState count = new CountState();
        count.shape = 400;
        count.exposure = 40;
        it.counts.put(RateMetric.ACTIVITY, count);
        NoveltyState novelty = new NoveltyState();
        novelty.draws = 220;
        novelty.distinct = 41;
        novelty.once = 3;
        it.novelty.put(NoveltyAttribute.DESTINATION, novelty);

        String text =
                PatternOfLife.describe(
                        WHO, it, List.of(new ValueRow(1, 9, 6), new ValueRow(1, 1, 1)));

        assertThat(text)
                .contains("CLERK-PC  " + WHO, "device in zone corporate", "230 active hours learnt")
                .contains("10.0 in an hour, learnt from 40 hours")
                .contains("41 known, 3 of them met on one day only, in 220 active minutes")
                .contains("2 values held; 1 of them met on 5 days or more")
                .doesNotContain("young", "unsettled");
    }

    @Test
    void saysWhenAnAccountSignsInAndWhetherItLooksShared() {
        EntityBaseline it = new EntityBaseline(EntityClass.ACCOUNT, Zone.SAAS, Times.T0);
        it.travel().signIns = 61;
        it.travel().hours[3] = 0b101;
        it.travel().hours[20] = 1;
        String account = TelemetryFixtures.ACCOUNT;
        assertThat(PatternOfLife.describe(account, it, List.of()))
                .contains("sign-ins          61, at 3 hours of the week\n");
        it.travel().conflictDays = 5;
        assertThat(PatternOfLife.describe(account, it, List.of())).contains("as if shared");
    }

    @Test
    void saysWhenItIsTooYoungToJudgeOrUnsettled() {
        EntityBaseline it = new EntityBaseline(EntityClass.DEVICE, Zone.CORPORATE, Times.T0);
        it.matureWindows = 19;
        it.unsettledUntil = Times.T0 + 1;

        assertThat(PatternOfLife.describe(WHO, it, List.of()))
                .contains("young, gives evidence but tells no story before 20")
                .contains("unsettled by something new until");
    }

    @Test
    void aVisitorHasNone() {
        EntityBaseline it = new EntityBaseline(EntityClass.VISITOR, Zone.VISITOR, Times.T0);

        assertThat(PatternOfLife.describe(WHO, it, List.of()))
                .contains("counted with its cohort, no baseline of its own");
    }
}
