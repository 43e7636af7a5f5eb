// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * The five-byte frame of Avro on Kafka: {@code 0x00}, a 4-byte big-endian schema id, the Avro body.
 *
 * <p>Ids are those of {@link SchemaCatalog}. A reader resolves the writer's schema by id and reads
 * into the newest type, so every released version stays readable. Not thread-safe: one instance per
 * writer or reader.
 *
 * @param <T> the generated Avro type
 */
public final class AvroFrames<T extends SpecificRecord> {
    private static final int HEADER = 5;

    private final Schema schema;
    private final int id;
    private final SpecificData model;
    private final SpecificDatumWriter<T> writer;

    public AvroFrames(Class<T> type) {
        this.model = SpecificData.getForClass(type);
        this.schema = model.getSchema(type);
        this.id = SchemaCatalog.idOf(schema);
        this.writer = new SpecificDatumWriter<>(schema, model);
    }

    public byte[] encode(T value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        out.writeBytes(ByteBuffer.allocate(HEADER).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            writer.write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * Reads one frame.
     *
     * @throws IllegalArgumentException when the bytes are not a frame of this type; the message
     *     says why
     */
    public T decode(byte[] frame) {
        if (frame.length < HEADER || frame[0] != 0) {
            throw new IllegalArgumentException("could not read an Avro frame: no 0x00 magic byte");
        }
        int writerId = ByteBuffer.wrap(frame, 1, 4).getInt();
        Schema writerSchema = SchemaCatalog.schemaOf(writerId);
        if (!writerSchema.getFullName().equals(schema.getFullName())) {
            throw new IllegalArgumentException(
                    "could not read an Avro frame: schema "
                            + writerId
                            + " is a "
                            + writerSchema.getName()
                            + ", not a "
                            + schema.getName());
        }
        SpecificDatumReader<T> reader = new SpecificDatumReader<>(writerSchema, schema, model);
        try {
            return reader.read(
                    null,
                    DecoderFactory.get().binaryDecoder(frame, HEADER, frame.length - HEADER, null));
        } catch (IOException | AvroRuntimeException e) {
            throw new IllegalArgumentException(
                    "could not read an Avro frame: " + e.getMessage(), e);
        }
    }
}
