// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.geography.Geography;
import io.touchline.operators.logs.DeclaredLogs;
import io.touchline.operators.logs.Event;
import io.touchline.operators.logs.Log;
import io.touchline.operators.logs.Logs;
import io.touchline.operators.logs.RecordContext;
import io.touchline.operators.logs.Venue;
import io.touchline.operators.telemetry.DeadLetterReason;
import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Turns frames into events: unwraps, recognises the log, reads the fields, maps them to
 * interactions.
 *
 * <p>{@link #decode} does not throw, whatever the bytes, and every record goes to exactly one of
 * {@link DecodeOutput#event} and {@link DecodeOutput#dead}. One frame may hold many records; those
 * beyond the cap are one dead letter that tells their number, and of several dead letters of one
 * frame only the first carries its bytes: a frame cannot multiply itself. Costs a few microseconds
 * per record; usable by many threads.
 */
public final class FrameDecoder {
    private static final int MAX_DETAIL = 200;
    private static final byte[] NO_BYTES = {};

    private final DecodeOptions options;
    private final Venue venue;
    private final DeclaredLogs declared;
    private final Geography geography;
    private final Pseudonyms pseudonyms;
    private final KnownFields known = new KnownFields();

    /**
     * @throws IllegalArgumentException when an own network is not in CIDR form, or a declared
     *     source cannot be
     * @throws UncheckedIOException when a geography database or the key for names cannot be used;
     *     the message names it
     */
    public FrameDecoder(DecodeOptions options) {
        this.options = options;
        this.venue = new Venue(options.site(), options.ownNetworks(), options.ownMailDomains());
        this.declared = new DeclaredLogs(options.declared());
        try {
            this.geography = Geography.open(options.geography());
            this.pseudonyms = Pseudonyms.open(options.site(), options.hashKeyFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Decodes one frame; what it holds is handed on in its own order. */
    public void decode(Frame frame, DecodeOutput out) {
        if (frame.badTime()) {
            out.dead(letter(frame, sourceOf(frame), badTime()));
            return;
        }
        Unwrap.Unwrapped unwrapped;
        try {
            unwrapped =
                    Unwrap.payloads(
                            frame.format(),
                            frame.partition() < 0 ? "" : frame.topic(),
                            frame.bytes(),
                            options.maxEventsPerRecord(),
                            declared);
        } catch (Refusal refusal) {
            out.dead(letter(frame, sourceOf(frame), refusal));
            return;
        } catch (RuntimeException bug) {
            out.dead(letter(frame, Logs.UNRECOGNISED, unforeseen(bug)));
            return;
        }
        byte[] bytes = frame.bytes();
        for (Payload payload : unwrapped.payloads()) {
            bytes = decode(payload, frame, bytes, out) ? bytes : NO_BYTES;
        }
        if (unwrapped.beyondCap() > 0) {
            String detail = unwrapped.beyondCap() + " events beyond the cap of one record";
            Refusal refusal = new Refusal(DeadLetterReason.TOO_MANY_EVENTS, detail);
            out.dead(letter(frame, sourceOf(frame), refusal));
        }
    }

    /** Hands on an event or a letter with {@code bytes}; false if it was a letter. */
    private boolean decode(Payload payload, Frame frame, byte[] bytes, DecodeOutput out) {
        Log log = payload.log();
        Event event;
        try {
            if (log == null) {
                throw new Refusal(DeadLetterReason.UNKNOWN_LOG, "no log claims it");
            }
            event = signed(log.event(payload.fields(), context(log, frame)), payload);
        } catch (Refusal refusal) {
            out.dead(letter(frame, name(log), refusal, bytes));
            return false;
        } catch (RuntimeException bug) {
            // A hostile record must not stop the job; its bytes are kept, so the bug can be found.
            out.dead(letter(frame, name(log), unforeseen(bug), bytes));
            return false;
        }
        out.event(event); // outside the net: a failure downstream is not ours
        return true;
    }

    /** The event, and what its record says of the sensor and the version that wrote it. */
    private Event signed(Event event, Payload payload) {
        RecordFields fields = payload.fields();
        long shape = RecordShape.of(fields);
        boolean unknown = known.misses(event.source(), fields, shape);
        return pseudonyms.of(event.from(RecordShape.sensor(fields), shape, unknown));
    }

    private RecordContext context(Log log, Frame frame) {
        return new RecordContext(
                venue,
                geography,
                log,
                frame.coordinates(),
                frame.writeTime(),
                frame.partition() >= 0,
                options.maxFutureMillis());
    }

    private static String name(@Nullable Log log) {
        return log == null ? Logs.UNRECOGNISED : log.name();
    }

    private DeadLetter letter(Frame frame, String source, Refusal refusal) {
        return letter(frame, source, refusal, frame.bytes());
    }

    private DeadLetter letter(Frame frame, String source, Refusal refusal, byte[] bytes) {
        // who may not know the names of people may not read raw records
        boolean open = !pseudonyms.active();
        String detail = open ? refusal.detail() : "withheld, for names of people are hashed";
        return new DeadLetter(
                refusal.reason(),
                source,
                frame.coordinates(),
                frame.writeTime(),
                Texts.escaped(detail, MAX_DETAIL),
                open ? bytes : NO_BYTES);
    }

    private static Refusal badTime() {
        return new Refusal(DeadLetterReason.BAD_TIME, "a time that is absurd for its file");
    }

    private static Refusal unforeseen(RuntimeException bug) {
        return new Refusal(DeadLetterReason.MALFORMED, "unforeseen: " + bug);
    }

    /** The log that format, topic or file name stands for. */
    private String sourceOf(Frame frame) {
        Log log = null;
        if (!frame.format().isEmpty()) {
            try {
                log = declared.named(FileFormat.parse(frame.format()).log());
            } catch (IllegalArgumentException e) {
                log = null; // not a format of ours: the name may still tell
            }
        }
        return name(log == null ? Logs.ofName(frame.topic()) : log);
    }
}
