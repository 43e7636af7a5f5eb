// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A load for long runs: a site of many like wings, some days long, in which each wing is attacked
 * once, evenly spread from the 30th hour to the last evening.
 *
 * <p>A wing is a small venue by itself with addresses, mailbox, PC, servers and controller of its
 * own, all awake day and night, so that each has the 20 active hours it needs to be judged after a
 * day, and a chain in one wing never meets that of another. That is what {@link MatchDay} cannot
 * give: its one chain falls on the evening of the fifth day, behind 140,000 records. Equal seeds
 * and sizes give equal records; nothing reads the wall clock. Takes about 1 KB of heap per record.
 */
public final class Campaign {
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 2);
    private static final double RECORDS_PER_WING_AND_DAY = 262;
    private static final int QUIET_HOURS = 30;
    private static final int LAST_HOURS = 8;

    private final List<ShippedRecord> records;
    private final List<Planted> planted;

    private Campaign(List<ShippedRecord> records, List<Planted> planted) {
        this.records = records;
        this.planted = planted;
    }

    /** Who took part in one planted chain, and when its first and last stage happened. */
    public record Planted(
            Instant from,
            Instant until,
            String mailbox,
            String sender,
            String laptop,
            String laptopAddress,
            String tunnel,
            String server,
            String serverAddress,
            String controller) {}

    /**
     * About {@code count} records (within a tenth), 3,000 or more.
     *
     * <p>Four times the records are twice the wings and twice the days: 30,000 are 12 wings and 10
     * days, 300,000 are 38 wings and 30 days.
     */
    public static Campaign of(long seed, int count) {
        int wings = Math.max(3, (int) Math.round(12 * Math.sqrt(count / 30_000.0)));
        int days = (int) Math.max(2, Math.round(count / (wings * RECORDS_PER_WING_AND_DAY)));
        return of(seed, wings, days);
    }

    /**
     * @param wings 1 to 1,000; as many chains are planted
     * @param days 2 or more
     */
    public static Campaign of(long seed, int wings, int days) {
        MatchCalendar calendar = new MatchCalendar(FIRST_DAY.plusDays(days - 1L), days - 1);
        Logs logs = new Logs(calendar);
        List<Planted> planted = new ArrayList<>();
        long slot = (days * 24L - QUIET_HOURS - LAST_HOURS) * 3_600 / wings;
        for (int number = 0; number < wings; number++) {
            Wing wing = new Wing(seed, number, calendar, logs);
            wing.write();
            long begins = QUIET_HOURS * 3_600L + number * slot;
            planted.add(new WingAttack(seed, wing, logs).write(calendar.start(), begins, slot));
        }
        return new Campaign(List.copyOf(logs.shipped()), List.copyOf(planted));
    }

    /** By write time. */
    public List<ShippedRecord> records() {
        return records;
    }

    /** By time. */
    public List<Planted> planted() {
        return planted;
    }
}
