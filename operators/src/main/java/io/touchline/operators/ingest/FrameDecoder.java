// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

/**
 * Turns frames into events: unwraps, recognises the log, reads the fields, maps them to
 * interactions.
 *
 * <p>{@link #decode} does not throw, whatever the bytes, and every record goes to exactly one of
 * {@link DecodeOutput#event} and {@link DecodeOutput#dead}. One frame may hold many records; those
 * beyond the cap are one dead letter that tells their number, and of several dead letters of one
 * frame only the first carries its bytes: a frame cannot multiply itself. Costs a few microseconds
 * per record; stateless, so usable by many threads.
 */
public final class FrameDecoder {
    private static final int MAX_DETAIL = 200;
    private static final byte[] NO_BYTES = {};

    private final DecodeOptions options;
    private final Venue venue;

    /**
     * @throws IllegalArgumentException when an own network is not in CIDR form
     */
    public FrameDecoder(DecodeOptions options) {
        this.options = options;
        this.venue = new Venue(options);
    }

    /** Whether there is a decoder for the log, as {@code zeek.conn}. */
    public static boolean decodes(String log) {
        return LogNames.supported(log);
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
                            options.maxEventsPerRecord());
        } catch (Refusal refusal) {
            out.dead(letter(frame, sourceOf(frame), refusal));
            return;
        } catch (RuntimeException bug) {
            out.dead(letter(frame, LogNames.UNRECOGNISED, unforeseen(bug)));
            return;
        }
        RecordContext context = new RecordContext(venue, frame, options.maxFutureMillis());
        byte[] bytes = frame.bytes();
        for (Payload payload : unwrapped.payloads()) {
            bytes = decode(payload, context, bytes, out) ? bytes : NO_BYTES;
        }
        if (unwrapped.beyondCap() > 0) {
            String detail = unwrapped.beyondCap() + " events beyond the cap of one record";
            Refusal refusal = new Refusal(DeadLetterReason.TOO_MANY_EVENTS, detail);
            out.dead(letter(frame, sourceOf(frame), refusal));
        }
    }

    /** Hands on an event or a letter with {@code bytes}; false if it was a letter. */
    private static boolean decode(
            Payload payload, RecordContext context, byte[] bytes, DecodeOutput out) {
        String log = LogNames.of(payload);
        Event event;
        try {
            event = event(log, payload.fields(), context);
        } catch (Refusal refusal) {
            out.dead(letter(context.frame(), log, refusal, bytes));
            return false;
        } catch (RuntimeException bug) {
            // A hostile record must not stop the job; its bytes are kept, so the bug can be found.
            out.dead(letter(context.frame(), log, unforeseen(bug), bytes));
            return false;
        }
        out.event(event); // outside the net: a failure downstream is not ours
        return true;
    }

    private static Event event(String log, RecordFields fields, RecordContext context)
            throws Refusal {
        return switch (log) {
            case LogNames.CONN -> FlowRecords.event(FlowRecords.read(fields), context);
            case LogNames.DNS -> NameRecords.event(NameRecords.read(fields), context);
            case LogNames.HTTP -> WebRecords.event(WebRecords.read(fields), context);
            case LogNames.SSL -> TlsRecords.event(TlsRecords.read(fields), context);
            case LogNames.DHCP -> LeaseRecords.event(LeaseRecords.read(fields), context);
            case LogNames.KERBEROS -> LogonRecords.event(LogonRecords.read(fields), context);
            case LogNames.MODBUS -> OtRecords.event(OtRecords.read(fields), context);
            case LogNames.AUDIT -> AuditRecords.event(AuditRecords.read(fields), context);
            case LogNames.MAIL -> MailRecords.event(MailRecords.read(fields), context);
            default ->
                    throw new Refusal(
                            DeadLetterReason.UNKNOWN_LOG,
                            log.equals(LogNames.UNRECOGNISED)
                                    ? "no log claims it"
                                    : "no decoder for " + log);
        };
    }

    private static DeadLetter letter(Frame frame, String source, Refusal refusal) {
        return letter(frame, source, refusal, frame.bytes());
    }

    private static DeadLetter letter(Frame frame, String source, Refusal refusal, byte[] bytes) {
        return new DeadLetter(
                refusal.reason(),
                source,
                frame.coordinates(),
                frame.writeTime(),
                Texts.escaped(refusal.detail(), MAX_DETAIL),
                bytes);
    }

    private static Refusal badTime() {
        return new Refusal(DeadLetterReason.BAD_TIME, "a time that is absurd for its file");
    }

    private static Refusal unforeseen(RuntimeException bug) {
        return new Refusal(DeadLetterReason.MALFORMED, "unforeseen: " + bug);
    }

    /** The log that format, topic or file name stands for. */
    private static String sourceOf(Frame frame) {
        String log = "";
        if (!frame.format().isEmpty()) {
            try {
                log = FileFormat.parse(frame.format()).log();
            } catch (IllegalArgumentException e) {
                log = ""; // not a format of ours: the name may still tell
            }
        }
        log = log.isEmpty() ? LogNames.ofName(frame.topic()) : log;
        return log.isEmpty() ? LogNames.UNRECOGNISED : log;
    }
}
