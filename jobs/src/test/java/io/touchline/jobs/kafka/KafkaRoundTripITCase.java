// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.touchline.jobs.files.InputException;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import io.touchline.jobs.readiness.Census;
import io.touchline.schemas.AvroFrames;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.avro.BooksTotal;
import io.touchline.schemas.avro.FindingMessage;
import io.touchline.schemas.avro.Incident;
import io.touchline.schemas.avro.IncidentEntity;
import io.touchline.schemas.avro.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Raw telemetry in, incidents out, over a real broker and two jobs; detection is stopped and
 * started again on the way.
 *
 * <p>The records carry no {@code _write_ts} and the days they tell of are long past, so the raw
 * topics here keep the producer's timestamps (CreateTime), which are the content times: in
 * production they are LogAppendTime. All topics of ours are LogAppendTime.
 */
@Timeout(180)
class KafkaRoundTripITCase {
    private static final int ZEEK_PARTITIONS = 2;
    private static final int FINDING_PARTITIONS = 3;
    private static final Instant MATCH_DAY = Instant.parse("2026-05-16T00:00:00Z");
    private static final Instant AFTER = Instant.parse("2026-05-17T02:00:00Z");
    private static final String POISON = "{\"_path\":\"modbus\",\"ts\":";
    private static final String TICK = "{\"_path\":\"tick\",\"ts\":1779000000}";

    private static Bus bus;

    @TempDir Path folder;

    private final List<JobClient> running = new ArrayList<>();
    private int sent;

    @BeforeAll
    static void startBus() {
        bus = new Bus();
    }

    @AfterAll
    static void stopBus() {
        bus.close();
    }

    @AfterEach
    void stopJobs() throws Exception {
        for (JobClient job : List.copyOf(running)) {
            stop(job);
        }
    }

    @Test
    void aPlantedChainArrivesAsAnIncidentAndEveryRecordIsAccountedFor() throws Exception {
        MatchDayRows rows = new MatchDayRows(1);
        String controller = rows.controller();
        List<MatchDayRows.Row> modbus = rows.modbus(Set.of(controller, "10.30.0.13", "10.30.0.14"));
        List<MatchDayRows.Row> mail = rows.mail(rows.mailbox());
        bus.rawTopic("raw.zeek", ZEEK_PARTITIONS);
        bus.rawTopic("raw.email", 1);
        bus.topic("control.v1", 1, "delete");
        bus.topic("findings.v1", FINDING_PARTITIONS, "delete");
        bus.topic("dead-letters.v1", 2, "delete");
        bus.topic("books.v1", 2, "compact");
        bus.topic("heartbeat.v1", 1, "delete");
        bus.topic("incidents.v1", 2, "compact");
        bus.topic("responses.v1", 2, "delete");
        bus.send("control.v1", 0, 0, "doors open now");
        bus.send(
                "control.v1",
                0,
                0,
                "{\"phase\":\"LOAD_IN\",\"valid_from\":\"2026-05-16T08:00:00Z\","
                        + "\"until\":\"2026-05-16T18:00:00Z\"}");
        bus.send("raw.zeek", 1, modbus.get(0).written(), POISON);
        sent++;

        Settings settings = settings();
        start(KafkaRun.correlation(settings));
        JobClient first = start(KafkaRun.detection(settings));
        long midnight = MATCH_DAY.toEpochMilli();
        send(modbus, mail, 0, midnight);
        awaitProgress(midnight - 60_001);
        awaitCheckpoint();
        stop(first);
        theCheckpointTellsWhatIsReady(settings);

        start(KafkaRun.detection(settings));
        send(modbus, mail, midnight, Long.MAX_VALUE);
        for (int partition = 0; partition < ZEEK_PARTITIONS; partition++) {
            bus.send("raw.zeek", partition, AFTER.toEpochMilli(), TICK);
        }
        bus.send("raw.email", 0, AFTER.toEpochMilli(), TICK);
        sent += ZEEK_PARTITIONS + 1;
        bus.flush();
        awaitProgress(AFTER.toEpochMilli() - 60_001);

        incidentNamesTheControllerInItsHighestRevision(controller, rows.server());
        poisonIsInTheDeadLettersWithItsPlace();
        booksBalance();
        announcedPhaseIsTheRegimeOfWhatWasPlanted(controller, rows.server());
    }

