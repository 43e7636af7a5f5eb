// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.schemas.Action;
import io.touchline.schemas.Channel;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What every family needs beside the record itself: the venue, the frame, the limits on time. */
record RecordContext(Venue venue, Frame frame, long maxFutureMillis) {
    private static final long YEAR_2000 = 946_684_800_000L;

    /**
     * Begins the event of a decoded record.
     *
     * @throws Refusal bad-time, when {@code when} cannot be
     */
    Draft draft(
            String log, SpecificRecord telemetry, long whenMicros, Channel channel, Action action)
            throws Refusal {
        long when = WriteTime.millis(whenMicros);
        if (frame.partition() >= 0 && when < YEAR_2000) {
            throw new Refusal(DeadLetterReason.BAD_TIME, "before 2000 on a topic");
        }
        boolean written = frame.writeTime() != WriteTime.UNKNOWN;
        if (written && when - maxFutureMillis > frame.writeTime()) {
            throw new Refusal(
                    DeadLetterReason.BAD_TIME,
                    "happened " + (when - frame.writeTime()) + " ms after it was written");
        }
        return new Draft(venue, frame, log, telemetry, whenMicros, channel, action);
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
