// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import io.touchline.simulator.wire.Journal;
import io.touchline.simulator.wire.Log;
import io.touchline.simulator.wire.Row;
import io.touchline.simulator.wire.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A load for long runs: a site of many like wings, some days long, in which each wing is attacked
 * once, evenly spread from the 30th hour to the last evening.
 *
 * <p>A wing is a small venue by itself with addresses, mailbox, PC, servers and controller of its
 * own, all awake day and night, so that each has the 20 active hours it needs to be judged after a
 * day, and a chain in one wing never meets that of another. That is what a simulated venue cannot
 * give: its one chain falls on the evening of an event day, behind some 100,000 records. Equal
 * seeds and sizes give equal records; nothing reads the wall clock. Takes about 1 KB of heap per
 * record.
 */
final class Campaign {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final double RECORDS_PER_WING_AND_DAY = 262;
    private static final int QUIET_HOURS = 30;
    private static final int LAST_HOURS = 8;

    private final List<Row> records;
    private final List<Planted> planted;

    private Campaign(List<Row> records, List<Planted> planted) {
        this.records = records;
        this.planted = planted;
    }

    /** Who took part in one planted chain, and when its first and last stage happened. */
    record Planted(
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
    static Campaign of(long seed, int count) {
        int wings = Math.max(3, (int) Math.round(12 * Math.sqrt(count / 30_000.0)));
        int days = (int) Math.max(2, Math.round(count / (wings * RECORDS_PER_WING_AND_DAY)));
        return of(seed, wings, days);
    }

    /**
     * @param wings 1 to 1,000; as many chains are planted
     * @param days 2 or more
     */
    static Campaign of(long seed, int wings, int days) {
        List<Row> records = new ArrayList<>();
        List<Planted> planted = new ArrayList<>();
        Journal journal = new Journal(START, START.plus(Duration.ofDays(days)), records::add);
        // a list of attachments has no decoder: each row would be a dead letter
        Rows rows =
                row -> {
                    if (row.log() != Log.MAIL_ATTACHMENTS) {
                        journal.add(row);
                    }
                };
        long slot = (days * 24L - QUIET_HOURS - LAST_HOURS) * 3_600 / wings;
        for (int number = 0; number < wings; number++) {
            Wing wing = new Wing(seed, number, rows);
            wing.write(START, days);
            long begins = QUIET_HOURS * 3_600L + number * slot;
            planted.add(new WingAttack(seed, wing, rows).write(START, begins, slot));
        }
        journal.close();
        return new Campaign(List.copyOf(records), List.copyOf(planted));
    }

    /** By write time. */
    List<Row> records() {
        return records;
    }

    /** By time. */
    List<Planted> planted() {
        return planted;
    }
}
