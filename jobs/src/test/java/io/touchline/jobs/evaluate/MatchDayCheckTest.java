// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import static io.touchline.jobs.evaluate.Written.HEADER;
import static io.touchline.jobs.evaluate.Written.LEDGER;
import static io.touchline.jobs.evaluate.Written.MAIL_STEP;
import static io.touchline.jobs.evaluate.Written.STRANGE_STEP;
import static io.touchline.jobs.evaluate.Written.TUNNEL;
import static io.touchline.jobs.evaluate.Written.TUNNEL_STEP;
import static io.touchline.jobs.evaluate.Written.WRITE_STEP;
import static io.touchline.jobs.evaluate.Written.incident;
import static io.touchline.jobs.evaluate.Written.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every figure by hand, and that each kind of fault moves the figure that is to show it. */
class MatchDayCheckTest {
    private static final String HELD = "\"suppressed\":\"below-budget\",";
    private static final long MINUTE = 60_000;

    @TempDir Path folder;

    private Figures figures(String ledger, String incidents) {
        Path run = Written.run(folder, ledger, incidents);
        return MatchDayCheck.of(List.of(run)).runs().get(0).figures();
    }

    private static Share share(long hits, long of) {
        return new Share(hits, of);
    }

    @Test
    void aWholeChainIsRecalledWithItsPurityAndItsDelay() {
        // first published with mail and tunnel, then with all three and a step nobody planted
        String wrongLabel = WRITE_STEP.replace("ot-impact", "ot-access");
        Figures figures =
                figures(
                        LEDGER,
                        incident("i1", 1, "10:30", MAIL_STEP, TUNNEL_STEP)
                                + incident(
                                        "i1",
                                        2,
                                        "14:10",
                                        MAIL_STEP,
                                        TUNNEL_STEP,
                                        wrongLabel,
                                        STRANGE_STEP));

        View shown = figures.published();
        assertThat(shown).isEqualTo(figures.all());
        assertThat(shown.anyStage()).isEqualTo(new StageFigures(1, share(3, 3), share(2, 3)));
        assertThat(shown.stages())
                .containsOnlyKeys("delivery", "foothold", "command-and-control", "ot-impact")
                .containsEntry("foothold", new StageFigures(1, share(0, 0), share(0, 0)))
                .containsEntry("ot-impact", new StageFigures(0, share(1, 1), share(0, 1)));
        // purity 3 of 4 = 0.75 < 0.8
        assertThat(shown.chains())
                .isEqualTo(
                        new ChainFigures(
                                share(1, 1), share(1, 1), share(3, 3), share(3, 4), share(0, 1)));
        assertThat(shown.falseIncidents().perDeviceHours()).isEqualTo(new Rate(0, 0.48));
        // mail at 10:00, write at 14:00, known at 10:30
        assertThat(figures.delays())
                .isEqualTo(
                        new DelayFigures(
                                List.of(30 * MINUTE),
                                List.of(-210 * MINUTE),
                                Map.of("command-and-control", 1L),
                                Map.of("command-and-control", 1L)));
        assertThat(figures.kinds()).isEqualTo(Map.of("stage", 4L));
    }

    /** The ledger has microseconds, outputs have milliseconds. */
    @Test
    void aStageIsKnownInTheMillisecondInWhichItBegins() {
        Figures figures =
                figures(
                        LEDGER.replace("T14:00:00Z", "T14:01:00.000999Z"),
                        incident("i1", 1, "14:01", WRITE_STEP));
        assertThat(figures.delays().reached()).isEqualTo(Map.of("ot-impact", 1L));
        assertThat(figures.delays().fromFirstMillis()).containsExactly(0L);
    }

    @Test
    void howFarTheAttackHadComeIsToldApartFromWhatTheIncidentShows() {
        Figures figures = figures(LEDGER, incident("i1", 1, "14:30", MAIL_STEP));
        assertThat(figures.delays().reached()).isEqualTo(Map.of("ot-impact", 1L));
        assertThat(figures.delays().shown()).isEqualTo(Map.of("delivery", 1L));
        assertThat(figures.published().chains().completeness()).isEqualTo(share(1, 3));
        assertThat(figures.published().chains().complete()).isEqualTo(share(0, 1));
    }

