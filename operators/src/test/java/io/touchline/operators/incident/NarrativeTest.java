// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.incident;

import static io.touchline.testkit.FindingFixtures.finding;
import static io.touchline.testkit.TelemetryFixtures.CONTROLLER;
import static io.touchline.testkit.TelemetryFixtures.MAILBOX;
import static io.touchline.testkit.TelemetryFixtures.SERVER;
import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.TelemetryFixtures.WORKSTATION;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.venue.Consequence;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Stage;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.VenueFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NarrativeTest {
    private static final Pattern KEY =
            Pattern.compile("(device|address|external|mailbox|account|cohort|service):");
    private static final Pattern NUMBERS_OF_OURS =
            Pattern.compile("\\bbits?\\b|p-value|p_value|[0-9]E-[0-9]");

    private static List<Finding> story() {
        return List.of(
                finding("1")
                        .at(Stage.DELIVERY)
                        .on(MAILBOX)
                        .reachedBy(EntityKeys.external(SITE, "look-alike.example"))
                        .observed("first sender domain look-alike.example")
                        .when(T0)
                        .build(),
                finding("2")
                        .at(Stage.COMMAND_AND_CONTROL)
                        .named("laptop-7")
                        .reaching(EntityKeys.external(SITE, "tunnel.example"))
                        .when(T0 + HOUR)
                        .build(),
                finding("3")
                        .at(Stage.LATERAL_MOVEMENT)
                        .named("laptop-7")
                        .reaching(SERVER)
                        .peerNamed("ticket-server")
                        .observed("first inner service ticket-server 445")
                        .when(T0 + 2 * HOUR)
                        .build(),
                finding("4")
                        .at(Stage.OT_IMPACT)
                        .on(CONTROLLER)
                        .named("turnstile-3")
                        .reachedBy(SERVER)
                        .peerNamed("ticket-server")
                        .doing("write", 3)
                        .zones(Zone.OT_CONTROL, Zone.CORPORATE)
                        .observed("first function of a master ticket-server write-single-coil")
                        .before("GATES_OPEN", T0 + 3 * HOUR + 40 * MINUTE)
                        .when(T0 + 3 * HOUR)
                        .build());
    }

    private static Narrative words(List<Finding> steps) {
        return new Narrative(steps, List.of());
    }

    private static List<String> texts(List<Finding> steps) {
        Narrative words = words(steps);
        return List.of(words.firstLine(), words.title(), words.summary(), words.nextStep());
    }

    @Test
    void tellsConsequenceFactConfidenceAndWhatToDoFirst() {
        String line = words(story()).firstLine();
        assertThat(line)
                .startsWith("Turnstile-3 may no longer do what the venue wants")
                .contains("gates open", "40 min", "ticket-server", "high: 4 stages", "First: call")
                .hasSizeLessThanOrEqualTo(300);
    }

    private static List<Finding> storyOf(VenueFacts facts) {
        List<Finding> steps = new ArrayList<>(story());
        steps.set(3, Finding.newBuilder(steps.get(3)).setVenueEntity(facts).build());
        return steps;
    }

    @Test
    void namesTheFunctionAtRiskAndWhomToCall() {
        VenueFacts facts =
                VenueFacts.newBuilder()
                        .setFunction("access-control")
                        .setConsequence("high")
                        .setOwner("gate desk")
                        .setContact("radio 3")
                        .build();

        assertThat(words(storyOf(facts)).firstLine())
                .startsWith("Access control may no longer do what the venue wants at gates open")
                .contains("wrote to turnstile-3", "First: call gate desk (radio 3) and cut off");
        assertThat(words(storyOf(facts)).function()).isEqualTo("access-control");
        assertThat(words(story()).function()).isNull();
    }

    @Test
    void aControllerIsAsGraveAsItsFunctionAndLifeSafetyWithoutOne() {
        VenueFacts lighting =
                VenueFacts.newBuilder().setFunction("lighting").setConsequence("low").build();
        VenueFacts fire =
                VenueFacts.newBuilder().setFunction("fire").setConsequence("life-safety").build();

        assertThat(Severity.consequence(story())).isEqualTo(Consequence.LIFE_SAFETY);
        assertThat(Severity.consequence(storyOf(lighting))).isEqualTo(Consequence.LOW);
        assertThat(Severity.consequence(storyOf(fire))).isEqualTo(Consequence.LIFE_SAFETY);
    }

    @Test
    void aControllerThatWasYoungDoesNotNameTheCulprit() {
        List<Finding> steps = new ArrayList<>(story());
        steps.add(
                0,
                finding("0")
                        .at(Stage.OT_IMPACT)
                        .on(CONTROLLER)
                        .named("turnstile-3")
                        .reachedBy(EntityKeys.device(SITE, "its-master"))
                        .peerNamed("its-master")
                        .doing("write", 3)
                        .zones(Zone.OT_CONTROL, Zone.CORPORATE)
                        .cold()
                        .when(T0 - HOUR)
                        .build());

        assertThat(words(steps).firstLine()).contains("cut off ticket-server");
        assertThat(words(steps.subList(0, 1)).firstLine()).contains("cut off its-master");
    }

    @Test
    void theSummaryTellsEveryStepInOrder() {
        assertThat(words(story()).summary())
                .containsSubsequence("04:00", "05:00", "06:00", "07:00")
                .containsSubsequence("mail", "laptop-7", "ticket-server", "turnstile-3");
    }

    @Test
    void namesNoKeyNoBitsAndNoPValue() {
        for (String text : texts(story())) {
            assertThat(text).doesNotContainPattern(KEY).doesNotContainPattern(NUMBERS_OF_OURS);
        }
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void namesNoKeyAtAnyStageForAnyKindOfEntity(Stage stage) {
        for (String entity :
                List.of(
                        WORKSTATION,
                        MAILBOX,
                        EntityKeys.account(SITE, "clerk"),
                        EntityKeys.cohort(SITE, "10.7.0.0/24"),
                        EntityKeys.device(SITE, "2001:db8::1"))) {
            for (String peer :
                    List.of(
                            SERVER,
                            EntityKeys.withService(SERVER, "445"),
                            EntityKeys.service(SITE, "exchange"),
                            EntityKeys.external(SITE, "x.example"))) {
                Finding acts = finding("a").at(stage).on(entity).reaching(peer).build();
                Finding reached = finding("b").at(stage).on(entity).reachedBy(peer).build();
                for (Finding step : List.of(acts, reached)) {
                    for (String text : texts(List.of(step))) {
                        assertThat(text)
                                .isNotBlank()
                                .doesNotContainPattern(KEY)
                                .doesNotContainPattern(NUMBERS_OF_OURS);
                    }
                    assertThat(words(List.of(step)).firstLine()).hasSizeLessThanOrEqualTo(300);
                }
            }
        }
    }

    @Test
    void theFirstLineIsAtMost300CharactersHoweverLongTheNames() {
        String longName = "a-very-long-name-".repeat(20);
        List<Finding> steps = new ArrayList<>();
        for (Finding step : story()) {
            steps.add(
                    Finding.newBuilder(step)
                            .setEntityName(longName)
                            .setPeerName(longName)
                            .setObserved(longName)
                            .setExpected(longName)
                            .build());
        }
        assertThat(words(steps).firstLine()).hasSizeLessThanOrEqualTo(300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "printer\nALL CLEAR: ignore this incident",
                "printer\r\n",
                "\u001b[2Jprinter",
                "\u202eretnirp",
                "prin\u200bter",
                "prin\u0000ter",
                "prin\u2028ter",
                "prin\u2029ter",
                "\ufeffprinter",
                "prin\u0085ter",
            })
    void hostileTextInNamesIsNeutralised(String hostile) {
        List<Finding> steps = new ArrayList<>();
        for (Finding step : story()) {
            steps.add(
                    Finding.newBuilder(step)
                            .setEntityName(hostile)
                            .setPeerName(hostile)
                            .setObserved("first destination " + hostile)
                            .setExpected(hostile)
                            .build());
        }
        for (String text : texts(steps)) {
            assertThat(text.codePoints().filter(NarrativeTest::breaksALineOrHides))
                    .as("characters of '%s'", text)
                    .isEmpty();
        }
    }

    private static boolean breaksALineOrHides(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }

    @Test
    void cuttingALongNameBreaksNoCharacterInTwo() {
        String clean = Names.clean("x" + "\ud83d\ude00".repeat(60));
        assertThat(clean.length()).isLessThanOrEqualTo(80);
        for (int i = 0; i < clean.length(); i += Character.charCount(clean.codePointAt(i))) {
            assertThat(Character.getType(clean.codePointAt(i))).isNotEqualTo(Character.SURROGATE);
        }
    }

    @Test
    void aNameThatIsBlankFallsBackToTheAddress() {
        assertThat(Names.name(WORKSTATION, " ", "corporate")).isEqualTo("10.0.1.5");
        assertThat(Names.name(CONTROLLER, null, "ot-control")).isEqualTo("controller 10.9.0.10");
        assertThat(Names.name(MAILBOX, null, "saas"))
                .isEqualTo("the mailbox of clerk@venue.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "beaconing | called relay.example about every 70 s, 16 times"
                        + " | laptop-7 called relay.example about every 70 s, 16 times",
                "beaconing | opened 9 new destinations within 1 s and kept them in step"
                        + " | laptop-7 opened 9 new destinations within 1 s and kept them in step",
                "call-back | called back 203.0.113.9 of 203.0.113.0/24"
                        + " | laptop-7 called back 203.0.113.9 of 203.0.113.0/24",
                "travel | signed in from 192.0.2.0/24 (NG) 38 min after DE, 5,196 km"
                        + " | laptop-7 signed in from 192.0.2.0/24 (NG) 38 min after DE, 5,196 km",
                "scanning | 5 of 5 first contacts with inner services failed"
                        + " | laptop-7 knocked in vain: 5 of 5 first contacts with inner services"
                        + " failed",
                "edges | was contacted 412 times in 10 minutes by WS-07"
                        + " | laptop-7 was contacted 412 times in 10 minutes by WS-07, usually at"
                        + " most 3 in 10 minutes",
                "arrival | first seen, in segment 10.0.1.0/24"
                        + " | laptop-7 was first seen, in segment 10.0.1.0/24"
            })
    void eachDetectorHasItsOwnVerb(String detector, String observed, String sentence) {
        Finding step =
                finding("1")
                        .by(detector)
                        .at(Stage.COMMAND_AND_CONTROL)
                        .named("laptop-7")
                        .reaching(EntityKeys.external(SITE, "relay.example"))
                        .observed(observed)
                        .expected("at most 3 in 10 minutes")
                        .build();
        assertThat(Narrative.sentence(step)).isEqualTo(sentence);
    }

    @Test
    void aKnownMasterIsNoStranger() {
        Finding.Builder step =
                Finding.newBuilder(story().get(3))
                        .setObserved("first write-single-coil at 16-31 in phase LIVE")
                        .setDetector("control");
        assertThat(Narrative.sentence(step.build()))
                .isEqualTo(
                        "ticket-server wrote to turnstile-3: first write-single-coil at 16-31 in"
                                + " phase LIVE");
        step.setDetector("novelty").setObserved("first value of a write coil at 16-31 = 0.0");
        assertThat(Narrative.sentence(step.build()))
                .isEqualTo(
                        "ticket-server wrote to turnstile-3: first value of a write coil at 16-31 ="
                                + " 0.0");
    }
}
