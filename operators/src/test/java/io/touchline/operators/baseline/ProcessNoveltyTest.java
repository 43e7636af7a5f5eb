// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.TelemetryFixtures.onMachine;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.calibration.Candidate;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.testkit.Harnesses.Backend;
import io.touchline.testkit.TelemetryFixtures;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What runs on a machine: one strange program is one surprise. */
class ProcessNoveltyTest {
    private static final long LATER = T0 + 20 * DAY;

    private static TelemetryFixtures.Draft start(String parent, String image, String place) {
        return onMachine()
                .to(EntityKeys.process(SITE, parent + '>' + image))
                .doing(Action.SPAWN)
                .with(Attribute.IMAGE, image)
                .with(Attribute.DIRECTORY_CLASS, place)
                .with(Attribute.ARGUMENT_SHAPE, "-a path");
    }

    private static List<Candidate> told(Interaction last) throws Exception {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < 20 * 24; i++) {
            rows.add(start("explorer.exe", "winword.exe", "program").at(T0 + i * HOUR).build());
            rows.add(
                    onMachine()
                            .to(EntityKeys.external(SITE, "198.51.100.7"))
                            .port(443)
                            .with(Attribute.IMAGE, "chrome.exe")
                            .at(T0 + i * HOUR + 1)
                            .build());
        }
        rows.add(last);
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "novelty")) {
            for (Interaction row : rows) {
                baseline.row(row);
            }
            baseline.watermark(LATER);
            return baseline.candidates().stream()
                    .filter(it -> it.knownAt() == LATER)
                    .filter(it -> it.gateBits() < Double.POSITIVE_INFINITY)
                    .toList();
        }
    }

    @Test
    void aStrangeProgramIsToldOfOnce() throws Exception {
        List<Candidate> told =
                told(start("winword.exe", "q7.exe", "user-writable").at(LATER).build());
        assertThat(told).hasSize(1);
        assertThat(told.get(0).rawBits()).isGreaterThan(8);
        assertThat(told.get(0).finding().getStage()).isEqualTo("foothold");
        assertThat(told.get(0).finding().getObserved())
                .isEqualTo("first form of a command line q7.exe -a path");
    }

    @Test
    void aKnownProgramStartedByAnotherIsToldOfByWhoStartsIt() throws Exception {
        List<Candidate> told =
                told(start("outlook.exe", "winword.exe", "program").at(LATER).build());
        assertThat(told)
                .extracting(it -> it.finding().getObserved())
                .containsExactly("first start of a program by another outlook.exe>winword.exe");
    }

    @Test
    void whatAnotherMachineStartsHereIsLateralMovement() throws Exception {
        List<Candidate> told = told(start("wmiprvse.exe", "cmd.exe", "system").at(LATER).build());
        assertThat(told)
                .isNotEmpty()
                .allMatch(it -> it.finding().getStage().equals("lateral-movement"));
    }

    @Test
    void aProgramThatNeverReachedOutsideIsToldOf() throws Exception {
        List<Candidate> told =
                told(
                        onMachine()
                                .to(EntityKeys.external(SITE, "198.51.100.7"))
                                .port(443)
                                .with(Attribute.IMAGE, "winword.exe")
                                .at(LATER)
                                .build());
        assertThat(told)
                .extracting(it -> it.finding().getObserved())
                .containsExactly("first program that reaches outside winword.exe");
    }

    @Test
    void aKindOfFileThatAProgramNeverWroteIsToldOf() throws Exception {
        List<Candidate> told =
                told(
                        onMachine()
                                .to(EntityKeys.service(SITE, "user-writable"))
                                .doing(Action.WRITE)
                                .with(Attribute.IMAGE, "winword.exe")
                                .with(Attribute.FILE_EXTENSION, "exe")
                                .at(LATER)
                                .build());
        assertThat(told)
                .extracting(it -> it.finding().getObserved())
                .containsExactly(
                        "first kind of file that a program writes"
                                + " winword.exe writes exe to user-writable");
    }
}
