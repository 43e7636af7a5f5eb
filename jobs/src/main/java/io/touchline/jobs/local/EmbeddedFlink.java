// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.local;

import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** An embedded cluster with the flags that production uses: every uid given, no generic types. */
public final class EmbeddedFlink {
    private EmbeddedFlink() {}

    /** Detection on disk, from the savepoint if there is one. */
    public static StreamExecutionEnvironment detection(
            int parallelism, Path work, @Nullable Path savepoint) {
        Configuration options = strict();
        if (savepoint != null) {
            options.setString("execution.state-recovery.path", savepoint.toUri().toString());
            options.setString("execution.state-recovery.claim-mode", "NO_CLAIM");
            options.setString("execution.state-recovery.ignore-unclaimed-state", "false");
        }
        options.setString("state.backend.type", "rocksdb");
        options.setString(
                "state.backend.rocksdb.localdir",
                work.toAbsolutePath().resolve("rocksdb").toString());
        options.setString("taskmanager.memory.managed.size", "256m");
        snapshotsIn(work, options);
        return environment(options, parallelism);
    }

    /** Detection on heap state: several times as fast while all of it fits. */
    public static StreamExecutionEnvironment backfill(int parallelism, Path work) {
        Configuration options = strict();
        options.setString("state.backend.type", "hashmap");
        snapshotsIn(work, options);
        return environment(options, parallelism);
    }

    /** For bounded work over a savepoint, in batch mode as the State Processor API wants it. */
    public static StreamExecutionEnvironment savepoints() {
        Configuration options = strict();
        options.setString("pipeline.auto-generate-uids", "true"); // nothing of it is ever restored
        options.setString("pipeline.generic-types", "true"); // its own records
        options.setString("execution.runtime-mode", "BATCH");
        return environment(options, 1);
    }

    static StreamExecutionEnvironment correlation() {
        Configuration options = strict();
        options.setString("state.backend.type", "hashmap");
        return environment(options, 1);
    }

    /** Without it a savepoint passes through memory, which refuses more than 5 MB of a state. */
    private static void snapshotsIn(Path work, Configuration options) {
        options.setString("execution.checkpointing.storage", "filesystem");
        options.setString(
                "execution.checkpointing.dir",
                work.toAbsolutePath().resolve("checkpoints").toUri().toString());
    }

    private static Configuration strict() {
        Configuration options = new Configuration();
        options.setString("pipeline.auto-generate-uids", "false");
        options.setString("pipeline.generic-types", "false");
        options.setString("pipeline.max-parallelism", "720");
        options.setString("restart-strategy.type", "none");
        options.setString("taskmanager.memory.network.min", "64m");
        options.setString("taskmanager.memory.network.max", "64m");
        options.setString("rest.port", "0");
        options.setString("rest.bind-port", "0");
        return options;
    }

    private static StreamExecutionEnvironment environment(Configuration options, int parallelism) {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, options);
        env.setMaxParallelism(720);
        return env;
    }
}
