// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.tables.SharedTable;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlDeserializerTest {
    private static final SharedTable DOORS =
            SharedTable.phase("DOORS", 1_778_954_400_000L, 1_778_958_000_000L);

    @Test
    void readsTimesInMillisecondsAndInIso() {
        assertThat(
                        parse(
                                "{\"phase\":\"DOORS\",\"valid_from\":1778954400000,"
                                        + "\"until\":\"2026-05-16T19:00:00Z\"}"))
                .isEqualTo(DOORS);
        assertThat(
                        parse(
                                "{\"phase\":\"DOORS\",\"valid_from\":\"1778954400000\","
                                        + "\"until\":\"2026-05-16T21:00:00+02:00\"}"))
                .isEqualTo(DOORS);
    }

    @Test
    void namesMayBeWrittenAsInACalendarAndMoreMayStandBeside() {
        assertThat(
                        parse(
                                "{\"phase\":\" load-in\",\"valid_from\":1,\"until\":2,"
                                        + "\"by\":{\"desk\":[1,2]}}"))
                .isEqualTo(SharedTable.phase("LOAD_IN", 1, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "doors open now",
                "[]",
                "null",
                "{\"phase\":\"DOORS\"",
                "{\"phase\":\"DOORS\",\"valid_from\":1}",
                "{\"phase\":\"PARTY\",\"valid_from\":1,\"until\":2}",
                "{\"phase\":7,\"valid_from\":1,\"until\":2}",
                "{\"phase\":\"DOORS\",\"valid_from\":2,\"until\":2}",
                "{\"phase\":\"DOORS\",\"valid_from\":-1,\"until\":2}",
                "{\"phase\":\"DOORS\",\"valid_from\":1.5,\"until\":2}",
                "{\"phase\":\"DOORS\",\"valid_from\":1,\"until\":99999999999999999999}",
                "{\"phase\":\"DOORS\",\"valid_from\":1,\"until\":\"never\"}"
            })
    void anythingElseIsNoPhase(String message) {
        assertThat(parse(message)).isNull();
    }

    @Test
    void aSourceMayBeAnnouncedToBeBlind() {
        assertThat(parse("{\"blind\":\"zeek/cctv-span\",\"valid_from\":1,\"until\":2}"))
                .isEqualTo(SharedTable.blind("zeek/cctv-span", 1, 1, 2));
        assertThat(parse("{\"blind\":\"\",\"valid_from\":1,\"until\":2}")).isNull();
        assertThat(parse("{\"blind\":\"zeek\",\"valid_from\":2,\"until\":2}")).isNull();
    }

    @Test
    void aRecordWithoutAValueIsNoPhase() {
        assertThat(ControlDeserializer.parse(null)).isNull();
    }

    @Test
    void depthAndSizeAreBounded() {
        String deep = "[".repeat(60_000);
        String large = "{\"phase\":\"" + "D".repeat(70_000) + "\"}";

        assertThat(parse(deep)).isNull();
        assertThat(parse(large)).isNull();
    }

    @Property(tries = 500)
    void isTotal(@ForAll byte[] message) {
        ControlDeserializer.parse(message);
    }

    private static @Nullable SharedTable parse(String message) {
        return ControlDeserializer.parse(message.getBytes(StandardCharsets.UTF_8));
    }
}
