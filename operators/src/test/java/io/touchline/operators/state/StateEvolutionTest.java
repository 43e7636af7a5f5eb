// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshotSerializationUtil;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise R12 of docs/reliability.md: a record in state may gain and lose components, and an enum
 * constants, from one release to the next. Two releases of one record, compiled here.
 *
 * <p>States with serializers of their own carry a version byte: {@code RecordSerializerTest},
 * {@code EntityBaselineSerializerTest}, {@code PeerSetSerializerTest}, {@code
 * StratumStateSerializerTest}.
 */
class StateEvolutionTest {
    private static final String OLD =
            "public record State(int count, String name, Kind kind) { public enum Kind { A, B } }";
    private static final String OLD_VALUE_KIND = "B";

    @TempDir Path folder;

    /** What a release wrote: the snapshot of its serializer and one value. */
    private record Written(byte[] snapshot, byte[] value) {}

    private Class<?> compile(String source, String release) throws IOException {
        Path root = Files.createDirectories(folder.resolve(release));
        Path file = Files.writeString(root.resolve("State.java"), source);
        int code =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", root.toString(), file.toString());
        assertThat(code).isZero();
        try {
            return new URLClassLoader(new URL[] {root.toUri().toURL()}, getClass().getClassLoader())
                    .loadClass("State");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static TypeSerializer<Object> serializer(Class<?> type) {
        return (TypeSerializer<Object>)
                TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
    }

    private Written written() throws Exception {
        Class<?> type = compile(OLD, "old");
        Class<?> kinds = type.getClassLoader().loadClass("State$Kind");
        Object kind = kinds.getMethod("valueOf", String.class).invoke(null, OLD_VALUE_KIND);
        Object state =
                type.getConstructor(int.class, String.class, kinds).newInstance(7, "gate", kind);
        TypeSerializer<Object> serializer = serializer(type);
        DataOutputSerializer snapshot = new DataOutputSerializer(64);
        TypeSerializerSnapshotSerializationUtil.writeSerializerSnapshot(
                snapshot, serializer.snapshotConfiguration());
        DataOutputSerializer value = new DataOutputSerializer(64);
        serializer.serialize(state, value);
        return new Written(snapshot.getCopyOfBuffer(), value.getCopyOfBuffer());
    }

    /** What the next release makes of it. */
    private Object read(String next) throws Exception {
        Written old = written();
        Class<?> type = compile(next, "next");
        TypeSerializerSnapshot<Object> before =
                TypeSerializerSnapshotSerializationUtil.readSerializerSnapshot(
                        new DataInputDeserializer(old.snapshot()), type.getClassLoader());
        TypeSerializerSchemaCompatibility<Object> compatible =
                serializer(type).snapshotConfiguration().resolveSchemaCompatibility(before);
        assertThat(compatible.isIncompatible()).as(next).isFalse();
        TypeSerializer<Object> reader =
                compatible.isCompatibleWithReconfiguredSerializer()
                        ? compatible.getReconfiguredSerializer()
                        : before.restoreSerializer();
        return reader.deserialize(new DataInputDeserializer(old.value()));
    }

    @Test
    void aNewComponentReadsAsZeroOrNull() throws Exception {
        assertThat(
                        read(
                                "public record State(int count, String name, Kind kind, long seen,"
                                        + " String note) { public enum Kind { A, B } }"))
                .hasToString("State[count=7, name=gate, kind=B, seen=0, note=null]");
    }

    @Test
    void aComponentThatIsGoneIsPassedOver() throws Exception {
        assertThat(read("public record State(int count, Kind kind) { public enum Kind { A, B } }"))
                .hasToString("State[count=7, kind=B]");
    }

    @Test
    void anEnumMayGainConstantsAtItsEnd() throws Exception {
        assertThat(
                        read(
                                "public record State(int count, String name, Kind kind) {"
                                        + " public enum Kind { A, B, C } }"))
                .hasToString("State[count=7, name=gate, kind=B]");
    }
}
