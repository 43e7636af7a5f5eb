// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.jobs.options.VenueCalendar;
import io.touchline.operators.ingest.WriteTime;
import io.touchline.operators.tables.SharedTable;
import io.touchline.operators.telemetry.Times;
import java.io.IOException;
import java.util.Locale;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Phase messages {@code {"phase","valid_from","until"}} and announcements that a source will be
 * blind, {@code {"blind","valid_from","until"}}, times in milliseconds or ISO-8601. A record that
 * is none is skipped with a warning, at most one a minute; none makes it throw.
 */
final class ControlDeserializer implements KafkaRecordDeserializationSchema<SharedTable> {
    private static final long serialVersionUID = 1L;
    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_SOURCE = 128;
    private static final ObjectMapper JSON =
            new ObjectMapper(
                    JsonFactory.builder()
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxDocumentLength(MAX_BYTES)
                                            .maxTokenCount(1_000)
                                            .maxNestingDepth(8)
                                            .maxNumberLength(64)
                                            .maxStringLength(1_024)
                                            .build())
                            .build());

    private final RareWarning skipped = new RareWarning();

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SharedTable> out) {
        SharedTable phase = parse(record.value());
        if (phase != null) {
            out.collect(phase);
        } else {
            skipped.warn(
                    "could not use a control record: neither a phase nor a source that is blind, with"
                            + " valid_from before until",
                    record);
        }
    }

    /** The phase or blindness that a message announces, or null when it announces none. */
    static @Nullable SharedTable parse(byte @Nullable [] message) {
        if (message == null || message.length == 0 || message.length > MAX_BYTES) {
            return null;
        }
        JsonNode root;
        try {
            root = JSON.readTree(message);
        } catch (IOException e) {
            return null; // no JSON, or beyond the limits: the caller says so
        }
        String name = root.path("phase").asText("").strip().toUpperCase(Locale.ROOT);
        String phase = name.replace('-', '_').replace(' ', '_');
        long from = millis(root.path("valid_from"));
        long until = millis(root.path("until"));
        boolean known = from != WriteTime.UNKNOWN && until != WriteTime.UNKNOWN;
        if (!known || from >= until) {
            return null;
        }
        String blind = root.path("blind").asText("").strip();
        if (!blind.isEmpty() && blind.length() <= MAX_SOURCE) {
            return SharedTable.blind(blind, from, from, until);
        }
        return VenueCalendar.PHASES.contains(phase) ? SharedTable.phase(phase, from, until) : null;
    }

    private static long millis(JsonNode time) {
        if (time.isIntegralNumber()) {
            return time.canConvertToLong() && time.asLong() >= 0
                    ? time.asLong()
                    : WriteTime.UNKNOWN;
        }
        long micros = time.isTextual() ? Times.micros(time.asText()) : WriteTime.UNKNOWN;
        return micros == WriteTime.UNKNOWN ? micros : Math.floorDiv(micros, 1_000L);
    }

    @Override
    public TypeInformation<SharedTable> getProducedType() {
        return TypeInformation.of(SharedTable.class);
    }
}
