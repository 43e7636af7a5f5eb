// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Checked-in state of released versions: the serializer's own snapshot, then one value.
 *
 * <p>Run a test with {@code -Dtouchline.write-snapshots=true} to write the file of a new version; a
 * file that is checked in is never written again.
 */
public final class SerializerSnapshots {
    private static final Path SOURCES = Path.of("src/test/resources/snapshots");

    private SerializerSnapshots() {}

    /**
     * Reads {@code snapshots/<name>.snapshot} as a savepoint of that version would be read.
     *
     * @param sample what was written
     * @throws IllegalStateException when the present serializer is not compatible with it
     */
    public static <T> T restore(String name, TypeSerializer<T> present, T sample)
            throws IOException {
        if (Boolean.getBoolean("touchline.write-snapshots")) {
            write(SOURCES.resolve(name + ".snapshot"), present, sample);
        }
        DataInputDeserializer in = new DataInputDeserializer(stored(name));
        TypeSerializerSnapshot<T> old =
                TypeSerializerSnapshot.readVersionedSnapshot(
                        in, SerializerSnapshots.class.getClassLoader());
        if (!present.snapshotConfiguration().resolveSchemaCompatibility(old).isCompatibleAsIs()) {
            throw new IllegalStateException(name + " is not compatible any more");
        }
        return old.restoreSerializer().deserialize(in);
    }

    private static byte[] stored(String name) throws IOException {
        Path written = SOURCES.resolve(name + ".snapshot");
        if (Files.exists(written)) {
            return Files.readAllBytes(written);
        }
        try (InputStream in =
                SerializerSnapshots.class.getResourceAsStream("/snapshots/" + name + ".snapshot")) {
            if (in == null) {
                throw new IllegalStateException(name + ".snapshot is missing");
            }
            return in.readAllBytes();
        }
    }

    private static <T> void write(Path file, TypeSerializer<T> serializer, T sample)
            throws IOException {
        if (Files.exists(file)) {
            return;
        }
        DataOutputSerializer out = new DataOutputSerializer(512);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        serializer.serialize(sample, out);
        Files.createDirectories(SOURCES);
        Files.write(file, out.getCopyOfBuffer());
    }

    public static <T> byte[] bytes(TypeSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(512);
        serializer.serialize(value, out);
        return out.getCopyOfBuffer();
    }

    public static <T> T value(TypeSerializer<T> serializer, byte[] bytes) throws IOException {
        return serializer.deserialize(new DataInputDeserializer(bytes));
    }
}
