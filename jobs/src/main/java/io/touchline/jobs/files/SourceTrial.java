// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import io.touchline.operators.ingest.DeadLetter;
import io.touchline.operators.ingest.DecodeOptions;
import io.touchline.operators.ingest.DecodeOutput;
import io.touchline.operators.ingest.FileFramer;
import io.touchline.operators.ingest.Frame;
import io.touchline.operators.ingest.FrameDecoder;
import io.touchline.operators.ingest.WriteTime;
import io.touchline.operators.logs.DeclaredLogs;
import io.touchline.operators.logs.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads files with the declared sources of some options and counts what becomes of their records,
 * without a job. One pass; memory does not grow with the files.
 */
public final class SourceTrial {
    private final String source;
    private final int shown;
    private final List<Sample> samples = new ArrayList<>();
    private final Map<String, Long> refused = new TreeMap<>();
    private final Map<String, Long> others = new TreeMap<>();
    private final List<String> notRead = new ArrayList<>();
    private long mapped;

    /** A record as it came and what it became. */
    public record Sample(String raw, Event event) {}

    private SourceTrial(String source, int shown) {
        this.source = source;
        this.shown = shown;
    }

    /**
     * @param source name of the declared source that is tried
     * @param shown samples that are kept
     * @throws InputException an input cannot be read
     * @throws IOException a file breaks off
     */
    public static SourceTrial of(String source, DecodeOptions options, List<Path> inputs, int shown)
            throws IOException {
        SourceTrial trial = new SourceTrial(source, shown);
        DeclaredLogs declared = new DeclaredLogs(options.declared());
        FrameDecoder decoder = new FrameDecoder(options);
        for (InputFiles.Found file : InputFiles.below(inputs, Path.of("")).found()) {
            String label = file.file().label();
            try (FileFramer framer = FileFramer.open(file.path(), label, declared)) {
                if (framer.recognition().kind() != FileFramer.Kind.SUPPORTED) {
                    trial.notRead.add(label + " (" + framer.recognition().why() + ")");
                }
                trial.read(framer, label, decoder, declared);
            }
        }
        return trial;
    }

    private void read(FileFramer framer, String label, FrameDecoder decoder, DeclaredLogs declared)
            throws IOException {
        for (FileFramer.RawRecord raw = framer.next(); raw != null; raw = framer.next()) {
            String text = new String(raw.bytes(), StandardCharsets.UTF_8);
            Frame frame =
                    new Frame(
                            label,
                            -1,
                            raw.line(),
                            WriteTime.ofFile(raw.format(), raw.bytes(), declared),
                            raw.format(),
                            raw.bytes(),
                            false);
            decoder.decode(
                    frame,
                    new DecodeOutput() {
                        @Override
                        public void event(Event event) {
                            take(text, event);
                        }

                        @Override
                        public void dead(DeadLetter letter) {
                            refused.merge(
                                    letter.reason().key() + ": " + letter.detail(), 1L, Long::sum);
                        }
                    });
        }
    }

    private void take(String raw, Event event) {
        if (!event.source().equals(source)) {
            others.merge(event.source(), 1L, Long::sum);
            return;
        }
        mapped++;
        if (samples.size() < shown) {
            samples.add(new Sample(raw, event));
        }
    }

    public List<Sample> samples() {
        return samples;
    }

    /** Records that became events of the source. */
    public long mapped() {
        return mapped;
    }

    /** Records that are no telemetry, by reason and detail. */
    public Map<String, Long> refused() {
        return refused;
    }

    /** Records that another log took, by its name. */
    public Map<String, Long> others() {
        return others;
    }

    /** Files that no log claims, and why. */
    public List<String> notRead() {
        return notRead;
    }
}
