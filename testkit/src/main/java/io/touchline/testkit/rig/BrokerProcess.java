// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * One Kafka node, broker and controller, with its data on disk: what was acknowledged is there
 * after kill -9 and a start. Two listeners: one for tests and tools, one for the jobs, which may be
 * advertised under another port, that of a proxy.
 */
public final class BrokerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final List<String> JVM = List.of("-Xms256m", "-Xmx512m", "-XX:+UseSerialGC");

    private final Path folder;
    private final Path properties;
    private final List<String> jvm;
    private final int direct = Ports.free();
    private final int jobs = Ports.free();
    private JavaProcess process;
    private double startSeconds;

    private BrokerProcess(Path folder, int advertised) {
        this.folder = folder;
        this.jvm = new ArrayList<>(JVM);
        jvm.addAll(Logs.options(folder));
        this.properties = folder.resolve("broker.properties");
        try {
            Files.writeString(properties, properties(advertised == 0 ? jobs : advertised));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String id = Uuid.randomUuid().toString();
        List<String> format =
                List.of("format", "-t", id, "-c", properties.toString(), "--standalone");
        try (JavaProcess tool = start("broker-format", "kafka.tools.StorageTool", format)) {
            if (tool.awaitExit(START.toSeconds()) != 0) {
                throw new IllegalStateException("could not format: " + tool.output());
            }
        }
        this.process = run();
    }

    /**
     * Formats a new node and returns when it answers.
     *
     * @param advertised port that the jobs are told to use; 0 is the listener's own
     */
    public static BrokerProcess start(Path folder, int advertised) {
        BrokerProcess broker = new BrokerProcess(folder, advertised);
        broker.awaitAnswer();
        return broker;
    }

    /** {@code host:port} for tests and tools. */
    public String bootstrap() {
        return "127.0.0.1:" + direct;
    }

    /** The port that jobs, or a proxy in between, connect to. */
    public int jobsPort() {
        return jobs;
    }

    public JavaProcess process() {
        return process;
    }

    /** Of the last start: until it answered. */
    public double startSeconds() {
        return startSeconds;
    }

    /** After {@code process().kill()}: on the same data and ports; returns when it answers. */
    public void restart() {
        process = run();
        awaitAnswer();
    }

    /** Records that were ever written to a topic; 0 where it is not known now. */
    public long records(String topic) {
        try (Admin admin = Admin.create(options())) {
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (TopicDescription each :
                    admin.describeTopics(List.of(topic)).allTopicNames().get().values()) {
                each.partitions()
                        .forEach(
                                partition ->
                                        ends.put(
                                                new TopicPartition(topic, partition.partition()),
                                                OffsetSpec.latest()));
            }
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
                    .sum();
        } catch (ExecutionException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private JavaProcess run() {
        return start("broker", "kafka.Kafka", List.of(properties.toString()));
    }

    private JavaProcess start(String name, String main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(main));
        command.addAll(arguments);
        return JavaProcess.start(name, folder, jvm, command);
    }

    private void awaitAnswer() {
        try (Admin admin = Admin.create(options())) {
            startSeconds = Await.until("broker answers", START, () -> answers(admin));
        }
    }

    private Map<String, Object> options() {
        return Map.of(
                "bootstrap.servers", bootstrap(),
                "request.timeout.ms", "2000",
                "default.api.timeout.ms", "2000");
    }

    private static boolean answers(Admin admin) {
        try {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String properties(int advertised) {
        int controller = Ports.free();
        return String.join(
                "\n",
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.bootstrap.servers=127.0.0.1:" + controller,
                "controller.listener.names=CONTROLLER",
                "inter.broker.listener.name=DIRECT",
                "listener.security.protocol.map="
                        + "DIRECT:PLAINTEXT,JOBS:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "listeners=DIRECT://127.0.0.1:"
                        + direct
                        + ",JOBS://127.0.0.1:"
                        + jobs
                        + ",CONTROLLER://127.0.0.1:"
                        + controller,
                "advertised.listeners=DIRECT://127.0.0.1:"
                        + direct
                        + ",JOBS://127.0.0.1:"
                        + advertised,
                "log.dirs=" + folder.resolve("broker-data"),
                "auto.create.topics.enable=false",
                "group.initial.rebalance.delay.ms=0",
                "offsets.topic.num.partitions=1",
                "offsets.topic.replication.factor=1",
                "transaction.state.log.num.partitions=1",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1",
                "");
    }

    @Override
    public void close() {
        process.close();
    }
}
