// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.testkit.load.LoadFolder;
import io.touchline.testkit.load.LoadTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A broker with all topics, and a cluster for each job: seven processes with one TaskManager per
 * cluster standing by. Started in some 15 seconds on two cores. All are killed when it is closed;
 * what they wrote stays.
 */
public final class Rig implements AutoCloseable {
    private static final long CHECK_SECONDS = 400; // it gives up after 300
    private static final List<String> TOOL_JVM = List.of("-Xmx1g", "-XX:+UseSerialGC");

    private final RigPlan plan;
    private final BrokerProcess broker;
    private final @Nullable FaultProxy proxy;
    private final FlinkCluster detection;
    private final FlinkCluster correlation;
    private int tools;

    private Rig(RigPlan plan) {
        this.plan = plan;
        this.proxy = plan.proxied() ? FaultProxy.start() : null;
        this.broker = BrokerProcess.start(plan.folder(), proxy == null ? 0 : proxy.port());
        if (proxy != null) {
            proxy.to(broker.jobsPort());
        }
        LoadTopics.create(broker.bootstrap(), 1);
        Path settings = writeSettings();
        this.detection =
                cluster(
                        "detection",
                        "io.touchline.jobs.DetectionJob",
                        settings,
                        plan.parallelism());
        this.correlation = cluster("correlation", "io.touchline.jobs.CorrelationJob", settings, 1);
    }

    /** Returns when both jobs run and all TaskManagers are registered. */
    public static Rig start(RigPlan plan) {
        try {
            Files.createDirectories(plan.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Rig rig = new Rig(plan);
        try {
            rig.detection.awaitRunning();
            rig.correlation.awaitRunning();
            rig.detection.awaitTaskManagers();
            rig.correlation.awaitTaskManagers();
            return rig;
        } catch (RuntimeException e) {
            rig.close();
            throw e;
        }
    }

    public BrokerProcess broker() {
        return broker;
    }

    /**
     * Between the jobs and the broker.
     *
     * @throws IllegalStateException when the plan has none
     */
    public FaultProxy proxy() {
        if (proxy == null) {
            throw new IllegalStateException("the plan has no proxy");
        }
        return proxy;
    }

    public FlinkCluster detection() {
        return detection;
    }

    public FlinkCluster correlation() {
        return correlation;
    }

    /**
     * Starts to send the rows of a folder; returns at once.
     *
     * @param rate rows per second
     * @param more arguments of the generator
     */
    public JavaProcess load(Path folder, int rate, String... more) {
        List<String> arguments = new ArrayList<>();
        arguments.add("io.touchline.testkit.load.Generator");
        arguments.addAll(List.of("--bootstrap", broker.bootstrap(), "--folder", folder.toString()));
        arguments.addAll(List.of("--rate", "" + rate));
        arguments.addAll(List.of(more));
        return tool("generator", arguments);
    }

    /** What the checker says of the topics, given what is expected in the folder. */
    public JsonNode check(Path folder, String... more) {
        List<String> arguments = new ArrayList<>();
        arguments.add("io.touchline.testkit.load.Checker");
        arguments.addAll(List.of("--bootstrap", broker.bootstrap(), "--folder", folder.toString()));
        arguments.addAll(List.of(more));
        try (JavaProcess checker = tool("checker", arguments)) {
            int code = checker.awaitExit(CHECK_SECONDS);
            if (code != 0 && code != 1 && code != 3) { // ok, violated, not seen to its end
                throw new IllegalStateException("could not check: " + checker.output());
            }
            return new ObjectMapper().readTree(new LoadFolder(folder).report().toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("could not read what the checker says", e);
        }
    }

    /** Peak resident megabytes per process that runs. */
    public Map<String, Long> peakMegabytes() {
        Map<String, Long> peaks = new TreeMap<>(detection.peakMegabytes());
        peaks.putAll(correlation.peakMegabytes());
        peaks.put("broker", broker.process().peakMegabytes());
        return peaks;
    }

    private JavaProcess tool(String name, List<String> command) {
        List<String> jvm = new ArrayList<>(TOOL_JVM);
        jvm.addAll(Logs.options(plan.folder()));
        return JavaProcess.start(name + '-' + ++tools, plan.folder(), jvm, command);
    }

    private FlinkCluster cluster(String name, String main, Path settings, int parallelism) {
        return FlinkCluster.start(
                new ClusterPlan(
                        name,
                        plan.folder(),
                        main,
                        List.of("--config", settings.toString()),
                        plan.folder().resolve("checkpoints").resolve(name),
                        1 + plan.standby()),
                parallelism);
    }

    private Path writeSettings() {
        Map<String, String> kafka = new TreeMap<>();
        int port = proxy == null ? broker.jobsPort() : proxy.port();
        kafka.put("bootstrap", "\"127.0.0.1:" + port + "\"");
        if (!plan.settings().containsKey("raw-pattern")) {
            kafka.put("raw-topics", List.copyOf(LoadTopics.raw().keySet()).toString());
        }
        kafka.put("checkpoint-interval", "2 s");
        kafka.put("watermark-step", "60 s"); // a load tells of days in a minute
        kafka.put("idle-after", "1 h"); // of these days, a second of silence may be an hour
        kafka.put("checkpoints", "checkpoints");
        kafka.putAll(plan.settings());
        StringBuilder yaml = new StringBuilder("venue: {site: arena}\nkafka:\n");
        kafka.forEach((key, value) -> yaml.append("  " + key + ": " + value + "\n"));
        try {
            return Files.writeString(plan.folder().resolve("touchline.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        detection.close();
        correlation.close();
        broker.close();
        if (proxy != null) {
            proxy.close();
        }
    }
}
