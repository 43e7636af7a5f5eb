// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Identity of an event: 128 bits of SHA-256 over every decoded field of its Avro record.
 *
 * <p>The log name is the first field of each type. Coordinates, write time, wrapper, labels and
 * unknown columns are no fields, so the TSV and the JSON form of one record are one event. An
 * absent field and an empty list add nothing: a field appended to a schema changes no id.
 */
public record EventId(long high, long low) {

    /** Id of a telemetry record of {@code io.touchline.schemas.avro}. */
    public static EventId of(SpecificRecord telemetry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        int fields = telemetry.getSchema().getFields().size();
        for (int i = 0; i < fields; i++) {
            Object value = telemetry.get(i);
            if (value instanceof List<?> list) {
                for (Object element : list) {
                    add(bytes, i, element);
                }
            } else if (value != null) {
                add(bytes, i, value);
            }
        }
        ByteBuffer hash = ByteBuffer.wrap(sha256().digest(bytes.toByteArray()));
        return new EventId(hash.getLong(), hash.getLong());
    }

    // (position, length, text): no two sequences of fields share their bytes
    private static void add(ByteArrayOutputStream bytes, int position, Object value) {
        byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
        number(bytes, position);
        number(bytes, text.length);
        bytes.write(text, 0, text.length);
    }

    /** Four bytes, the highest first. */
    private static void number(ByteArrayOutputStream bytes, int value) {
        bytes.write(value >>> 24);
        bytes.write(value >>> 16);
        bytes.write(value >>> 8);
        bytes.write(value);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
