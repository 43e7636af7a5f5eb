// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.backfill;

import io.touchline.jobs.Uids;
import io.touchline.jobs.local.EmbeddedFlink;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointWriter;
import org.apache.flink.state.api.runtime.SavepointLoader;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What a savepoint holds, operator by operator; and how all but the rooms are taken out of it. */
final class RoomsSavepoint {
    private RoomsSavepoint() {}

    /** Copies a savepoint without the state of its ends. Costs one read and write of its files. */
    static void write(String whole, Path rooms) throws Exception {
        StreamExecutionEnvironment env = EmbeddedFlink.savepoints();
        SavepointWriter writer = SavepointWriter.fromExistingSavepoint(env, whole);
        for (OperatorID end : strangers(SavepointLoader.loadSavepointMetadata(whole))) {
            writer.removeOperator(OperatorIdentifier.forUidHash(end.toHexString()));
        }
        writer.write(rooms.toAbsolutePath().toUri().toString());
        env.execute("touchline-savepoint");
    }

    /** Operators with state that are no rooms of detection. */
    static Set<OperatorID> strangers(CheckpointMetadata metadata) {
        Set<OperatorID> rooms = new HashSet<>();
        for (String uid : Uids.DETECTION_ROOMS) {
            rooms.add(OperatorIdentifier.forUid(uid).getOperatorId());
        }
        Set<OperatorID> strangers = new HashSet<>();
        for (OperatorState operator : metadata.getOperatorStates()) {
            if (!rooms.contains(operator.getOperatorID())) {
                strangers.add(operator.getOperatorID());
            }
        }
        return strangers;
    }
}
