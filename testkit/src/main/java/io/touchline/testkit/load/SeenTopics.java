// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.touchline.schemas.AvroFrames;
import io.touchline.schemas.avro.BooksTotal;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.FindingMessage;
import io.touchline.schemas.avro.Incident;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Decodes what the jobs wrote. The records that end a load move time hours beyond its last one, so
 * that every source is silent and {@code coverage} says so: what is known of sources after the end
 * is not of the plan, and neither are the revisions of incidents that say it.
 */
final class SeenTopics {
    private SeenTopics() {}

    /**
     * @param last the last write time of the plan, milliseconds
     */
    static Seen read(TopicLog log, long last) {
        AvroFrames<FindingMessage> findings = new AvroFrames<>(FindingMessage.class);
        List<Line> found = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : log.records(LoadTopics.FINDINGS)) {
            FindingMessage message = findings.decode(record.value());
            if (message.getFinding() != null && !isAfterTheEnd(message.getFinding(), last)) {
                String id = message.getFinding().getFindingId();
                found.add(new Line(id, 0, PlainForm.of(message.getFinding())));
            }
        }
        AvroFrames<Incident> incidents = new AvroFrames<>(Incident.class);
        List<Line> told = new ArrayList<>();
        // most lines were told before, to the byte: one object for all of them
        Map<ByteBuffer, Line> known = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : log.records(LoadTopics.INCIDENTS)) {
            Line line =
                    known.computeIfAbsent(
                            ByteBuffer.wrap(record.value()),
                            bytes -> line(incidents.decode(record.value())));
            if (!saysWhoIsSilentAfterTheEnd(line, last)) {
                told.add(line);
            }
        }
        AvroFrames<BooksTotal> totals = new AvroFrames<>(BooksTotal.class);
        Map<String, JsonNode> books = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : log.records(LoadTopics.BOOKS)) {
            BooksTotal total = totals.decode(record.value());
            books.put(total.getSource(), PlainForm.of(total));
        }
        Set<String> letters = new TreeSet<>();
        log.records(LoadTopics.DEAD_LETTERS).forEach(record -> letters.add(place(record)));
        return new Seen(found, told, books, letters);
    }

    /** Whether it is about a source, and known after the end. */
    private static boolean isAfterTheEnd(Finding finding, long last) {
        return finding.getDetector().equals("coverage")
                && finding.getKnownAt().toEpochMilli() > last;
    }

    private static boolean saysWhoIsSilentAfterTheEnd(Line incident, long last) {
        return !incident.content().path("blind").isEmpty() && incident.version() > last;
    }

    private static Line line(Incident incident) {
        return new Line(incident.getIncidentId(), incident.getRevision(), PlainForm.of(incident));
    }

    private static String place(ConsumerRecord<?, ?> letter) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : letter.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers.get("dlq.topic")
                + '-'
                + headers.get("dlq.partition")
                + '-'
                + headers.get("dlq.offset");
    }
}