    @Test
    void anotherEntityIsAFalseIncidentAndNoRecall() {
        Figures figures = figures(LEDGER, incident("i1", 1, "14:30", STRANGE_STEP));
        assertThat(figures.published().anyStage().recalled()).isEqualTo(share(0, 3));
        assertThat(figures.published().chains().detected()).isEqualTo(share(0, 1));
        assertThat(figures.published().chains().purity()).isEqualTo(share(0, 0));
        assertThat(figures.published().falseIncidents())
                .isEqualTo(
                        new FalseFigures(
                                new Rate(1, 0.48), Map.of(3, new Rate(1, 1)), Map.of("LIVE", 1L)));
        assertThat(figures.delays()).isEqualTo(DelayFigures.NONE);
    }

    /** Mail from 10:00 until 10:01; five minutes early and sixty late still count. */
    @ParameterizedTest
    @CsvSource({"09:54, 0", "09:55, 1", "11:01, 1", "11:02, 0"})
    void onlyStepsNearTheirTimeCount(String time, int recalled) {
        String step = MAIL_STEP.replace("10:00", time);
        Figures figures = figures(LEDGER, incident("i1", 1, "14:30", step));
        assertThat(figures.published().anyStage().recalled()).isEqualTo(share(recalled, 3));
        assertThat(figures.published().falseIncidents().perDeviceHours().count())
                .isEqualTo(1 - recalled);
    }

    @ParameterizedTest
    @CsvSource({
        "mailbox:arena:ANNA.BERG@arena.example, '', 1",
        "device:arena:mail-9, external:arena:nordhafen.example|25, 1",
        "device:arena:mail-9, external:arena:203.0.113.0/24|smtp, 1",
        "device:arena:mail-9, external:arena:203.0.112.0/24, 0",
        "device:arena:mail-9, external:arena:203.0.113.7, 0",
        "device:arena:mail-9, external:arena:203.0.113.0/99, 0",
        "device:arena:10.0.0.25, '', 0",
        "mailbox:arena:bergmann, '', 0"
    })
    void aliasesFitIdsAndNetworksButNotWhatIsShared(String entity, String peer, int recalled) {
        String step = step("10:00", "delivery", entity, peer);
        Figures figures = figures(LEDGER, incident("i1", 1, "10:30", step));
        assertThat(figures.published().anyStage().recalled()).isEqualTo(share(recalled, 3));
    }

    @Test
    void aliasesFitTheNameThatTheIncidentGives() {
        String named = "\"entities\":[{\"key\":\"device:arena:aa\",\"name\":\"TICKETING-14\"}],";
        String step = step("10:30", "command-and-control", "device:arena:b", "device:arena:aa|22");
        Figures figures = figures(LEDGER, incident("i1", 1, "10:40", named, step));
        assertThat(figures.published().stages().get("command-and-control"))
                .isEqualTo(new StageFigures(0, share(1, 1), share(1, 1)));
    }

    @Test
    void whatIsHeldBackCountsWithTheBudgetOffOnly() {
        Figures figures =
                figures(
                        LEDGER,
                        incident("i1", 1, "10:30", HELD, MAIL_STEP)
                                + incident("i2", 1, "10:31", HELD, STRANGE_STEP));
        assertThat(figures.published().anyStage().recalled()).isEqualTo(share(0, 3));
        assertThat(figures.all().anyStage().recalled()).isEqualTo(share(1, 3));
        assertThat(figures.published().falseIncidents().perDeviceHours().count()).isZero();
        assertThat(figures.all().falseIncidents().perDeviceHours().count()).isOne();
        assertThat(figures.all().chains().detected()).isEqualTo(share(1, 1));
        assertThat(figures.delays()).isEqualTo(DelayFigures.NONE);
        assertThat(figures.harmless().withdrawn()).isZero();
    }

    @Test
    void delayEndsAtTheFirstRevisionThatPeopleSawWithAFittingStep() {
        Figures figures =
                figures(
                        LEDGER,
                        incident("i1", 1, "10:10", HELD, MAIL_STEP)
                                + incident("i1", 2, "10:20", STRANGE_STEP)
                                + incident("i1", 3, "11:40", STRANGE_STEP, MAIL_STEP)
                                + incident("i1", 4, "13:40", STRANGE_STEP, MAIL_STEP));
        assertThat(figures.delays().fromFirstMillis()).containsExactly(100 * MINUTE);
    }

    @Test
    void theHighestRevisionDecidesWhateverTheOrderOfLines() {
        Figures figures =
                figures(
                        LEDGER,
                        incident("i1", 9, "14:10", MAIL_STEP, WRITE_STEP)
                                + incident("i1", 3, "10:10", HELD, TUNNEL_STEP));
        assertThat(figures.published().incidents()).isOne();
        assertThat(figures.published().chains().completeness()).isEqualTo(share(2, 3));
    }

