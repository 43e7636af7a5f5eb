// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.touchline.jobs.evaluate.MatchDayCheck.Figures;
import io.touchline.jobs.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chain of two stages at 10:00 and 11:00; each test says what was told of it. */
class MatchDayCheckTest {
    private static final String HEAD =
            "{\"ledger\":\"touchline\",\"version\":2,\"scenario\":\"s\",\"seed\":1,\"size\":\"small\","
                    + "\"start\":\"2026-05-16T00:00:00Z\",\"end\":\"2026-05-17T00:00:00Z\","
                    + "\"devices\":100,\"events\":[{\"number\":1,\"date\":\"2026-05-16\"}]}";

    @TempDir Path folder;

    private final List<String> ledger =
            new ArrayList<>(
                    List.of(
                            HEAD,
                            stage("stage", "delivery", "10:00", "mail@arena.example", ""),
                            stage("stage", "foothold", "11:00", "PC-1", "")));
    private final List<String> incidents = new ArrayList<>();

    private static String stage(String kind, String stage, String at, String alias, String more) {
        return "{\"kind\":\"%s\",\"chain\":\"c1\",\"stage\":\"%s\",\"from\":\"2026-05-16T%s:00Z\",\"until\":\"2026-05-16T%s:30Z\",\"entities\":[{\"role\":\"x\",\"kind\":\"device\",\"aliases\":[\"%s\"]},{\"role\":\"y\",\"shared\":true,\"aliases\":[\"dc01\"]}]%s}"
                .formatted(kind, stage, at, at, alias, more);
    }

    private static String step(String at, String stage, String entity) {
        return "{\"time\":\"2026-05-16T%s:10.000Z\",\"stage\":\"%s\",\"entity\":\"%s\",\"peer\":\"external:venue:203.0.113.9\"}"
                .formatted(at, stage, entity);
    }

    private void tell(String id, int revision, String known, String more, String... steps) {
        incidents.add(
                "{\"incident_id\":\"%s\",\"revision\":%d,\"known_at\":\"2026-05-16T%s:00.000Z\",\"score\":50,\"regime\":\"LIVE\",\"entities\":[{\"key\":\"device:venue:aa:bb\",\"name\":\"PC-1\",\"role\":\"compromised\"},{\"key\":\"device:venue:10.0.0.9\",\"name\":\"PC-9\",\"role\":\"target\"}],\"steps\":[%s]%s}"
                        .formatted(id, revision, known, String.join(",", steps), more));
    }

    private Figures figures() throws IOException {
        Path run = Files.createDirectories(folder.resolve("run/telemetry"));
        Files.write(run.resolve("ledger.jsonl"), ledger);
        Files.write(folder.resolve("run/incidents.jsonl"), incidents);
        return Runs.check(List.of(folder)).get(0);
    }

    private static String mail() {
        return step("10:00", "delivery", "mailbox:venue:mail@arena.example");
    }

    private static String foothold() {
        return step("11:00", "foothold", "device:venue:aa:bb");
    }

    @Test
    void aWholeChainIsRecalledAndPure() throws IOException {
        tell("i", 1, "10:05", ",\"suppressed\":\"below-budget\"", mail());
        tell("i", 2, "11:02", "", mail(), foothold());

        Figures figures = figures();

        assertThat(figures.chains()).isEqualTo(1);
        assertThat(figures.detected()).isEqualTo(1);
        assertThat(figures.complete()).isEqualTo(1);
        assertThat(figures.recalled()).isEqualTo(2);
        assertThat(figures.labelled()).isEqualTo(2);
        assertThat(figures.pure()).isEqualTo(figures.steps()).isEqualTo(2);
        assertThat(figures.falseOff()).isZero();
        assertThat(figures.naming()).isZero();
        assertThat(figures.deviceHours()).isEqualTo(2_400);
        // held back at 10:05: from the mail at 10:00 to 11:02
        assertThat(figures.delays()).containsExactly(Duration.ofMinutes(62));
        assertThat(figures.publishedAt()).containsExactly("foothold");
    }

    @Test
    void anotherMachineIsNoHitAndMakesTheStepImpure() throws IOException {
        tell("i", 1, "11:02", "", mail(), step("11:00", "foothold", "device:venue:10.0.0.9"));

        Figures figures = figures();

        assertThat(figures.complete()).isZero();
        assertThat(figures.recalled()).isEqualTo(1);
        assertThat(figures.steps()).isEqualTo(2);
        assertThat(figures.pure()).isEqualTo(1);
    }

    @Test
    void anotherTimeIsNoHit() throws IOException {
        tell("i", 1, "12:40", "", step("12:01", "foothold", "device:venue:aa:bb"));

        Figures figures = figures();

        assertThat(figures.detected()).isZero();
        assertThat(figures.falseOn()).isEqualTo(1);
        assertThat(figures.falseOnEvents()).isEqualTo(1);
    }

    @Test
    void anotherStageIsAHitWithTheWrongLabel() throws IOException {
        tell("i", 1, "11:02", "", step("11:00", "discovery", "device:venue:aa:bb"));

        Figures figures = figures();

        assertThat(figures.recalled()).isEqualTo(1);
        assertThat(figures.labelled()).isZero();
    }

