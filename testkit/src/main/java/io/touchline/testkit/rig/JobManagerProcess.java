// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.rig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JobManager in application mode: it calls the job's main method itself, as deployed. */
final class JobManagerProcess {
    private static final String MAIN =
            "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint";
    private static final List<String> JVM =
            List.of("-Xms192m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private JobManagerProcess() {}

    /**
     * @param restore checkpoint or savepoint to go on from; empty starts anew
     */
    static JavaProcess start(
            ClusterPlan plan, int rpcPort, int restPort, int parallelism, Optional<Path> restore) {
        String name = plan.name() + "-jobmanager";
        Map<String, String> options = FlinkConfig.cluster(plan.folder(), rpcPort);
        options.put("rest.address", "127.0.0.1");
        options.put("rest.bind-address", "127.0.0.1");
        options.put("rest.port", "" + restPort);
        options.put("rest.bind-port", "" + restPort);
        options.put("parallelism.default", "" + parallelism);
        options.put("restart-strategy.type", "exponential-delay");
        options.put("restart-strategy.exponential-delay.initial-backoff", "1 s");
        options.put("restart-strategy.exponential-delay.max-backoff", "10 s");
        List<String> command = new ArrayList<>();
        command.add(MAIN);
        command.add("--configDir");
        command.add(FlinkConfig.write(plan.folder(), name, options).toString());
        command.add("--job-classname");
        command.add(plan.mainClass());
        restore.ifPresent(
                path -> {
                    command.add("--fromSavepoint");
                    command.add(path.toUri().toString());
                });
        // without this the command line takes --config for an abbreviation of --configDir, in
        // silence, and the job runs with defaults
        command.add("--");
        command.addAll(plan.arguments());
        List<String> jvm = new ArrayList<>(JVM);
        jvm.addAll(FlinkCluster.OPENS);
        jvm.addAll(Logs.options(plan.folder()));
        return JavaProcess.start(name, plan.folder(), jvm, command);
    }
}