    @Test
    void mergedIncidentsAreOneAndKeepTheirFirstHour() {
        String merged = "\"merged_into\":\"i2\",";
        Figures figures =
                figures(
                        LEDGER,
                        incident("i1", 1, "10:05", MAIL_STEP)
                                + incident("i2", 1, "14:03", WRITE_STEP)
                                + incident("i1", 2, "14:04", merged, MAIL_STEP)
                                + incident("i2", 2, "14:04", MAIL_STEP, WRITE_STEP));
        assertThat(figures.published().incidents()).isOne();
        assertThat(figures.published().chains().purity()).isEqualTo(share(2, 2));
        assertThat(figures.delays().fromFirstMillis()).containsExactly(5 * MINUTE);
        assertThat(figures.delays().fromLastMillis()).containsExactly(-235 * MINUTE);
    }

    @Test
    void twoHalvesOfAChainAreNotOneWhole() {
        Figures figures =
                figures(
                        LEDGER,
                        incident("i1", 1, "10:05", MAIL_STEP, TUNNEL_STEP)
                                + incident("i2", 1, "14:03", WRITE_STEP));
        assertThat(figures.published().anyStage().recalled()).isEqualTo(share(3, 3));
        assertThat(figures.published().chains().complete()).isEqualTo(share(0, 1));
        assertThat(figures.published().chains().completeness()).isEqualTo(share(2, 3));
        assertThat(figures.published().chains().purity()).isEqualTo(share(2, 2));
    }

    @Test
    void aBenignEntityNamedAsCompromisedIsCounted() {
        String parties =
                "\"entities\":[{\"key\":\"device:arena:10.1.4.14\",\"role\":\"compromised\"},"
                        + "{\"key\":\"device:arena:10.1.4.99\",\"role\":\"compromised\"},"
                        + "{\"key\":\"device:arena:10.0.0.25\",\"role\":\"compromised\"},"
                        + "{\"key\":\"mailbox:arena:someone\",\"role\":\"origin\"},"
                        + "{\"key\":\"device:arena:10.1.4.98\",\"role\":\"target\"}],";
        Figures figures =
                figures(
                        LEDGER,
                        incident("i1", 1, "10:05", parties, TUNNEL_STEP)
                                + incident("i2", 1, "10:06", MAIL_STEP)
                                + incident("i3", 1, "10:06", parties + HELD, MAIL_STEP));
        // 10.1.4.99, and the relay that all share; who is planted, aimed at or held back is not
        assertThat(figures.harmless().named()).isEqualTo(2);
        assertThat(figures.harmless().naming()).isEqualTo(share(1, 2));
    }

    @Test
    void falseIncidentsFallOnTheDayOnWhichTheyBecameKnown() {
        String evening = "2026-05-15T23:59:59.999Z";
        Figures figures =
                figures(
                        LEDGER,
                        incident("i1", 1, evening, STRANGE_STEP)
                                + incident("i1", 2, "09:00", STRANGE_STEP)
                                + incident("i2", 1, evening, HELD, STRANGE_STEP)
                                + incident("i2", 2, "09:00", "\"regime\":\"DOORS\",", STRANGE_STEP)
                                + incident("i3", 1, "09:00", HELD, STRANGE_STEP));
        FalseFigures shown = figures.published().falseIncidents();
        FalseFigures all = figures.all().falseIncidents();
        assertThat(shown.perDeviceHours()).isEqualTo(new Rate(2, 0.48));
        assertThat(shown.perEvent()).isEqualTo(new Rate(1, 1));
        assertThat(shown.byRegime()).isEqualTo(Map.of("LIVE", 1L, "DOORS", 1L));
        assertThat(all.perDeviceHours()).isEqualTo(new Rate(3, 0.48));
        assertThat(all.perEvent()).isEqualTo(new Rate(1, 1));
        assertThat(all.byRegime()).isEqualTo(Map.of("LIVE", 2L, "DOORS", 1L));
        assertThat(figures.harmless().withdrawn()).isZero();
    }

    @Test
    void aFalseIncidentThatIsTakenBackDoesNotVanish() {
        Figures figures =
                figures(
                        LEDGER,
                        incident("i1", 1, "09:00", STRANGE_STEP)
                                + incident("i1", 2, "10:00", HELD, STRANGE_STEP));
        assertThat(figures.published().falseIncidents().perDeviceHours().count()).isZero();
        assertThat(figures.harmless().withdrawn()).isOne();
    }

