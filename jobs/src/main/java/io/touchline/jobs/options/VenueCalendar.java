// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.options;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import io.touchline.jobs.files.InputException;
import io.touchline.operators.tables.SharedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The phases of a venue's events, from an iCalendar file. */
public final class VenueCalendar {
    private static final Set<String> PHASES =
            Set.of("RUN_UP", "LOAD_IN", "DOORS", "LIVE", "EGRESS", "LOAD_OUT");

    private VenueCalendar() {}

    /** No events: every day is business as usual. */
    public static List<SharedTable> empty() {
        return List.of(SharedTable.phase("BUSINESS_AS_USUAL", 0, 0));
    }

    /**
     * The phases of the file, beside what {@link #empty} holds. An event counts when its summary or
     * its first category is the name of a phase; others are left alone.
     *
     * @throws InputException when the file cannot be read or names no phase
     */
    public static List<SharedTable> read(Path file) {
        List<ICalendar> calendars;
        try {
            calendars = Biweekly.parse(Files.readString(file)).all();
        } catch (IOException e) {
            throw new InputException(
                    "could not read the calendar " + file + ": no such file, or it is not readable",
                    "give the path of an iCalendar file (.ics)");
        }
        List<SharedTable> phases = new ArrayList<>(empty());
        for (ICalendar calendar : calendars) {
            for (VEvent event : calendar.getEvents()) {
                String phase = phase(event);
                if (!phase.isEmpty()
                        && event.getDateStart() != null
                        && event.getDateEnd() != null) {
                    phases.add(
                            SharedTable.phase(
                                    phase,
                                    event.getDateStart().getValue().getTime(),
                                    event.getDateEnd().getValue().getTime()));
                }
            }
        }
        if (phases.size() == 1) {
            throw new InputException(
                    "could not use the calendar "
                            + file
                            + ": no event in it is named after a phase",
                    "name events RUN_UP, LOAD_IN, DOORS, LIVE, EGRESS or LOAD_OUT");
        }
        return phases;
    }

    private static String phase(VEvent event) {
        List<String> names = new ArrayList<>();
        if (event.getSummary() != null) {
            names.add(event.getSummary().getValue());
        }
        event.getCategories().forEach(categories -> names.addAll(categories.getValues()));
        for (String name : names) {
            String phase =
                    name.strip().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
            if (PHASES.contains(phase)) {
                return phase;
            }
        }
        return "";
    }
}
