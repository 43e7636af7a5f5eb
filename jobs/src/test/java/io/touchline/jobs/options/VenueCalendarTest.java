// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.touchline.jobs.files.InputException;
import io.touchline.operators.tables.SharedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VenueCalendarTest {
    @TempDir Path folder;

    @Test
    void readsPhasesByEndOrDurationAndTakesTimesWithoutZoneForUtc() throws IOException {
        Path file =
                calendar(
                        event("doors", "DTSTART:20260516T180000Z", "DTEND:20260516T190000Z"),
                        event("LIVE", "DTSTART:20260516T190000", "DURATION:PT2H"),
                        event("Board meeting", "DTSTART:20260516T190000Z", "DURATION:PT1H"));

        assertThat(VenueCalendar.read(file))
                .contains(
                        phase("DOORS", "2026-05-16T18:00:00Z", "2026-05-16T19:00:00Z"),
                        phase("LIVE", "2026-05-16T19:00:00Z", "2026-05-16T21:00:00Z"))
                .hasSize(3);
    }

    @Test
    void refusesWhatItCannotPlace() throws IOException {
        Path rule =
                calendar(
                        event(
                                "DOORS",
                                "DTSTART:20260516T180000Z",
                                "DURATION:PT1H",
                                "RRULE:FREQ=WEEKLY"));
        assertThatThrownBy(() -> VenueCalendar.read(rule))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("repeats by a rule");
        Path open = calendar(event("DOORS", "DTSTART:20260516T180000Z"));
        assertThatThrownBy(() -> VenueCalendar.read(open)).hasMessageContaining("has no end");
        Path none = calendar(event("Concert", "DTSTART:20260516T180000Z"));
        assertThatThrownBy(() -> VenueCalendar.read(none)).hasMessageContaining("no event in it");
    }

    private static SharedTable phase(String name, String from, String until) {
        return SharedTable.phase(
                name, Instant.parse(from).toEpochMilli(), Instant.parse(until).toEpochMilli());
    }

    private static String event(String summary, String... lines) {
        return "BEGIN:VEVENT\r\nUID:"
                + summary.hashCode()
                + "\r\nSUMMARY:"
                + summary
                + "\r\n"
                + String.join("\r\n", lines)
                + "\r\nEND:VEVENT\r\n";
    }

    private Path calendar(String... events) throws IOException {
        return Files.writeString(
                folder.resolve("c.ics"),
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n"
                        + String.join("", events)
                        + "END:VCALENDAR\r\n");
    }
}