    @Test
    void lookAlikesAreLoudWhenAPublishedFalseIncidentFitsThem() {
        String benign =
                """
                {"kind":"benign","name":"%s","from":"2026-05-16T14:00:00Z",\
                "until":"2026-05-16T15:00:00Z","entities":[{"role":"who","kind":"device",\
                "aliases":["%s"]}],"planted":"words","twin_of":"h"}
                """;
        String noise = "{\"kind\":\"noise\",\"what\":\"anything\"}\n";
        Figures figures =
                figures(
                        LEDGER
                                + benign.formatted("patch-night", "10.1.4.99")
                                + benign.formatted("patch-night", "10.1.4.50")
                                + benign.formatted("drill", "10.9.0.5")
                                + benign.formatted("newsletter", "10.2.2.2")
                                + noise,
                        incident("i1", 1, "14:30", STRANGE_STEP)
                                + incident("i2", 1, "14:30", WRITE_STEP)
                                + incident("i3", 1, "14:30", HELD, quiet("10.2.2.2")));
        assertThat(figures.harmless().lookAlikesLoud())
                .isEqualTo(
                        Map.of(
                                "patch-night", share(1, 2),
                                "drill", share(0, 1),
                                "newsletter", share(0, 1)));
        assertThat(figures.kinds()).isEqualTo(Map.of("stage", 4L, "benign", 4L, "noise", 1L));
    }

    private static String quiet(String address) {
        return step("14:30", "discovery", "device:arena:" + address, "");
    }

    private static String half(String pair, String role, String address) {
        return """
                {"kind":"context","pair":"%s","role":"%s","stage":"ot-impact",\
                "from":"2026-05-16T14:00:00Z","until":"2026-05-16T14:30:00Z",\
                "entities":[{"role":"who","kind":"device","aliases":["%s"]}]}
                """
                .formatted(pair, role, address);
    }

    @Test
    void pairsCompareTheBestIncidentsOfTheirHalves() {
        Figures figures =
                figures(
                        HEADER
                                + half("above", "grave", "10.5.0.1")
                                + half("above", "benign", "10.5.0.2")
                                + half("equal", "grave", "10.5.0.3")
                                + half("equal", "benign", "10.5.0.4")
                                + half("none", "grave", "10.5.0.5")
                                + half("none", "benign", "10.5.0.6"),
                        incident("i1", 1, "14:30", quiet("10.5.0.1"))
                                + incident(
                                        "i2", 1, "14:30", "\"score\":49," + HELD, quiet("10.5.0.2"))
                                + incident(
                                        "i3",
                                        1,
                                        "14:30",
                                        "\"score\":49,",
                                        quiet("10.5.0.2").replace("14:30", "09:00"))
                                + incident("i4", 1, "14:30", quiet("10.5.0.3"))
                                + incident("i5", 1, "14:30", quiet("10.5.0.4")));
        assertThat(figures.pairs().graveAbove()).isEqualTo(share(1, 3));
        assertThat(figures.pairs().benignQuiet()).isEqualTo(share(2, 3));
        // i5, the benign half, and i3, at another time, are false; grave halves are not
        assertThat(figures.published().falseIncidents().perDeviceHours().count()).isEqualTo(2);
        assertThat(figures.published().chains().detected()).isEqualTo(share(0, 0));
    }

    @Test
    void aPairOfWhichNoLogShowsOneHalfIsCountedApart() {
        String unseen = half("p07", "grave", "10.5.0.1").replace("}]}", "}],\"visible\":false}");
        Figures figures =
                figures(
                        HEADER + unseen + half("p07", "benign", "10.5.0.2"),
                        incident("i1", 1, "14:30", quiet("10.5.0.2")));
        assertThat(figures.pairs()).isEqualTo(new PairFigures(1, share(0, 0), share(0, 0)));
    }

