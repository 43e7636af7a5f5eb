// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import io.touchline.operators.ingest.DeadLetter;
import io.touchline.operators.ingest.DecodeOutput;
import io.touchline.operators.ingest.Frame;
import io.touchline.operators.ingest.FrameDecoder;
import io.touchline.operators.ingest.WriteTime;
import io.touchline.operators.logs.Event;
import io.touchline.simulator.Simulation;
import io.touchline.simulator.attack.ScenarioFiles;
import io.touchline.simulator.venue.Size;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A simulated venue as it lies in the topics: whole, in order, and of records that decode. */
@Timeout(120)
class FeedITCase {
    /** Files that are not called as their log is. */
    private static final Map<String, String> RENAMED =
            Map.of(
                    "cloud.cloudtrail", "aws.cloudtrail",
                    "email.attachments", "defender.attachment",
                    "endpoint.sysmon", "windows.sysmon",
                    "entra.signins", "entra.sign-in");

    @TempDir Path folder;

    @Test
    void everyRecordArrivesInTheOrderOfWritingAndDecodes() throws Exception {
        try (Bus bus = new Bus()) {
            List<String> raw = TouchlineOptions.RAW_TOPICS.defaultValue();
            for (String topic : raw) {
                bus.topic(topic, 1, "delete");
            }
            bus.topic("control.v1", 1, "delete");
            Path file = folder.resolve("touchline.yaml");
            Files.writeString(
                    file,
                    "kafka: {bootstrap: \"" + bus.bootstrap() + "\", control-topic: control.v1}");
            Settings settings = Settings.read(file);

            Simulation day =
                    Simulation.of(ScenarioFiles.named("phish-to-turnstile"), Size.SMALL, 7).over(1);
            Feed.Sent sent = new Feed(settings, 0).send(day);

            Decoded decoded = new Decoded();
            FrameDecoder decoder = new FrameDecoder(settings.detection().decode());
            for (String topic : raw) {
                long last = 0;
                for (ConsumerRecord<byte[], byte[]> record :
                        bus.read(topic, all -> ends(all, sent, topic))) {
                    long written = WriteTime.peek(record.value());
                    assertThat(written).isGreaterThanOrEqualTo(last);
                    last = written;
                    decoder.decode(frame(record, written), decoded);
                }
            }
            assertThat(decoded.dead).isEmpty();
            // the same numbers as in files
            Map<String, Long> written = new TreeMap<>();
            day.play(
                    row ->
                            written.merge(
                                    row.log().folder() + '.' + row.log().path(), 1L, Long::sum));
            assertThat(sent.records()).isEqualTo(written);
            RENAMED.forEach((name, log) -> written.put(log, written.remove(name)));
            assertThat(decoded.events).isEqualTo(written);
            assertThat(sent.planted()).hasSize(6).last().asString().contains("ot-impact");
            assertThat(bus.read("control.v1", all -> all.size() >= 5))
                    .allSatisfy(
                            it -> assertThat(ControlDeserializer.parse(it.value())).isNotNull());
        }
    }

    private static boolean ends(
            List<ConsumerRecord<byte[], byte[]>> records, Feed.Sent sent, String topic) {
        String family = topic.substring(topic.indexOf('.') + 1) + '.';
        return records.size()
                >= sent.records().entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(family))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
    }

    @Test
    void aChosenSpeedIsKept() throws Exception {
        try (Bus bus = new Bus()) {
            bus.topic("raw.zeek", 1, "delete");
            Settings settings =
                    Settings.read(
                            Files.writeString(
                                    folder.resolve("touchline.yaml"),
                                    "kafka: {bootstrap: \""
                                            + bus.bootstrap()
                                            + "\", raw-topics: [raw.zeek]}"));
            Simulation day = Simulation.of(ScenarioFiles.named("none"), Size.SMALL, 7).over(1);
            long begun = System.nanoTime();

            new Feed(settings, 20_000).send(day);

            // 24 hours in 4.3 seconds; whatever is written last, is written in the last hour
            assertThat(System.nanoTime() - begun)
                    .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(4_100));
        }
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
