// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.jobs.options.Settings;
import io.touchline.operators.ingest.DeadLetter;
import io.touchline.operators.ingest.DecodeOutput;
import io.touchline.operators.ingest.Event;
import io.touchline.operators.ingest.Frame;
import io.touchline.operators.ingest.FrameDecoder;
import io.touchline.operators.ingest.WriteTime;
import io.touchline.simulator.Summary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The simulated day as it lies in the topics: whole, in order, and of records that decode. */
@Timeout(120)
class FeedITCase {
    private static final Map<String, String> FILES =
            Map.of(
                    "zeek.conn", "zeek/conn.log",
                    "zeek.dns", "zeek/dns.log",
                    "zeek.http", "zeek/http.log",
                    "zeek.ssl", "zeek/ssl.log",
                    "zeek.dhcp", "zeek/dhcp.log",
                    "zeek.kerberos", "zeek/kerberos.log",
                    "zeek.modbus", "zeek/modbus.log",
                    "m365.audit", "m365/audit.jsonl",
                    "email.trace", "email/trace.jsonl");

    @TempDir Path folder;

    @Test
    void everyRecordOfTheDayArrivesInTheOrderOfWritingAndDecodes() throws Exception {
        try (Bus bus = new Bus()) {
            for (String topic : List.of("raw.zeek", "raw.m365", "raw.email", "control.v1")) {
                bus.topic(topic, 1, "delete");
            }
            Path file = folder.resolve("touchline.yaml");
            Files.writeString(
                    file,
                    "kafka: {bootstrap: \"" + bus.bootstrap() + "\", control-topic: control.v1}");
            Settings settings = Settings.read(file);

            Summary day = new Feed(settings, 0).send(7, folder.resolve("day"));

            Decoded decoded = new Decoded();
            FrameDecoder decoder = new FrameDecoder(settings.detection().decode());
            for (String topic : List.of("raw.zeek", "raw.m365", "raw.email")) {
                long last = 0;
                for (ConsumerRecord<byte[], byte[]> record :
                        bus.read(topic, all -> ends(all, day, topic))) {
                    long written = WriteTime.peek(record.value());
                    assertThat(written).isGreaterThanOrEqualTo(last);
                    last = written;
                    decoder.decode(frame(record, written), decoded);
                }
            }
            assertThat(decoded.dead).isEmpty();
            Map<String, Long> expected = new TreeMap<>();
            FILES.forEach((log, path) -> expected.put(log, day.records().get(path)));
            assertThat(decoded.events).isEqualTo(expected);
            assertThat(bus.read("control.v1", all -> all.size() >= 5))
                    .allSatisfy(
                            it -> assertThat(ControlDeserializer.parse(it.value())).isNotNull());
        }
    }

    private static boolean ends(
            List<ConsumerRecord<byte[], byte[]>> records, Summary day, String topic) {
        String family = topic.substring(topic.indexOf('.') + 1) + '/';
        return records.size()
                >= day.records().entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(family))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
    }

    private static Frame frame(ConsumerRecord<byte[], byte[]> record, long written) {
        return new Frame(
                record.topic(),
                record.partition(),
                record.offset(),
                written,
                "",
                record.value(),
                false);
    }

    /** Counts, and keeps what is wrong. */
    private static final class Decoded implements DecodeOutput {
        private final Map<String, Long> events = new TreeMap<>();
        private final List<String> dead = new ArrayList<>();

        @Override
        public void event(Event event) {
            events.merge(event.source(), 1L, Long::sum);
        }

        @Override
        public void dead(DeadLetter letter) {
            if (dead.size() < 20) {
                dead.add(
                        letter.reason() + " " + new String(letter.bytes(), StandardCharsets.UTF_8));
            }
        }
    }
}
