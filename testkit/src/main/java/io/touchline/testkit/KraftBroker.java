// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/**
 * A real broker in this process, controller and broker in one, on a free port of loopback. Starting
 * it takes some three seconds, so one per test class; it holds its data in a folder of its own and
 * removes it when closed.
 */
public final class KraftBroker implements AutoCloseable {
    private final KafkaClusterTestKit cluster;

    private KraftBroker(KafkaClusterTestKit cluster) {
        this.cluster = cluster;
    }

    /** Returns when the broker answers. */
    public static KraftBroker start() {
        try {
            TestKitNodes nodes =
                    new TestKitNodes.Builder()
                            .setCombined(true)
                            .setNumControllerNodes(1)
                            .setNumBrokerNodes(1)
                            .build();
            KafkaClusterTestKit cluster =
                    new KafkaClusterTestKit.Builder(nodes)
                            .setConfigProp("auto.create.topics.enable", "false")
                            .setConfigProp("group.initial.rebalance.delay.ms", "0")
                            .setConfigProp("offsets.topic.num.partitions", "1")
                            .setConfigProp("offsets.topic.replication.factor", "1")
                            .setConfigProp("transaction.state.log.num.partitions", "1")
                            .setConfigProp("transaction.state.log.replication.factor", "1")
                            .setConfigProp("transaction.state.log.min.isr", "1")
                            .build();
            cluster.format();
            cluster.startup();
            cluster.waitForReadyBrokers();
            return new KraftBroker(cluster);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("could not start the broker: " + e, e);
        }
    }

    /** {@code host:port} for clients. */
    public String bootstrap() {
        return cluster.bootstrapServers();
    }

    /**
     * Returns when the topic can be used.
     *
     * @param config of the topic, as {@code message.timestamp.type} to {@code LogAppendTime}
     * @throws IllegalStateException when there is one of this name
     */
    public void createTopic(String name, int partitions, Map<String, String> config) {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.of((short) 1));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            admin.createTopics(List.of(topic.configs(config))).all().get();
            awaitKnown(admin, name);
        } catch (ExecutionException e) {
            throw new IllegalStateException("could not create topic " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("could not create topic " + name, e);
        }
    }

    /** The controller made it; the broker may hear of it later. */
    private static void awaitKnown(Admin admin, String name)
            throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!admin.listTopics().names().get().contains(name)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the broker does not know topic " + name);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Override
    public void close() {
        try {
            cluster.close();
        } catch (Exception e) {
            throw new IllegalStateException("could not stop the broker: " + e, e);
        }
    }
}