    @Test
    void missingTopicsAreToldByNameBeforeAnythingRuns() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("missing.yaml"),
                        "kafka: {bootstrap: \"" + bus.bootstrap() + "\", raw-topics: [nowhere.a]}");

        assertThatThrownBy(() -> KafkaRun.runDetection(Settings.read(file), null))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has no topic")
                .hasMessageContaining("nowhere.a");
    }

    /** As {@code readiness --config} reads it: state of RocksDB, incremental. */
    private static void theCheckpointTellsWhatIsReady(Settings settings) throws Exception {
        Path checkpoints = settings.path(TouchlineOptions.CHECKPOINTS).orElseThrow();
        Census census = Census.of(LatestCheckpoint.ofDetection(checkpoints).orElseThrow());
        assertThat(census.records()).containsKeys("zeek.modbus", "email.trace");
        assertThat(census.populations().get("resident controller").entities()).isEqualTo(3);
    }

    private void incidentNamesTheControllerInItsHighestRevision(String controller, String server) {
        List<ConsumerRecord<byte[], byte[]>> records =
                bus.read(
                        "incidents.v1",
                        all ->
                                newest(all).values().stream()
                                        .anyMatch(
                                                incident ->
                                                        names(incident, controller)
                                                                && names(incident, server)));
        Incident incident =
                newest(records).values().stream()
                        .filter(i -> names(i, controller))
                        .findFirst()
                        .orElseThrow();
        assertThat(incident.getStages()).contains("ot-impact");
        long revision = Long.MIN_VALUE;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Incident each = decode(record);
            if (each.getIncidentId().equals(incident.getIncidentId())) {
                // told again each hour, never an older one
                assertThat(each.getRevision()).isGreaterThanOrEqualTo(revision);
                revision = each.getRevision();
                assertThat(record.key())
                        .isEqualTo(each.getIncidentId().getBytes(StandardCharsets.UTF_8));
                assertThat(Bus.headers(record))
                        .containsEntry("ce_specversion", "1.0")
                        .containsEntry("ce_id", each.getIncidentId() + '/' + each.getRevision())
                        .containsEntry("ce_source", "/touchline/arena")
                        .containsEntry("ce_type", "io.touchline.incident")
                        .containsEntry("ce_time", each.getKnownAt().toString())
                        .containsEntry("content-type", "application/avro")
                        .containsEntry("schema", "incident/v1")
                        .containsEntry("severity", each.getSeverity())
                        .containsEntry("site", "arena");
            }
        }
        assertThat(incident.getRevision()).isEqualTo(revision);
        List<Response> responses = bus.read(Response.class, "responses.v1", all -> !all.isEmpty());
        assertThat(responses).allMatch(r -> r.getMode().equals("recommend"));
    }

    private static void poisonIsInTheDeadLettersWithItsPlace() {
        // ticks are dead letters too, and some may be told twice after the restart
        List<ConsumerRecord<byte[], byte[]>> letters =
                bus.read(
                        "dead-letters.v1",
                        all -> all.stream().anyMatch(KafkaRoundTripITCase::isPoison));
        ConsumerRecord<byte[], byte[]> letter =
                letters.stream().filter(KafkaRoundTripITCase::isPoison).findFirst().orElseThrow();
        assertThat(letter.key()).isNull();
        assertThat(Bus.headers(letter))
                .containsEntry("dlq.reason", "malformed")
                .containsEntry("dlq.topic", "raw.zeek")
                .containsEntry("dlq.partition", "1")
                .containsEntry("dlq.offset", "0");
    }

    private static boolean isPoison(ConsumerRecord<byte[], byte[]> letter) {
        return new String(letter.value(), StandardCharsets.UTF_8).equals(POISON);
    }

    private void booksBalance() {
        List<BooksTotal> totals =
                bus.read(BooksTotal.class, "books.v1", all -> read(last(all)) >= sent);
        Map<String, BooksTotal> books = last(totals);
        assertThat(read(books)).isEqualTo(sent);
        assertThat(books).containsKeys("zeek.modbus", "email.trace");
        assertThat(books.values())
                .allSatisfy(
                        book ->
                                assertThat(book.getRead())
                                        .isEqualTo(
                                                book.getUsed()
                                                        + book.getDuplicate()
                                                        + book.getLate()
                                                        + book.getDead()
                                                        + book.getRefused()));
    }

    private static void announcedPhaseIsTheRegimeOfWhatWasPlanted(
            String controller, String server) {
        List<FindingMessage> messages =
                bus.read(
                        FindingMessage.class,
                        "findings.v1",
                        all -> all.stream().anyMatch(m -> isBetween(server, controller, m)));
        assertThat(messages)
                .filteredOn(message -> isBetween(server, controller, message))
                .allSatisfy(m -> assertThat(m.getFinding().getRegime()).isEqualTo("LOAD_IN"))
                .allSatisfy(m -> assertThat(m.getGeneration()).isEqualTo(1)); // started again
    }

    private static boolean isBetween(String server, String controller, FindingMessage message) {
        return message.getFinding() != null
                && EntityKeys.id(message.getFinding().getEntity()).equals(controller)
                && EntityKeys.id(message.getFinding().getPeer()).equals(server);
    }

    /** Progress reaches every partition, each its own. */
    private static void awaitProgress(long watermark) {
        List<FindingMessage> messages =
                bus.read(
                        FindingMessage.class,
                        "findings.v1",
                        all ->
                                all.stream()
                                                .filter(m -> m.getKind().equals("PROGRESS"))
                                                .filter(m -> m.getWatermark() >= watermark)
                                                .map(FindingMessage::getPartition)
                                                .distinct()
                                                .count()
                                        == FINDING_PARTITIONS);
        AvroFrames<FindingMessage> frames = new AvroFrames<>(FindingMessage.class);
        for (ConsumerRecord<byte[], byte[]> record :
                bus.read("findings.v1", all -> all.size() >= messages.size())) {
            FindingMessage message = frames.decode(record.value());
            if (message.getFinding() == null) {
                assertThat(record.partition()).isEqualTo(message.getPartition());
            }
        }
    }

    private void awaitCheckpoint() throws IOException {
        Path checkpoints = folder.resolve("checkpoints/detection");
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (LatestCheckpoint.below(checkpoints).isEmpty()) {
            assertThat(System.nanoTime()).as("no checkpoint in time").isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }

    private JobClient start(StreamExecutionEnvironment env) throws Exception {
        JobClient job = env.executeAsync();
        running.add(job);
        return job;
    }

    private void stop(JobClient job) throws Exception {
        running.remove(job);
        RunningJob.cancel(job);
        try {
            job.getJobExecutionResult().get();
        } catch (ExecutionException e) {
            assertThat(e).hasMessageContaining("cancel"); // a job that failed says another thing
        }
    }

    private void send(
            List<MatchDayRows.Row> modbus, List<MatchDayRows.Row> mail, long from, long until) {
        int turn = 0;
        for (MatchDayRows.Row row : modbus) {
            if (row.written() >= from && row.written() < until) {
                bus.send("raw.zeek", turn++ % ZEEK_PARTITIONS, row.written(), row.text());
                sent++;
            }
        }
        for (MatchDayRows.Row row : mail) {
            if (row.written() >= from && row.written() < until) {
                bus.send("raw.email", 0, row.written(), row.text());
                sent++;
            }
        }
        // mails are rare: without this the partition would hold the others up until it is idle
        bus.send("raw.email", 0, Math.min(until, AFTER.toEpochMilli()), TICK);
        sent++;
        bus.flush();
    }

    private static Map<String, BooksTotal> last(List<BooksTotal> totals) {
        Map<String, BooksTotal> last = new HashMap<>();
        totals.forEach(total -> last.put(total.getSource(), total));
        return last;
    }

    private static long read(Map<String, BooksTotal> books) {
        return books.values().stream().mapToLong(BooksTotal::getRead).sum();
    }

    private static Map<String, Incident> newest(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, Incident> newest = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Incident incident = decode(record);
            newest.merge(
                    incident.getIncidentId(),
                    incident,
                    (a, b) -> a.getRevision() >= b.getRevision() ? a : b);
        }
        return newest;
    }

    private static Incident decode(ConsumerRecord<byte[], byte[]> record) {
        return new AvroFrames<>(Incident.class).decode(record.value());
    }

    private static boolean names(Incident incident, String address) {
        return incident.getEntities().stream()
                .map(IncidentEntity::getKey)
                .anyMatch(key -> EntityKeys.id(key).equals(address));
    }

    private Settings settings() throws Exception {
        return Settings.read(
                Files.writeString(
                        folder.resolve("touchline.yaml"),
                        "venue: {site: arena}\n"
                                + "kafka:\n"
                                + ("  bootstrap: \"" + bus.bootstrap() + "\"\n")
                                + "  raw-topics: [raw.zeek, raw.email]\n"
                                + "  control-topic: control.v1\n"
                                + "  watermark-step: 60 s\n" // five days in seconds
                                + "  checkpoint-interval: 1 s\n"
                                + "  checkpoints: checkpoints\n"));
    }
}
