// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import static io.touchline.jobs.evaluate.Written.DELIVERY;
import static io.touchline.jobs.evaluate.Written.HEADER;
import static io.touchline.jobs.evaluate.Written.LEDGER;
import static io.touchline.jobs.evaluate.Written.MAIL_STEP;
import static io.touchline.jobs.evaluate.Written.incident;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.touchline.jobs.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where runs are found, and what is refused: never a run left out in silence. */
class MatchDayCheckInputTest {
    private static final String INCIDENT = incident("i1", 1, "10:30", MAIL_STEP);

    @TempDir Path folder;

    private void refuses(String... words) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> MatchDayCheck.of(List.of(folder)))
                .satisfies(
                        e -> {
                            assertThat(e.getMessage()).contains(words).doesNotContain("\n");
                            assertThat(e.cure()).isNotBlank().doesNotContain("\n");
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"x/out", "x/telemetry", "x/out/telemetry", "x/out/from/day"})
    void theLedgerIsBesideOrBelow(String place) throws IOException {
        Path run = Written.run(folder.resolve("x/out"), LEDGER, INCIDENT);
        Path ledger = Files.createDirectories(folder.resolve(place)).resolve("ledger.jsonl");
        if (!Files.exists(ledger)) {
            Files.move(run.resolve("telemetry/ledger.jsonl"), ledger);
        }
        assertThat(MatchDayCheck.of(List.of(folder)).runs()).hasSize(1);
    }

    @Test
    void aRunWithoutItsLedgerIsRefusedByName() throws IOException {
        Path run = Written.run(folder.resolve("x"), LEDGER, INCIDENT);
        Files.delete(run.resolve("telemetry/ledger.jsonl"));
        refuses("x: no ledger.jsonl");
    }

    @Test
    void aRunInsideAnotherHasItsOwnLedger() throws IOException {
        Written.run(folder, LEDGER, INCIDENT);
        Path inner = folder.resolve("again");
        Written.run(inner, LEDGER.replace("\"seed\":7", "\"seed\":8"), INCIDENT);
        assertThat(MatchDayCheck.of(List.of(folder)).runs())
                .extracting(MatchDayCheck.Run::seed)
                .containsExactly(7L, 8L);
    }

    @Test
    void twoLedgersOfOneRunAreRefused() throws IOException {
        Path run = Written.run(folder.resolve("x"), LEDGER, INCIDENT);
        Files.writeString(run.resolve("ledger.jsonl"), LEDGER);
        refuses("x: ", "x/ledger.jsonl and ", "x/telemetry/ledger.jsonl");
    }

    @Test
    void aLedgerWithoutItsRunIsRefusedByName() throws IOException {
        Written.run(folder.resolve("x"), LEDGER, INCIDENT);
        Path alone = Files.createDirectories(folder.resolve("y/telemetry"));
        Files.writeString(alone.resolve("ledger.jsonl"), LEDGER);
        refuses("y/telemetry/ledger.jsonl: no outputs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"incidents.jsonl", "findings.jsonl", "summary.json"})
    void aRunThatBrokeOffIsRefusedByName(String file) throws IOException {
        Files.delete(Written.run(folder.resolve("x"), LEDGER, INCIDENT).resolve(file));
        refuses("x: it lacks " + file);
    }

    @Test
    void theSameRunTwiceIsRefused() {
        Written.run(folder.resolve("x"), LEDGER, INCIDENT);
        Written.run(folder.resolve("y"), LEDGER, INCIDENT);
        refuses("y: phish small of seed 7", "/x");
    }

    @Test
    void nothingAtAllIsRefused() {
        refuses("no run of detect is there");
        folder = folder.resolve("absent");
        refuses("absent: no such folder");
    }

    static Stream<Arguments> ledgers() {
        return Stream.of(
                Arguments.of("", "empty"),
                Arguments.of("{\"ledger\":", "ledger.jsonl:1: it is not JSON"),
                Arguments.of("[1]", "ledger.jsonl:1: it is not a JSON object"),
                Arguments.of(DELIVERY, "not the header"),
                Arguments.of(HEADER.replace("\"version\":2", "\"version\":1"), "version 2"),
                Arguments.of(HEADER.replace("\"version\":2,", ""), "version 2"),
                Arguments.of(HEADER.replace("\"devices\":100", "\"devices\":0"), "no device"),
                Arguments.of(HEADER.replace("\"devices\":100,", ""), "devices"),
                Arguments.of(HEADER.replace("2026-05-17T00", "2026-05-14T00"), "no time"),
                Arguments.of(HEADER.replace("2026-05-15T00:00:00Z", "early"), "start"),
                Arguments.of(HEADER.replace("\"2026-05-16\"", "\"May\""), "event"),
                Arguments.of(HEADER.replace("\"phish\"", "\"\""), "scenario"),
                Arguments.of(HEADER + "{\"stage\":\"delivery\"}", "ledger.jsonl:2: kind"),
                Arguments.of(HEADER + DELIVERY.replace("\"delivery\"", "\"post\""), "post"),
                Arguments.of(HEADER + DELIVERY.replace("T10:01", "T09:01"), "until is before"),
                Arguments.of(HEADER + DELIVERY.replace("aliases", "names"), "nobody"),
                Arguments.of(HEADER + DELIVERY.replace("\"step\":1,", ""), "step"),
                Arguments.of(HEADER + DELIVERY + DELIVERY, "step 1 twice"),
                Arguments.of(
                        HEADER
                                + DELIVERY.replace(
                                        "\"kind\":\"stage\"",
                                        "\"kind\":\"context\",\"pair\":\"p07\",\"role\":\"grave\""),
                        "pair p07 lacks its other half"));
    }

    @ParameterizedTest
    @MethodSource("ledgers")
    void aLedgerThatCannotBeUsedIsRefused(String ledger, String word) {
        Written.run(folder, ledger, INCIDENT);
        refuses(word);
    }

    static Stream<Arguments> incidents() {
        return Stream.of(
                Arguments.of(INCIDENT.substring(0, 60), "incidents.jsonl:1: it is not JSON"),
                Arguments.of(INCIDENT + INCIDENT.replace("score", "points"), ":2: score"),
                Arguments.of(INCIDENT.replace("known_at", "known"), "known_at"),
                Arguments.of(INCIDENT.replace("\"revision\":1", "\"revision\":\"1\""), "revision"),
                Arguments.of(INCIDENT.replace("incident_id", "id"), "incident_id"),
                Arguments.of(incident("i1", 1, "10:30"), "steps are none"),
                Arguments.of(INCIDENT.replace("\"time\"", "\"at\""), "time"),
                Arguments.of(INCIDENT.replace("\"steps\":[", "\"steps\":[7,"), "steps"),
                Arguments.of(
                        incident("i1", 1, "10:30", "\"merged_into\":\"i9\",", MAIL_STEP),
                        "merged_into leads nowhere: i9"),
                Arguments.of(
                        incident("i1", 1, "10:30", "\"merged_into\":\"i2\",", MAIL_STEP)
                                + incident("i2", 1, "10:30", "\"merged_into\":\"i1\",", MAIL_STEP),
                        "merged_into leads nowhere"));
    }

    @ParameterizedTest
    @MethodSource("incidents")
    void anOutputThatCannotBeUsedIsRefused(String incidents, String word) {
        Written.run(folder, LEDGER, incidents);
        refuses(word);
    }
}
