// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.geography.Geography;
import io.touchline.operators.telemetry.DeadLetterReason;
import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Times;
import io.touchline.schemas.Action;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a reader needs beside the record itself.
 *
 * @param geography where addresses outside are
 * @param coordinates {@code file:line} or {@code topic-partition-offset}
 * @param writeTime milliseconds since 1970 UTC, or {@link Times#UNKNOWN}
 * @param live whether it comes from a topic, where a time before 2000 cannot be
 * @param maxFutureMillis how far {@code when} may lie behind the write time
 */
public record RecordContext(
        Venue venue,
        Geography geography,
        Log log,
        String coordinates,
        long writeTime,
        boolean live,
        long maxFutureMillis) {
    private static final long YEAR_2000 = 946_684_800_000L;

    /** The same record taken for one of another log. */
    public RecordContext of(Log other) {
        return other.equals(log)
                ? this
                : new RecordContext(
                        venue, geography, other, coordinates, writeTime, live, maxFutureMillis);
    }

    /** Name of the log, the first field of every family. */
    String name() {
        return log.name();
    }

    /**
     * Begins the event of a decoded record.
     *
     * @throws Refusal bad-time, when {@code when} cannot be
     */
    Draft draft(SpecificRecord telemetry, long whenMicros, Action action) throws Refusal {
        long when = Times.millis(whenMicros);
        if (live && when < YEAR_2000) {
            throw new Refusal(DeadLetterReason.BAD_TIME, "before 2000 on a topic");
        }
        if (writeTime != Times.UNKNOWN && when - maxFutureMillis > writeTime) {
            throw new Refusal(
                    DeadLetterReason.BAD_TIME,
                    "happened " + (when - writeTime) + " ms after it was written");
        }
        return new Draft(this, telemetry, whenMicros, action);
    }

    /** Roles of two canonical addresses. */
    Roles roles(
            String orig, String resp, @Nullable Boolean localOrig, @Nullable Boolean localResp) {
        return Roles.of(venue, address(orig), address(resp), localOrig, localResp);
    }

    private static IpAddress address(String canonical) {
        IpAddress address = IpAddress.parse(canonical);
        if (address == null) {
            throw new IllegalStateException("not canonical: " + canonical);
        }
        return address;
    }
}