    @Test
    void seedsAddUpByScenarioAndSize() {
        for (int seed = 1; seed <= 4; seed++) {
            // known after 10, 20, 30 minutes; the fourth not at all. The tunnel begins at 10:20
            String known = "10:" + seed + "0";
            Written.run(
                    folder.resolve("seed-" + seed),
                    LEDGER.replace("\"seed\":7", "\"seed\":" + seed),
                    seed == 4 ? "" : incident("i1", 1, known, MAIL_STEP));
        }
        Written.run(folder.resolve("other"), LEDGER.replace("small", "arena"), "");
        MatchDayCheck check = MatchDayCheck.of(List.of(folder, folder.resolve("seed-1")));

        Figures sum = check.groups().get(new MatchDayCheck.Group("phish", "small"));
        assertThat(check.groups()).hasSize(2);
        assertThat(check.runs()).hasSize(5);
        assertThat(sum).isNotNull();
        assertThat(sum.runs()).isEqualTo(4);
        assertThat(sum.published().chains().detected()).isEqualTo(share(3, 4));
        assertThat(sum.published().anyStage().recalled()).isEqualTo(share(3, 12));
        assertThat(sum.published().falseIncidents().perDeviceHours().exposure())
                .isCloseTo(1.92, within(1e-9));
        assertThat(sum.published().falseIncidents().perEvent()).isEqualTo(new Rate(0, 4));
        assertThat(DelayFigures.quantile(sum.delays().fromFirstMillis(), 0.5))
                .contains(20 * MINUTE);
        assertThat(DelayFigures.quantile(sum.delays().fromFirstMillis(), 0.95))
                .contains(30 * MINUTE);
        assertThat(check.table().lines()).hasSize(4);
        assertThat(check.table())
                .contains("| phish | arena | 1 | 0/1 [0.000, 0.793] |")
                .contains("| phish | small | 4 | 3/4 [0.301, 0.954] |")
                .contains("| 20.0 min / 30.0 min | command-and-control 2, foothold 1 |");
    }

    @Test
    void amongEqualsTheIncidentOfTheHigherScoreIsTheBest() {
        Figures figures =
                figures(
                        LEDGER,
                        incident("i1", 1, "10:05", "\"score\":51,", MAIL_STEP, STRANGE_STEP)
                                + incident("i2", 1, "10:05", MAIL_STEP));
        assertThat(figures.published().chains().purity()).isEqualTo(share(1, 2));
    }

    @Test
    void delayKnowsWhatPeopleSawAlone() {
        // the mail is only in what is held back; tunnel and write are told by two incidents, the
        // later one first in the file. The step at 10:08 fits the hidden foothold and nothing else
        String foothold = step("10:08", "foothold", "device:arena:10.1.4.14", "");
        Figures figures =
                figures(
                        LEDGER,
                        incident("i0", 1, "10:01", HELD, MAIL_STEP)
                                + incident("i1", 1, "14:10", WRITE_STEP)
                                + incident("i2", 1, "10:40", foothold, TUNNEL_STEP));
        assertThat(figures.delays().fromFirstMillis()).containsExactly(20 * MINUTE);
        assertThat(figures.delays().fromLastMillis()).containsExactly(-200 * MINUTE);

        Figures early = figures(LEDGER, incident("i1", 1, "10:09", MAIL_STEP, foothold));
        assertThat(early.delays().reached()).isEqualTo(Map.of("foothold", 1L));
        assertThat(early.delays().shown()).isEqualTo(Map.of("delivery", 1L));
        assertThat(early.published().chains().purity()).isEqualTo(share(2, 2));
    }

    @Test
    void anInnocentNamedTwiceIsOneAndTheBenignHalfOfAPairIsInnocent() {
        String parties =
                "\"entities\":[{\"key\":\"device:arena:10.5.0.1\",\"role\":\"compromised\"},"
                        + "{\"key\":\"device:arena:10.5.0.2\",\"role\":\"compromised\"}],";
        Figures figures =
                figures(
                        HEADER
                                + half("p07", "grave", "10.5.0.1")
                                + half("p07", "benign", "10.5.0.2"),
                        incident("i1", 1, "14:30", parties, quiet("10.5.0.1"))
                                + incident("i2", 1, "14:30", parties, quiet("10.5.0.1")));
        assertThat(figures.harmless().named()).isOne();
        assertThat(figures.harmless().naming()).isEqualTo(share(2, 2));
    }

    @Test
    void aSecondChainNeedsItsOwnIncident() {
        String second = TUNNEL.replace("c1", "c2").replace("10.1.4.14", "10.1.7.7");
        second = second.replace("Ticketing-14", "x").replace("198.51.100.9", "198.51.100.200");
        Figures figures = figures(LEDGER + second, incident("i1", 1, "14:10", TUNNEL_STEP));
        assertThat(figures.published().chains().detected()).isEqualTo(share(1, 2));
        assertThat(figures.published().chains().completeness()).isEqualTo(share(1, 4));
        assertThat(figures.delays().fromFirstMillis()).hasSize(1);
    }
}
