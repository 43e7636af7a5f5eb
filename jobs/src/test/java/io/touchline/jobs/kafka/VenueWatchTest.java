// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.jobs.options.Settings;
import io.touchline.operators.venue.VenueRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class VenueWatchTest {
    private static final String BEFORE = "zones: {corporate: [10.0.0.0/8]}\n";
    private static final String AFTER = "zones: {dmz: [10.0.0.0/8]}\n";
    private static final String WRONG = "zones: {dmz: [nowhere]}\n";
    private static final long WRITTEN = 1_780_000_000_000L;

    @TempDir private Path folder;
    private Path file;
    private Path config;

    @BeforeEach
    void write() throws Exception {
        file = folder.resolve("venue-file.yaml");
        config = folder.resolve("venue.yaml");
        Files.writeString(config, "venue:\n  file: venue-file.yaml\n");
        Files.writeString(file, BEFORE);
    }

    private void becomes(String text) throws Exception {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(WRITTEN));
    }

    private OneInputStreamOperatorTestHarness<Long, VenueRow> open(OperatorSubtaskState from)
            throws Exception {
        Settings settings = Settings.read(config);
        OneInputStreamOperatorTestHarness<Long, VenueRow> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new VenueWatch(
                                file.toString(),
                                BEFORE,
                                settings.venueReader(),
                                List.of("10.0.0.0/8")));
        harness.setup();
        if (from != null) {
            harness.initializeState(from);
        }
        harness.open();
        return harness;
    }

    @Test
    void aChangeCountsFromTenSecondsAfterItWasWritten() throws Exception {
        try (var watch = open(null)) {
            watch.processElement(1L, 0);
            becomes(AFTER);
            watch.processElement(2L, 0);
            watch.processElement(3L, 0);

            assertThat(watch.extractOutputValues())
                    .containsExactly(VenueRow.first(BEFORE), new VenueRow(WRITTEN + 10_000, AFTER));
        }
    }

    @Test
    void aWrongVersionIsRefusedOnceAndTheOneBeforeItStays() throws Exception {
        try (var watch = open(null)) {
            becomes(WRONG);
            watch.processElement(1L, 0);
            watch.processElement(2L, 0);
            assertThat(watch.extractOutputValues()).containsExactly(VenueRow.first(BEFORE));
            assertThat(refusals(watch)).isEqualTo(1);

            becomes(AFTER);
            watch.processElement(3L, 0);
            assertThat(watch.extractOutputValues()).hasSize(2);
        }
    }

    @Test
    void aFileThatIsGoneForAWhileChangesNothing() throws Exception {
        try (var watch = open(null)) {
            Files.delete(file);
            watch.processElement(1L, 0);
            watch.processElement(2L, 0);
            assertThat(refusals(watch)).isEqualTo(1);
            becomes(BEFORE);
            watch.processElement(3L, 0);

            assertThat(watch.extractOutputValues()).containsExactly(VenueRow.first(BEFORE));
        }
    }

    @Test
    void aChangeWhileTheJobWasDownIsToldAfterTheRestart() throws Exception {
        OperatorSubtaskState snapshot;
        try (var watch = open(null)) {
            watch.processElement(1L, 0);
            snapshot = watch.snapshot(1, 1);
        }
        becomes(AFTER);
        try (var watch = open(snapshot)) {
            watch.processElement(2L, 0);
            assertThat(watch.extractOutputValues())
                    .extracting(VenueRow::text)
                    .containsExactly(AFTER);
            snapshot = watch.snapshot(2, 2);
        }
        try (var watch = open(snapshot)) {
            watch.processElement(3L, 0);
            assertThat(watch.extractOutputValues()).isEmpty();
        }
    }

    private static long refusals(OneInputStreamOperatorTestHarness<Long, VenueRow> watch) {
        return ((VenueWatch) watch.getOperator()).refusals();
    }

    /** The stream as the job has it: the first version, then what the file becomes. */
    @Test
    @Timeout(60)
    void aJobHearsOfTheChangeWithoutARestart() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        try (CloseableIterator<VenueRow> rows =
                VenueEnds.venue(env, Settings.read(config)).executeAndCollect()) {
            assertThat(rows.next()).isEqualTo(VenueRow.first(BEFORE));
            becomes(WRONG);
            Thread.sleep(2_500); // two looks at it
            becomes(AFTER);

            assertThat(rows.next()).isEqualTo(new VenueRow(WRITTEN + 10_000, AFTER));
        }
    }
}
