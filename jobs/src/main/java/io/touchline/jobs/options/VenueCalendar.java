// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.options;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalReader;
import io.touchline.jobs.files.InputException;
import io.touchline.operators.tables.SharedTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/** The phases of a venue's events, from an iCalendar file. */
public final class VenueCalendar {
    /** In the order of an event. */
    public static final List<String> PHASES =
            List.of("RUN_UP", "LOAD_IN", "DOORS", "LIVE", "EGRESS", "LOAD_OUT");

    /** The phase of a day without an event. */
    public static final String USUAL = "BUSINESS_AS_USUAL";

    private VenueCalendar() {}

    /** No events: every day is business as usual. */
    public static List<SharedTable> empty() {
        return List.of(SharedTable.phase(USUAL, 0, 0));
    }

    /**
     * The phases of the file, beside what {@link #empty} holds. An event counts when its summary or
     * its first category is the name of a phase; others are left alone.
     *
     * @throws InputException when the file cannot be read or names no phase
     */
    public static List<SharedTable> read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new InputException(
                    "could not read the calendar "
                            + file
                            + ": no such file, or it is not readable as UTF-8 text",
                    "give the path of an iCalendar file (.ics)");
        }
    }

    /**
     * As {@link #read}, from the text of a file of this name.
     *
     * @throws InputException when the text names no phase
     */
    public static List<SharedTable> parse(String text, String file) {
        List<SharedTable> phases = new ArrayList<>(empty());
        try (ICalReader reader = new ICalReader(text)) {
            // times without a zone are UTC, whatever machine reads them
            reader.setDefaultTimezone(TimeZone.getTimeZone("UTC"));
            for (ICalendar calendar : reader.readAll()) {
                for (VEvent event : calendar.getEvents()) {
                    add(event, file, phases);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text in memory does not fail
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

    private static void add(VEvent event, String file, List<SharedTable> phases) {
        String phase = phase(event);
        if (phase.isEmpty() || event.getDateStart() == null) {
            return;
        }
        long from = event.getDateStart().getValue().getTime();
        if (event.getRecurrenceRule() != null) {
            throw refused(file, phase, "repeats by a rule", "write each occurrence as an event");
        }
        if (event.getDateEnd() != null) {
            phases.add(SharedTable.phase(phase, from, event.getDateEnd().getValue().getTime()));
        } else if (event.getDuration() != null) {
            phases.add(
                    SharedTable.phase(
                            phase, from, from + event.getDuration().getValue().toMillis()));
        } else {
            throw refused(file, phase, "has no end", "give it DTEND or DURATION");
        }
    }

    private static InputException refused(String file, String phase, String fact, String cure) {
        return new InputException(
                "could not use the calendar " + file + ": an event " + phase + " " + fact, cure);
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
