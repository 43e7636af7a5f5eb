// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.savepoints;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;

/** Reads a canonical savepoint: {@code uid: kind name = serializer snapshots}, sorted. */
final class SavepointStates {
    private SavepointStates() {}

    static List<String> of(Path savepoint) throws IOException {
        TreeSet<String> lines = new TreeSet<>();
        for (OperatorState operator : metadata(savepoint).getOperatorStates()) {
            String uid = operator.getOperatorUid().orElse("no uid");
            for (OperatorSubtaskState subtask : operator.getStates()) {
                read(subtask).forEach(state -> lines.add(uid + ": " + state));
            }
        }
        return new ArrayList<>(lines);
    }

    private static CheckpointMetadata metadata(Path savepoint) throws IOException {
        Path file = savepoint.resolve("_metadata");
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            return Checkpoints.loadCheckpointMetadata(
                    in, SavepointStates.class.getClassLoader(), savepoint.toUri().toString());
        }
    }

    private static List<String> read(OperatorSubtaskState subtask) throws IOException {
        List<String> states = new ArrayList<>();
        for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
            var proxy = new KeyedBackendSerializationProxy<>(loader());
            try (var in = ((KeyGroupsStateHandle) handle).openInputStream()) {
                proxy.read(new DataInputViewStreamWrapper(in));
            }
            proxy.getStateMetaInfoSnapshots().forEach(info -> states.add(line(info)));
        }
        for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
            var proxy = new OperatorBackendSerializationProxy(loader());
            try (var in = handle.openInputStream()) {
                proxy.read(new DataInputViewStreamWrapper(in));
            }
            proxy.getOperatorStateMetaInfoSnapshots().forEach(info -> states.add(line(info)));
            proxy.getBroadcastStateMetaInfoSnapshots().forEach(info -> states.add(line(info)));
        }
        if (!subtask.getRawKeyedState().isEmpty()) {
            states.add("RAW_KEYED");
        }
        return states;
    }

    private static String line(StateMetaInfoSnapshot info) {
        TreeMap<String, String> serializers = new TreeMap<>();
        info.getSerializerSnapshotsImmutable()
                .forEach(
                        (part, snapshot) ->
                                serializers.put(
                                        part,
                                        name(snapshot.getClass())
                                                + " v"
                                                + snapshot.getCurrentVersion()));
        return info.getBackendStateType() + " " + info.getName() + " = " + serializers;
    }

    private static String name(Class<?> snapshot) {
        String name = snapshot.getName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static ClassLoader loader() {
        return SavepointStates.class.getClassLoader();
    }
}