    @Test
    void whatIsHeldBackCountsWithTheBudgetOff() throws IOException {
        tell("i", 1, "11:02", ",\"suppressed\":\"below-budget\"", mail(), foothold());
        tell(
                "j",
                1,
                "13:00",
                ",\"suppressed\":\"below-budget\"",
                step("13:00", "foothold", "device:venue:b"));

        Figures figures = figures();

        assertThat(figures.detected()).isZero();
        assertThat(figures.recalled()).isZero();
        assertThat(figures.recalledOff()).isEqualTo(2);
        assertThat(figures.falseOff()).isEqualTo(1);
        assertThat(figures.falseOn()).isZero();
    }

    @Test
    void aMergedIncidentCountsOnceAndWasPublishedWhenItWas() throws IOException {
        tell("a", 1, "10:05", "", mail());
        tell("a", 2, "11:02", ",\"merged_into\":\"b\"", mail());
        tell("b", 1, "11:02", "", mail(), foothold());

        Figures figures = figures();

        assertThat(figures.published()).isEqualTo(1);
        assertThat(figures.complete()).isEqualTo(1);
        assertThat(figures.delays()).containsExactly(Duration.ofMinutes(5));
    }

    @Test
    void aBystanderCalledCompromisedIsNamed() throws IOException {
        ledger.remove(2);
        tell("i", 1, "10:05", "", mail());

        assertThat(figures().naming()).isEqualTo(1);
    }

    @Test
    void whatIsSharedProvesNothing() throws IOException {
        tell("i", 1, "11:02", "", step("11:00", "foothold", "device:venue:dc01"));

        assertThat(figures().detected()).isZero();
    }

    @Test
    void aNetworkStandsForItsAddresses() throws IOException {
        ledger.set(2, stage("stage", "foothold", "11:00", "203.0.114.7", ""));
        tell("i", 1, "11:02", "", step("11:00", "foothold", "external:venue:203.0.114.0/24"));

        assertThat(figures().recalled()).isEqualTo(1);
    }

    @Test
    void aStageThatNoLogShowsIsNotMissed() throws IOException {
        ledger.set(2, stage("stage", "foothold", "11:00", "PC-1", ",\"visible\":false"));
        tell("i", 1, "10:05", "", mail());

        Figures figures = figures();

        assertThat(figures.stages()).isEqualTo(1);
        assertThat(figures.invisible()).isEqualTo(1);
        assertThat(figures.complete()).isEqualTo(1);
    }

    @Test
    void aPairIsRightWhenTheGraveHalfAloneIsTold() throws IOException {
        ledger.set(
                1,
                stage(
                        "context",
                        "foothold",
                        "10:00",
                        "grave-pc",
                        ",\"pair\":\"p\",\"role\":\"grave\""));
        ledger.set(
                2,
                stage(
                        "context",
                        "foothold",
                        "11:00",
                        "good-pc",
                        ",\"pair\":\"p\",\"role\":\"benign\""));
        tell("i", 1, "10:05", "", step("10:00", "foothold", "device:venue:grave-pc"));
        assertThat(figures().pairsRight()).isEqualTo(1);

        tell("j", 1, "11:05", "", step("11:00", "foothold", "device:venue:good-pc"));
        Figures both = figures();
        assertThat(both.pairs()).isEqualTo(1);
        assertThat(both.pairsRight()).isZero();
    }

    @Test
    void theTableHasARowPerScenarioAndTheLastLineIsJson() throws IOException {
        tell("i", 1, "11:02", "", mail(), foothold());
        MatchDayTable table = new MatchDayTable(List.of(figures(), figures()));

        assertThat(table.markdown().lines().toList())
                .hasSize(3)
                .element(2)
                .asString()
                .startsWith("| s | small | 2 | 2/2 (0.34-1.00) | 2/2 ")
                .contains("| 3720 s / 3720 s | foothold 2 |");
        assertThat(table.json().lines()).hasSize(1);
        assertThat(table.json()).contains("\"recalled\":4", "\"device_hours\":4800.0");
    }

    @Test
    void halfARunIsRefused() throws IOException {
        assertThatThrownBy(() -> Runs.check(List.of(folder)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no incidents.jsonl");
        Files.writeString(folder.resolve("incidents.jsonl"), "");
        assertThatThrownBy(() -> Runs.check(List.of(folder)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no ledger.jsonl");
        Files.writeString(folder.resolve("ledger.jsonl"), "{\"ledger\":\"touchline\"}\n");
        assertThatThrownBy(() -> Runs.check(List.of(folder)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no ledger of version 2");
    }

    /** Wilson's of 8 of 10 and Garwood's of 5, from their tables. */
    @Test
    void intervalsAreThoseOfTheBooks() {
        assertThat(Intervals.share(8, 10).low()).isCloseTo(0.4902, within());
        assertThat(Intervals.share(8, 10).high()).isCloseTo(0.9433, within());
        assertThat(Intervals.count(5).low()).isCloseTo(1.6235, within());
        assertThat(Intervals.count(5).high()).isCloseTo(11.6683, within());
        assertThat(Intervals.count(0).low()).isZero();
        assertThat(Intervals.count(0).high()).isCloseTo(3.6889, within());
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.api.Assertions.within(1e-4);
    }
}
