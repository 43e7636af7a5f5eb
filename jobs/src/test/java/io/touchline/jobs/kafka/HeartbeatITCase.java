// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.jobs.options.Settings;
import io.touchline.schemas.avro.Heartbeat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Quiet is not safe: both jobs beat though nothing is written, and are silent when they end. */
@Timeout(180)
class HeartbeatITCase {
    private static final Duration A_BEAT_AND_A_HALF = Duration.ofSeconds(15);

    @TempDir Path folder;

    @Test
    void aJobThatEndedBeatsNoMore() throws Exception {
        try (Bus bus = new Bus()) {
            bus.rawTopic("raw.zeek", 1);
            bus.topic("findings.v1", 1, "delete");
            bus.topic("dead-letters.v1", 1, "delete");
            bus.topic("books.v1", 1, "compact");
            bus.topic("incidents.v1", 1, "compact");
            bus.topic("responses.v1", 1, "delete");
            bus.topic("heartbeat.v1", 1, "delete");
            JobClient correlation = KafkaRun.correlation(settings(bus)).executeAsync("correlation");
            JobClient detection = KafkaRun.detection(settings(bus)).executeAsync("detection");
            List<Heartbeat> alive = beats(bus, 2, 2);
            assertThat(alive).allSatisfy(beat -> assertThat(beat.getVersion()).isNotEmpty());

            RunningJob.cancel(detection);
            int before = count(beats(bus, 0, 0), "detection");
            List<Heartbeat> later = beats(bus, before, count(beats(bus, 0, 0), "correlation") + 2);
            assertThat(count(later, "detection")).isEqualTo(before);

            RunningJob.cancel(correlation);
            int all = beats(bus, 0, 0).size();
            Thread.sleep(A_BEAT_AND_A_HALF.toMillis());
            assertThat(beats(bus, 0, 0)).hasSize(all);
        }
    }

    /** All beats so far, once there are so many of each job. */
    private static List<Heartbeat> beats(Bus bus, int detection, int correlation) {
        return bus.read(
                Heartbeat.class,
                "heartbeat.v1",
                all ->
                        count(all, "detection") >= detection
                                && count(all, "correlation") >= correlation
                                && new TreeSet<>(all.stream().map(Heartbeat::getJob).toList())
                                                .size()
                                        == 2);
    }

    private static int count(List<Heartbeat> beats, String job) {
        return (int) beats.stream().filter(beat -> beat.getJob().equals(job)).count();
    }

    private Settings settings(Bus bus) throws Exception {
        Path file = folder.resolve("venue.yaml");
        Files.writeString(
                file,
                """
                kafka:
                  bootstrap: %s
                  raw-topics: [raw.zeek]
                """
                        .formatted(bus.bootstrap()));
        return Settings.read(file);
    }
}
