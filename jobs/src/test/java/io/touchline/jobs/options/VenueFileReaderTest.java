// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.touchline.jobs.files.InputException;
import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.venue.Consequence;
import io.touchline.operators.venue.VenueFile;
import io.touchline.operators.venue.VenueFunction;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Zone;
import io.touchline.simulator.venue.Declaration;
import io.touchline.simulator.venue.Size;
import io.touchline.simulator.venue.VenuePlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VenueFileReaderTest {
    private static final List<String> OWN = TouchlineOptions.NETWORKS.defaultValue();
    private static final Path DOCUMENT = Path.of("../docs/venue-file.md");

    private static VenueFile read(String text) {
        return new VenueFileReader("venue-file.yaml").check(text, OWN);
    }

    /** The example of the documentation. */
    private static String example() throws Exception {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf("```yaml\n") + 8;
        return document.substring(begin, document.indexOf("```", begin));
    }

    private static IpAddress address(String text) {
        return Objects.requireNonNull(IpAddress.parse(text));
    }

    @Test
    void readsTheExampleOfTheDocumentation() throws Exception {
        VenueFile file = read(example());

        assertThat(file.zone(address("10.30.0.12"))).isEqualTo(Zone.OT_CONTROL);
        assertThat(file.zone(address("10.10.200.5"))).isEqualTo(Zone.DMZ);
        assertThat(file.zone(address("10.99.0.1"))).isNull();
        assertThat(file.cohort(address("10.50.3.4"))).isEqualTo("north stand");
        VenueFunction turnstiles =
                Objects.requireNonNull(
                        file.function(EntityKeys.device("venue", "10.30.0.12"), null, null));
        assertThat(turnstiles.name()).isEqualTo("turnstiles");
        assertThat(turnstiles.owner()).isEqualTo("access control");
        assertThat(turnstiles.contact("DOORS")).isEqualTo("gate desk, radio 3");
        assertThat(turnstiles.contact("LIVE")).isEqualTo("ext. 4711");
        assertThat(turnstiles.consequence("EGRESS")).isEqualTo(Consequence.LIFE_SAFETY);
        assertThat(turnstiles.consequence("LIVE")).isEqualTo(Consequence.MEDIUM);
        assertThat(file.organisation(EntityKeys.account("venue", "a@lift.example"), null, null))
                .satisfies(it -> assertThat(it.contact()).contains("+44"));
        assertThat(file.asset(EntityKeys.device("venue", "10.10.0.10"), null, null))
                .satisfies(it -> assertThat(it.name()).isEqualTo("domain controllers"));
    }

    @ParameterizedTest
    @EnumSource(Size.class)
    void readsWhatTheSimulatedVenueSaysOfItself(Size size) {
        VenuePlan plan = new VenuePlan(size);
        VenueFile file = read(Declaration.of(plan));

        plan.controllers()
                .forEach(
                        it -> {
                            String key = EntityKeys.device("venue", it.machine().address());
                            assertThat(file.zone(address(it.machine().address())))
                                    .isEqualTo(Zone.OT_CONTROL);
                            assertThat(file.function(key, null, null))
                                    .satisfies(
                                            found ->
                                                    assertThat(found.name())
                                                            .isEqualTo(it.function()));
                        });
        plan.returning()
                .forEach(
                        it ->
                                assertThat(
                                                file.organisation(
                                                        EntityKeys.device("venue", it.mac()),
                                                        it.address(),
                                                        it.name()))
                                        .isNotNull());
    }

    @Test
    void anEmptyTextIsNoFile() {
        assertThat(read("")).isEqualTo(VenueFile.nothing());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "zone: {corporate: [10.0.0.0/8]}|line 1: unknown name zone, known are",
                "zones: {office: [10.0.0.0/8]}|zones.office is no zone of a venue",
                "zones: {internet: [10.0.0.0/8]}|zones.internet is no zone of a venue",
                "zones: {corporate: [10.0.0]}|corporate holds 10.0.0, which is no network",
                "zones: {corporate: [10.0.0.0/33]}|10.0.0.0/33, which is no network",
                "zones: {dmz: [193.1.2.0/24]}|193.1.2.0/24 lies in no network of venue.networks",
                "zones: {dmz: [10.1.0.0/16], corporate: [10.1.0.0/16]}|both dmz and corporate",
                "zones: corporate|zones needs names with values below it",
                "cohorts: {a*b: [10.5.0.0/16]}|the name a*b must be letters",
                "cohorts: {stand: [wifi]}|stand holds wifi, which is no network",
                "organisations: {lift: {contact: x}}|needs networks, macs, names or accounts",
                "organisations: {lift: {names: [x], phone: 1}}|unknown name organisations.lift.phone",
                "organisations: {lift: {macs: [8c-47-be]}}|macs holds 8c-47-be, which is none",
                "organisations: {lift: {names: ['a*b']}}|names holds a*b, which is none",
                "organisations: {lift: {names: ['*']}}|names holds *, which is none",
                "organisations: {lift: {accounts: ['*a*']}}|accounts holds *a*, which is none",
                "functions: {t: {names: [x], consequence: {door: high}}}|door is no phase",
                "functions: {t: {names: [x], consequence: {live: grave}}}|must be one of none, low",
                "functions: {t: {names: [x], consequence: high}}|needs names with values below",
                "functions: {t: {names: [x], contacts: {half-time: y}}}|half-time is no phase",
                "functions: {t: {names: [x], owner: [a, b]}}|functions.t.owner must be one text",
                "protected: {dns: {}}|needs networks, macs, names or accounts",
                "consistency: {gates: [{source: zeek.conn, entity: a, measure: value}]}|two numbers",
                "consistency: {g: [{source: nolog, entity: a, measure: value}, {}]}|no known log",
                "consistency: {g: [{source: zeek.conn, entity: a, measure: people}, {}]}|one of",
                "- zones|line 1 is no name with a value"
            })
    void tellsEveryMistakeAndItsCure(String text, String told) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("venue-file.yaml")
                .hasMessageContaining(told)
                .hasMessageContaining("line ");
    }

    @Test
    void aNameThatStandsThereTwiceIsAMistake() {
        assertThatThrownBy(() -> read("zones: {}\nzones: {}\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void whatIsTooLongToHandOnIsRefused() {
        String text = "#".repeat(VenueFileReader.MAX_LENGTH + 1);
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("longer than");
    }
}
