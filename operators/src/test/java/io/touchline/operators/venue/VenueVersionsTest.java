// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.IpPrefix;
import io.touchline.operators.venue.VenueFile.Zoned;
import io.touchline.schemas.Zone;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class VenueVersionsTest {
    private static final IpAddress CAMERA = Objects.requireNonNull(IpAddress.parse("10.12.0.7"));

    /** A text such as {@code 10.12.0.0/16=dmz 10.0.0.0/8=corporate}. */
    private static VenueFile read(String text) {
        List<Zoned> zones =
                Arrays.stream(text.split(" ", -1))
                        .filter(each -> !each.isEmpty())
                        .map(each -> each.split("=", -1))
                        .map(
                                each ->
                                        new Zoned(
                                                Objects.requireNonNull(IpPrefix.parse(each[0])),
                                                Zone.of(each[1])))
                        .toList();
        return new VenueFile(zones, List.of(), List.of(), List.of(), List.of());
    }

    private final VenueVersions versions = new VenueVersions(VenueVersionsTest::read);

    @Test
    void whatWasWrittenBeforeAVersionIsJudgedByTheOneBefore() {
        versions.add(new VenueRow(1_000, "10.12.0.0/16=ot-supervisory"));
        versions.add(VenueRow.first("10.12.0.0/16=corporate"));

        assertThat(versions.at(999).zone(CAMERA)).isEqualTo(Zone.CORPORATE);
        assertThat(versions.at(1_000).zone(CAMERA)).isEqualTo(Zone.OT_SUPERVISORY);
    }

    @Test
    void withoutAVersionNothingIsDeclared() {
        assertThat(versions.at(5).zone(CAMERA)).isNull();
    }

    @Test
    void theSameTextAgainIsNoVersion() {
        versions.add(VenueRow.first("10.12.0.0/16=corporate"));
        versions.add(new VenueRow(7, "10.12.0.0/16=corporate"));

        assertThat(versions.rows()).hasSize(1);
    }

    @Test
    void keepsTheVersionThatStillCounts() {
        versions.add(VenueRow.first("10.12.0.0/16=corporate"));
        versions.add(new VenueRow(10, "10.12.0.0/16=dmz"));
        versions.add(new VenueRow(20, "10.12.0.0/16=returning"));
        versions.expire(15);

        assertThat(versions.rows()).extracting(VenueRow::validFrom).containsExactly(10L, 20L);
        assertThat(versions.at(15).zone(CAMERA)).isEqualTo(Zone.DMZ);
    }

    @Test
    void theLongestPrefixWins() {
        VenueFile file = read("10.0.0.0/8=corporate 10.12.0.7=dmz 10.12.0.0/16=returning");

        assertThat(file.zone(CAMERA)).isEqualTo(Zone.DMZ);
        assertThat(file.zone(Objects.requireNonNull(IpAddress.parse("10.12.0.8"))))
                .isEqualTo(Zone.RETURNING);
        assertThat(file.zone(Objects.requireNonNull(IpAddress.parse("192.168.0.1")))).isNull();
    }
}
