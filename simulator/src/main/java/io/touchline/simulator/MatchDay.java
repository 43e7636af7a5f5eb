// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * The demo: four ordinary days and a match day of a small arena, about 140,000 records, one folder
 * per source in the native format of that source.
 *
 * <p>Equal seeds give equal bytes. A population is a class that draws from its own stream, so
 * {@link Attack#NONE} differs from the attack in the planted rows alone. Takes about two seconds
 * and 60 MB.
 */
public final class MatchDay {
    private static final String LEDGER = "ledger.jsonl";
    private static final String CALENDAR = "calendar.ics";

    private MatchDay() {}

    /** The match day with the chain of {@link Attack#PHISH_TO_TURNSTILE}. */
    public static Summary write(long seed, Path output) {
        return write(seed, output, Attack.PHISH_TO_TURNSTILE);
    }

    /** Writes into {@code output}, which need not exist; files of the same name are replaced. */
    public static Summary write(long seed, Path output, Attack attack) {
        return write(seed, output, attack, logs -> {});
    }

    /**
     * As {@link #write(long, Path)}, and hands on all records as shippers put them on topics, by
     * write time.
     */
    public static Summary ship(long seed, Path output, Consumer<List<ShippedRecord>> topics) {
        return write(
                seed, output, Attack.PHISH_TO_TURNSTILE, logs -> topics.accept(logs.shipped()));
    }

    private static Summary write(long seed, Path output, Attack attack, Consumer<Logs> then) {
        MatchCalendar calendar = MatchCalendar.DEMO;
        Logs logs = new Logs(calendar);
        Venue venue = new Venue(seed, calendar);
        populate(seed, calendar, venue, logs);
        Ledger ledger = new Ledger(seed, attack, calendar, logs);
        Summary.Planted planted =
                switch (attack) {
                    case NONE -> null;
                    case PHISH_TO_TURNSTILE ->
                            new PhishToTurnstile(seed, calendar, venue, logs, ledger).write();
                };
        Path truth = output.resolve(LEDGER);
        Path phases = output.resolve(CALENDAR);
        try {
            logs.write(output);
            then.accept(logs);
            Files.writeString(phases, calendar.toICalendar());
            Files.writeString(truth, ledger.toJsonLines());
            return new Summary(seed, attack, logs.counts(), truth, phases, planted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void populate(long seed, MatchCalendar calendar, Venue venue, Logs logs) {
        new ServerRoom(seed, calendar, logs).write();
        new BuildingControl(seed, calendar, logs).write();
        new OfficeStaff(seed, calendar, venue, logs).write();
        new LookAlikes(seed, calendar, venue, logs).write();
        new Visitors(seed, calendar, logs).write();
        new Mailboxes(seed, calendar, venue, logs).write();
        new CloudAudit(seed, calendar, venue, logs).write();
    }
}
