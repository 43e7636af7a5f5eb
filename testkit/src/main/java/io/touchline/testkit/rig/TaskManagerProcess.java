// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.rig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A TaskManager with every part of its memory spelled out, which Flink's scripts would do: 384 MB
 * heap, 128 MB managed (RocksDB), 64 MB network.
 */
final class TaskManagerProcess {
    private static final String SLOTS = "2";
    private static final String MAIN = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
    // heap: framework + task; direct: framework + task off-heap + network
    private static final List<String> JVM =
            List.of(
                    "-Xms192m",
                    "-Xmx384m",
                    "-XX:MaxDirectMemorySize=128m",
                    "-XX:MaxMetaspaceSize=192m",
                    "-XX:+UseSerialGC");

    private TaskManagerProcess() {}

    /**
     * @param id of the TaskManager at the JobManager, and the process's name
     */
    static JavaProcess start(ClusterPlan plan, String id, int rpcPort) {
        Map<String, String> options = FlinkConfig.cluster(plan.folder(), rpcPort);
        options.put("taskmanager.resource-id", id);
        options.put("taskmanager.host", "127.0.0.1");
        options.put("taskmanager.bind-host", "127.0.0.1");
        options.put("taskmanager.numberOfTaskSlots", SLOTS);
        options.put("taskmanager.cpu.cores", SLOTS);
        options.put("taskmanager.memory.framework.heap.size", "128 mb");
        options.put("taskmanager.memory.task.heap.size", "256 mb");
        options.put("taskmanager.memory.framework.off-heap.size", "64 mb");
        options.put("taskmanager.memory.task.off-heap.size", "0 mb");
        options.put("taskmanager.memory.network.min", "64 mb");
        options.put("taskmanager.memory.network.max", "64 mb");
        options.put("taskmanager.memory.managed.size", "128 mb");
        options.put("taskmanager.memory.jvm-metaspace.size", "192 mb");
        options.put("taskmanager.memory.jvm-overhead.min", "64 mb");
        options.put("taskmanager.memory.jvm-overhead.max", "64 mb");
        Path config = FlinkConfig.write(plan.folder(), id, options);
        List<String> jvm = new ArrayList<>(JVM);
        jvm.addAll(FlinkCluster.OPENS);
        jvm.addAll(Logs.options(plan.folder()));
        return JavaProcess.start(
                id, plan.folder(), jvm, List.of(MAIN, "--configDir", config.toString()));
    }
}
