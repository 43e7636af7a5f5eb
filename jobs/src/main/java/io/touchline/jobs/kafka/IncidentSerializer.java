// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.schemas.avro.Incident;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Incidents keyed by their id, with CloudEvents headers (binary mode) and what a router asks for:
 * it need not parse the value. {@code ce_id} is id and revision, so a line written twice is one
 * event.
 */
final class IncidentSerializer implements KafkaRecordSerializationSchema<Incident> {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private final TaskFrames<Incident> frames = new TaskFrames<>(Incident.class);

    IncidentSerializer(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Incident incident, KafkaSinkContext sink, Long time) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        topic, bytes(incident.getIncidentId()), frames.encode(incident));
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", incident.getIncidentId() + '/' + incident.getRevision());
        header(record, "ce_source", "/touchline/" + incident.getSite());
        header(record, "ce_type", "io.touchline.incident");
        header(record, "ce_time", incident.getKnownAt().toString());
        header(record, "content-type", "application/avro");
        header(record, "schema", "incident/v1");
        header(record, "severity", incident.getSeverity());
        header(record, "site", incident.getSite());
        return record;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
