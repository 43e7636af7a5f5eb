// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.jobs.options.Settings;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.FindingMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A control topic on which nothing is ever said, a source whose records happened 90 minutes before
 * they were written, and no lease at all: none of them holds up a finding about a controller.
 *
 * <p>Measured in write time, not by a clock: the telemetry stops one bound and one step after the
 * record in question, and the finding must come all the same. (Raw topics are CreateTime, so that
 * the test can set write times; idleness is far longer than the test.)
 */
@Timeout(120)
class QuietInputsITCase {
    private static final long BOUND = 5_000;
    private static final long STEP = 500;
    private static final long START = Instant.parse("2026-05-12T00:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final long DAYS = 3;
    private static final String MASTER = "10.20.0.10";
    private static final String STRANGER = "10.20.0.11";
    private static final String CONTROLLER = "10.30.0.13";

    private static Bus bus;

    @TempDir Path folder;

    @BeforeAll
    static void startBus() {
        bus = new Bus();
    }

    @AfterAll
    static void stopBus() {
        bus.close();
    }

    @Test
    void aFindingComesWithinASecondOfWriteTime() throws Exception {
        bus.rawTopic("raw.zeek", 1);
        bus.rawTopic("raw.m365", 1);
        bus.topic("control.v1", 2, "delete");
        bus.topic("findings.v1", 1, "delete");
        bus.topic("dead-letters.v1", 1, "delete");
        bus.topic("books.v1", 1, "compact");
        bus.topic("heartbeat.v1", 1, "delete");
        long minutes = Duration.ofDays(DAYS).toMinutes();
        for (long minute = 0; minute < minutes; minute++) {
            long at = START + minute * MINUTE;
            String function = minute % 2 == 0 ? "READ_HOLDING_REGISTERS" : "READ_COILS";
            bus.send("raw.zeek", 0, at, modbus(at, MASTER, function));
            bus.send("raw.m365", 0, at, audit(at - 90 * MINUTE, minute));
        }
        long planted = START + minutes * MINUTE;
        bus.send("raw.zeek", 0, planted, modbus(planted, STRANGER, "WRITE_SINGLE_COIL"));
        long last = planted + BOUND + STEP;
        bus.send("raw.zeek", 0, last, modbus(last, MASTER, "READ_COILS"));
        bus.send("raw.m365", 0, last, audit(last - 90 * MINUTE, minutes));
        bus.flush(); // nothing is sent after this

        JobClient job = KafkaRun.detection(settings()).executeAsync("detection");
        List<FindingMessage> messages;
        try {
            messages = bus.read(FindingMessage.class, "findings.v1", all -> followed(all, planted));
        } finally {
            RunningJob.cancel(job);
        }

        int at = first(messages);
        Finding finding = messages.get(at).getFinding();
        assertThat(finding.getKnownAt().toEpochMilli()).isEqualTo(planted);
        assertThat(finding.getStage()).isEqualTo("ot-impact");
        // a subtask that is ahead may write its finding before older progress of the others: what
        // counts is the first progress that covers the finding
        long watermark = covering(messages, planted).findFirst().orElseThrow();
        assertThat(watermark - planted).isBetween(0L, 999L);
    }

    /** Whether the finding is there, and progress that covers it. */
    private static boolean followed(List<FindingMessage> messages, long planted) {
        return first(messages) >= 0 && covering(messages, planted).findFirst().isPresent();
    }

    /** Watermarks of the progress records after the finding that cover it. */
    private static LongStream covering(List<FindingMessage> messages, long planted) {
        return messages.stream()
                .skip(first(messages))
                .filter(message -> message.getFinding() == null)
                .mapToLong(FindingMessage::getWatermark)
                .filter(watermark -> watermark >= planted);
    }

    private static int first(List<FindingMessage> messages) {
        for (int i = 0; i < messages.size(); i++) {
            Finding finding = messages.get(i).getFinding();
            if (finding != null
                    && EntityKeys.id(finding.getEntity()).equals(CONTROLLER)
                    && EntityKeys.id(finding.getPeer()).startsWith(STRANGER)) {
                return i;
            }
        }
        return -1;
    }

    private static String modbus(long at, String master, String function) {
        return String.format(
                Locale.ROOT,
                "{\"_path\":\"modbus\",\"ts\":%d.%03d,\"uid\":\"C%d\",\"id.orig_h\":\"%s\","
                        + "\"id.orig_p\":40000,\"id.resp_h\":\"%s\",\"id.resp_p\":502,"
                        + "\"func\":\"%s\"}",
                at / 1_000,
                at % 1_000,
                at / 3_600_000,
                master,
                CONTROLLER,
                function);
    }

    private static String audit(long at, long id) {
        return String.format(
                Locale.ROOT,
                "{\"CreationTime\":\"%s\",\"Id\":\"%d\",\"Operation\":\"FileAccessed\","
                        + "\"OrganizationId\":\"o\",\"RecordType\":6,\"UserKey\":\"u\","
                        + "\"UserId\":\"lena@arena.example\",\"Workload\":\"SharePoint\","
                        + "\"ClientIP\":\"198.51.100.10\"}",
                Instant.ofEpochMilli(at),
                id);
    }

    private Settings settings() throws Exception {
        return Settings.read(
                Files.writeString(
                        folder.resolve("touchline.yaml"),
                        "venue: {site: arena}\n"
                                + "kafka:\n"
                                + ("  bootstrap: \"" + bus.bootstrap() + "\"\n")
                                + "  raw-topics: [raw.zeek, raw.m365]\n"
                                + "  control-topic: control.v1\n"
                                + ("  bound: " + BOUND + " ms\n")
                                + ("  watermark-step: " + STEP + " ms\n")
                                + "  idle-after: 1 h\n"));
    }
}
