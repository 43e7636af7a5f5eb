// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.fuzz;

import io.touchline.operators.identity.Binding;
import io.touchline.operators.ingest.DeadLetter;
import io.touchline.operators.ingest.DecodeOptions;
import io.touchline.operators.ingest.DecodeOutput;
import io.touchline.operators.ingest.FileFormat;
import io.touchline.operators.ingest.Frame;
import io.touchline.operators.ingest.FrameDecoder;
import io.touchline.operators.ingest.WriteTime;
import io.touchline.operators.logs.Event;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What holds of every input, whatever its bytes: decoding does not throw, gives one to ten thousand
 * outcomes, gives them again, and lets nothing through that a key, a line or a page could break on.
 *
 * <p>An input is a line, the format of a file as {@code FileFormat} encodes it or nothing, and the
 * record behind it.
 */
final class Decoded {
    private static final long WRITTEN = 1_700_000_100_000L;
    private static final int MOST = 10_001;
    private static final int LONGEST_TEXT = 512;

    private static final FrameDecoder DECODER = new FrameDecoder(DecodeOptions.defaults());

    final List<Event> events = new ArrayList<>();
    final List<DeadLetter> letters = new ArrayList<>();

    private Decoded() {}

    /** Decodes, and checks what must hold. */
    static Decoded checked(byte[] input) {
        Decoded once = once(input);
        byte[] record = record(input);
        Decoded again = decode(format(input), record, -1);
        require(once.events.equals(again.events), "decoding twice gives other events");
        decode("", record, 0).check();
        WriteTime.peek(record);
        return once;
    }

    /** Decodes once, as a record of a file, and checks what must hold. */
    static Decoded once(byte[] input) {
        Decoded once = decode(format(input), record(input), -1);
        once.check();
        return once;
    }

    private static int end(byte[] input) {
        int end = 0;
        while (end < input.length && input[end] != '\n') {
            end++;
        }
        return end;
    }

    // it is the framer's own word and never a stranger's
    private static String format(byte[] input) {
        String format = new String(input, 0, end(input), StandardCharsets.UTF_8);
        return isFormat(format) ? format : "";
    }

    private static byte[] record(byte[] input) {
        return Arrays.copyOfRange(input, Math.min(input.length, end(input) + 1), input.length);
    }

    private static boolean isFormat(String format) {
        try {
            return !FileFormat.parse(format).log().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Decoded decode(String format, byte[] record, int partition) {
        Decoded decoded = new Decoded();
        DECODER.decode(
                new Frame("telemetry", partition, 1, WRITTEN, format, record, false),
                new DecodeOutput() {
                    @Override
                    public void event(Event event) {
                        decoded.events.add(event);
                    }

                    @Override
                    public void dead(DeadLetter letter) {
                        decoded.letters.add(letter);
                    }
                });
        return decoded;
    }

    private void check() {
        int outcomes = events.size() + letters.size();
        require(outcomes >= 1 && outcomes <= MOST, outcomes + " outcomes");
        for (DeadLetter letter : letters) {
            require(!letter.detail().startsWith("unforeseen"), letter.detail());
            harmless(letter.detail());
        }
        for (Event event : events) {
            event.interactions().forEach(Decoded::check);
            event.bindings().forEach(Decoded::check);
            harmless(event.sensor());
        }
    }

    private static void check(Interaction it) {
        for (String key : List.of(it.entity(), it.peer())) {
            require(EntityKeys.site(key).equals("venue"), "site of " + key);
            require(!EntityKeys.kind(key).isEmpty(), "kind of " + key);
            harmless(key);
        }
        it.links().forEach(Decoded::harmless);
        it.attributes().values().forEach(Decoded::harmless);
        it.measures().values().forEach(value -> require(!value.isNaN(), "a measure is NaN"));
        require(it.until() >= it.when(), "it ends before it begins");
        require(it.when() <= WRITTEN + 300_000, "it happened after it was written");
        if (it.entityName() != null) {
            harmless(it.entityName());
        }
    }

    private static void check(Binding binding) {
        harmless(binding.address());
        harmless(binding.holder());
    }

    private static void harmless(String text) {
        require(text.length() <= LONGEST_TEXT, "a text of " + text.length() + " characters");
        for (int i = 0; i < text.length(); i++) {
            require(!Character.isISOControl(text.charAt(i)), "a control character");
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
