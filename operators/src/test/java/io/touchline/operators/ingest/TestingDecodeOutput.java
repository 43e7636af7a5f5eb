// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.logs.Event;
import io.touchline.schemas.Interaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a decoder hands on. */
final class TestingDecodeOutput implements DecodeOutput {
    static final long WRITTEN = 1_700_000_100_000L; // 2023-11-14T22:15:00Z

    final List<Event> events = new ArrayList<>();
    final List<DeadLetter> letters = new ArrayList<>();

    @Override
    public void event(Event event) {
        events.add(event);
    }

    @Override
    public void dead(DeadLetter letter) {
        letters.add(letter);
    }

    Event onlyEvent() {
        if (events.size() != 1 || !letters.isEmpty()) {
            throw new AssertionError(events.size() + " events, letters: " + letters);
        }
        return events.get(0);
    }

    DeadLetter onlyLetter() {
        if (letters.size() != 1 || !events.isEmpty()) {
            throw new AssertionError(letters.size() + " letters, events: " + events);
        }
        return letters.get(0);
    }

    List<Interaction> interactions() {
        return onlyEvent().interactions();
    }

    /** A record of a topic that speaks for itself. */
    static TestingDecodeOutput live(String record) {
        return decode(frame("telemetry", 0, "", record.getBytes(StandardCharsets.UTF_8)));
    }

    static TestingDecodeOutput ofFile(FileFormat format, String record) {
        return decode(frame("log", -1, format.encode(), record.getBytes(StandardCharsets.UTF_8)));
    }

    static Frame frame(String topic, int partition, String format, byte[] bytes) {
        return new Frame(topic, partition, 7, WRITTEN, format, bytes, false);
    }

    static TestingDecodeOutput decode(Frame frame) {
        return decode(frame, DecodeOptions.defaults());
    }

    static TestingDecodeOutput decode(Frame frame, DecodeOptions options) {
        TestingDecodeOutput out = new TestingDecodeOutput();
        new FrameDecoder(options).decode(frame, out);
        return out;
    }
}
