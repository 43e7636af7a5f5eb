// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import static io.touchline.testkit.FindingFixtures.finding;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.jobs.options.Settings;
import io.touchline.schemas.AvroFrames;
import io.touchline.schemas.Stage;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.FindingMessage;
import io.touchline.testkit.TelemetryFixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stale line must not outlive compaction: correlation tells what is open again. */
@Timeout(120)
class RepublishITCase {
    private static Bus bus;

    @TempDir Path folder;

    private final AvroFrames<FindingMessage> frames = new AvroFrames<>(FindingMessage.class);

    @BeforeAll
    static void startBus() {
        bus = new Bus();
        bus.topic("findings.v1", 1, "delete");
        bus.topic("incidents.v1", 1, "compact");
        bus.topic("responses.v1", 1, "delete");
        bus.topic("heartbeat.v1", 1, "delete");
    }

    @AfterAll
    static void stopBus() {
        bus.close();
    }

    @Test
    void anOpenIncidentIsToldAgainUnchangedAfterARestoreAndEachHour() throws Exception {
        send(finding("tunnel").at(Stage.COMMAND_AND_CONTROL).when(T0).build());
        send(
                finding("move")
                        .at(Stage.LATERAL_MOVEMENT)
                        .reaching(TelemetryFixtures.SERVER)
                        .when(T0 + HOUR)
                        .build());
        progress(T0 + 2 * HOUR);
        List<ConsumerRecord<byte[], byte[]>> before;
        JobClient job = KafkaRun.correlation(settings()).executeAsync();
        try {
            before = bus.read("incidents.v1", all -> !all.isEmpty());
            awaitCheckpointAfter(checkpoint());
            awaitCheckpointAfter(checkpoint()); // the second one began after the incident
        } finally {
            RunningJob.cancel(job);
        }
        int told = before.size();

        job = KafkaRun.correlation(settings()).executeAsync();
        try {
            progress(T0 + 2 * HOUR + MINUTE); // the same hour: this one is the restore's
            bus.read("incidents.v1", all -> all.size() > told);
            progress(T0 + 3 * HOUR);
            List<ConsumerRecord<byte[], byte[]>> all =
                    bus.read("incidents.v1", records -> records.size() > told + 1);

            ConsumerRecord<byte[], byte[]> last = before.get(told - 1);
            assertThat(all.subList(told, told + 2))
                    .allSatisfy(
                            again -> {
                                assertThat(again.key()).isEqualTo(last.key());
                                assertThat(again.value()).isEqualTo(last.value());
                                assertThat(Bus.headers(again)).isEqualTo(Bus.headers(last));
                            });
        } finally {
            RunningJob.cancel(job);
        }
    }

    private Optional<Path> checkpoint() throws Exception {
        return LatestCheckpoint.below(folder.resolve("checkpoints/correlation"));
    }

    private void awaitCheckpointAfter(Optional<Path> last) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (checkpoint().equals(last)) {
            assertThat(System.nanoTime()).as("no checkpoint in time").isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }

    private void send(Finding finding) {
        message("FINDING", finding.getKnownAt().toEpochMilli(), finding);
    }

    private void progress(long watermark) {
        message("PROGRESS", watermark, null);
        bus.flush();
    }

    private void message(String kind, long watermark, @Nullable Finding finding) {
        bus.send(
                "findings.v1",
                0,
                frames.encode(
                        FindingMessage.newBuilder()
                                .setKind(kind)
                                .setSite(TelemetryFixtures.SITE)
                                .setFinding(finding)
                                .setGeneration(0)
                                .setPartition(0)
                                .setWatermark(watermark)
                                .build()));
    }

    private Settings settings() throws Exception {
        return Settings.read(
                Files.writeString(
                        folder.resolve("touchline.yaml"),
                        "kafka:\n"
                                + ("  bootstrap: \"" + bus.bootstrap() + "\"\n")
                                + "  checkpoint-interval: 1 s\n"
                                + "  checkpoints: checkpoints\n"));
    }
}
