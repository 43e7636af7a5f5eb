// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.touchline.simulator.Simulation;
import io.touchline.simulator.venue.Size;
import io.touchline.simulator.wire.Log;
import io.touchline.simulator.wire.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Kick-off is at 19:00, doors open at 18:00. */
class DisturbancesTest {
    private static final Instant LIVE = Instant.parse("2026-05-16T19:00:00Z");

    @Test
    void aBlindSensorWritesNothingNotEvenOfTheAttack() {
        String noise = "noise: {outage: {source: zeek, time: 'live + 10m', for: 20m}}\n";
        List<Row> rows =
                play(
                        noise
                                + "attack: [{means: scan, entity: office-pc, time: 'live + 12m',"
                                + " with: {pace: 200ms, most: 4}}]");
        Instant from = LIVE.plusSeconds(600);
        Instant until = from.plusSeconds(1_200);

        assertThat(rows)
                .filteredOn(row -> row.log().folder().equals("zeek"))
                .noneMatch(row -> within(row.written(), from, until))
                .anyMatch(row -> within(row.written(), until, until.plusSeconds(60)));
        assertThat(rows)
                .anyMatch(row -> row.log() == Log.SYSMON && within(row.written(), from, until));
    }

    @Test
    void aSkewedSourceIsLateAsAWhole() {
        String attack = "attack: [{means: script-mail, entity: office-mailbox, time: doors}]";
        Map<String, Instant> usual = mails(play(attack));
        Map<String, Instant> late = mails(play("noise: {skew: {email: 40s}}\n" + attack));

        assertThat(usual).hasSize(mails(play("attack: []")).size() + 1);
        assertThat(late).hasSameSizeAs(usual);
        assertThat(late)
                .allSatisfy(
                        (id, at) ->
                                assertThat(Duration.between(usual.get(id), at))
                                        .isEqualTo(Duration.ofSeconds(40)));
    }

    @Test
    void aShareOfTheRecordsComesTwice() {
        int usual = play("attack: []").size();
        int twice = play("noise: {duplicates: 0.05}\nattack: []").size();

        // binomial: 5 % of about 130,000, deviation 79
        assertThat((twice - usual) / (double) usual).isBetween(0.047, 0.053);
    }

    @Test
    void whoIsSilencedSaysNothingAndWhatOthersTryFails() {
        List<Row> rows =
                play(
                        "attack: [{means: silence, entity: domain-controller, time: 'live + 5m',"
                                + " with: {targets: domain-controller, for: 1h}}]");
        Instant from = LIVE.plusSeconds(300);
        List<Row> touching =
                rows.stream()
                        .filter(row -> within(row.written(), from, from.plusSeconds(3_600)))
                        .filter(row -> row.fields().containsValue("10.10.0.10"))
                        .toList();

        assertThat(touching).isNotEmpty();
        assertThat(touching)
                .allSatisfy(
                        row -> {
                            assertThat(row.log()).isEqualTo(Log.CONN);
                            assertThat(row.fields())
                                    .containsEntry("id.resp_h", "10.10.0.10")
                                    .containsEntry("conn_state", "S0");
                            Instant begun = (Instant) row.fields().get("ts");
                            Duration open = (Duration) row.fields().get("duration");
                            assertThat(row.written()).isEqualTo(begun.plus(open));
                        });
        assertThat(rows).extracting(Row::written).isSorted();
    }

    /** Connections that were open stay what they were until then; other logs fall silent too. */
    @Test
    void aMasterThatFallsSilentCutsWhatWasOpenAndStartsNoProcess() {
        List<Row> rows =
                play(
                        "attack: [{means: silence, entity: access-control, time: 'live + 5m',"
                                + " with: {for: 2h}}, {means: silence, entity: web-server,"
                                + " time: live, with: {for: 2h}, chain: b}]");
        Instant from = LIVE.plusSeconds(300);

        assertThat(rows)
                .filteredOn(row -> row.log() == Log.WEB_ACCESS)
                .filteredOn(row -> within(row.written(), LIVE, LIVE.plusSeconds(7_200)))
                .allMatch(row -> "10.10.0.20".equals(row.fields().get("server")))
                .isNotEmpty();
        assertThat(rows)
                .filteredOn(row -> within(row.written(), from, from.plusSeconds(7_200)))
                .noneMatch(row -> "10.20.0.12".equals(row.fields().get("id.orig_h")))
                .noneMatch(row -> String.valueOf(row.fields().get("host")).contains("acs01"));
    }

    @Test
    void silenceOfNobodyAndReplaysOfWhatIsNotReadAreRefused() {
        assertThatThrownBy(
                        () ->
                                play(
                                        "attack: [{means: silence, entity: lighting, time: live,"
                                                + " with: {targets: lightning}}]"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("nobody to silence");
        assertThatThrownBy(
                        () ->
                                play(
                                        "attack: [{means: replayed-polls, entity: pumps,"
                                                + " time: live}]"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("cannot be replayed");
        assertThatThrownBy(
                        () ->
                                play(
                                        "attack: [{means: beacon, entity: office-mailbox,"
                                                + " time: live}]"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("cannot be done by the mailbox");
    }

    @Test
    void repliesAreThoseOfTheSpanBeforeWhileTheyAreReplayed() {
        String replay =
                "attack: [{means: replayed-polls, entity: turnstile A5, time: 'doors + 20m',"
                        + " with: {for: 20m}}]";
        List<Object> replies = replies(play(replay));
        List<Object> usual = replies(play("attack: []"));

        assertThat(replies).hasSameSizeAs(usual);
        int first = 0;
        while (replies.get(first).equals(usual.get(first))) {
            first++;
        }
        // registers are read every second minute
        int again = usual.subList(0, first).lastIndexOf(replies.get(first));
        assertThat(first - again).isBetween(9, 11);
        assertThat(replies.subList(first, first + 9)).isEqualTo(usual.subList(again, again + 9));
        assertThat(replies.subList(first + 12, replies.size()))
                .isEqualTo(usual.subList(first + 12, usual.size()));
    }

    private static List<Row> play(String yaml) {
        List<Row> rows = new ArrayList<>();
        Simulation.of(ScenarioFiles.parse(yaml, "test"), Size.SMALL, 3).over(1).play(rows::add);
        return rows;
    }

    private static boolean within(Instant at, Instant from, Instant until) {
        return !at.isBefore(from) && at.isBefore(until);
    }

    private static Map<String, Instant> mails(List<Row> rows) {
        Map<String, Instant> mails = new HashMap<>();
        for (Row row : rows) {
            if (row.log() == Log.MAIL_TRACE) {
                mails.put(String.valueOf(row.fields().get("id")), row.written());
            }
        }
        return mails;
    }

    /** Registers of turnstile A5: counters that grow while the crowd comes. */
    private static List<Object> replies(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.log() == Log.MODBUS_DETAILED)
                .filter(row -> "10.30.0.15".equals(row.fields().get("id.resp_h")))
                .filter(row -> "READ_HOLDING_REGISTERS".equals(row.fields().get("func")))
                .map(row -> row.fields().get("response_values"))
                .toList();
    }
}
