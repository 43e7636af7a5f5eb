// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.ingest.DeadLetter;
import io.touchline.operators.telemetry.DeadLetterReason;
import io.touchline.schemas.avro.FindingMessage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class SerializersTest {
    private static final KafkaSinkContext SINK =
            new KafkaSinkContext() {
                @Override
                public int getParallelInstanceId() {
                    return 0;
                }

                @Override
                public int getNumberOfParallelInstances() {
                    return 1;
                }

                @Override
                public int[] getPartitionsForTopic(String topic) {
                    return new int[] {0};
                }
            };

    @Test
    void progressGoesToItsOwnPartitionAndIsReadBack() {
        FindingSerializer serializer = new FindingSerializer("findings.v1", 12);
        for (int partition = 0; partition < 12; partition++) {
            FindingMessage progress = progress(partition);
            ProducerRecord<byte[], byte[]> record = serializer.serialize(progress, SINK, 0L);

            assertThat(record.partition()).isEqualTo(partition);
            assertThat(record.topic()).isEqualTo("findings.v1");
            assertThat(new TaskFrames<>(FindingMessage.class).decode(record.value()))
                    .isEqualTo(progress);
        }
    }

    @Test
    void deadLettersCarryReasonAndPlaceInHeaders() {
        assertThat(headers("raw.m365-eu-3-1099511627776"))
                .containsEntry("dlq.reason", "bad-time")
                .containsEntry("dlq.topic", "raw.m365-eu")
                .containsEntry("dlq.partition", "3")
                .containsEntry("dlq.offset", "1099511627776");
        assertThat(headers("/data/2026-05-16/conn.log:17"))
                .containsEntry("dlq.file", "/data/2026-05-16/conn.log")
                .containsEntry("dlq.line", "17")
                .doesNotContainKey("dlq.topic");
    }

    private static Map<String, String> headers(String coordinates) {
        DeadLetter letter =
                new DeadLetter(
                        DeadLetterReason.BAD_TIME, "zeek.conn", coordinates, 0, "", new byte[] {1});
        ProducerRecord<byte[], byte[]> record =
                new DeadLetterSerializer("dead-letters.v1").serialize(letter, SINK, 0L);
        assertThat(record.key()).isNull();
        assertThat(record.value()).containsExactly(1);
        Map<String, String> headers = new TreeMap<>();
        record.headers()
                .forEach(
                        header ->
                                headers.put(
                                        header.key(),
                                        new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    private static FindingMessage progress(int partition) {
        return FindingMessage.newBuilder()
                .setKind("PROGRESS")
                .setSite("venue")
                .setGeneration(2)
                .setPartition(partition)
                .setWatermark(1_000)
                .build();
    }
}
