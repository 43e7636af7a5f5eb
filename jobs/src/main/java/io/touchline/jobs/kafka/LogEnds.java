// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers in the background, on a thread of its own, where the logs of one reader end, and
 * says up to when that reader has missed nothing although nothing comes. One request in 200 ms to 5
 * s (a sixth of the idle time). This is the one place beside Kafka that reads the wall clock.
 *
 * <p>Topics that the brokers do not stamp themselves prove nothing: with one of them among the
 * partitions there is no answer. A failed question is no answer either.
 */
final class LogEnds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogEnds.class);
    private static final long TIMEOUT_MILLIS = 10_000;

    private final Properties client;
    private final Silence silence;
    private final Runnable news;
    private final Set<String> appendTime;
    private final Set<String> producerTime = new HashSet<>();
    private final ScheduledExecutorService thread;
    private volatile @Nullable Admin admin;
    private boolean failing;
    private volatile Map<TopicPartition, Long> read = Map.of();
    private volatile long quietUntil = Silence.NONE;

    /**
     * @param client what an administrative client is made of
     * @param appendTime topics known to be stamped by the brokers
     * @param news called on the thread of this class whenever {@link #quietUntil} has moved
     */
    LogEnds(Properties client, long idleMillis, Set<String> appendTime, Runnable news) {
        this.client = client;
        this.silence = new Silence(idleMillis);
        this.appendTime = new HashSet<>(appendTime);
        this.news = news;
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread made = new Thread(task, "touchline-log-ends");
                            made.setDaemon(true);
                            return made;
                        });
        long pause = Math.max(200, Math.min(5_000, idleMillis / 6));
        // a question that fails says so itself; the future holds nothing more
        var unused = thread.scheduleWithFixedDelay(this::ask, pause, pause, TimeUnit.MILLISECONDS);
    }

    /**
     * What the reader has handed on: next offset per partition, negative where nothing was read.
     * Empty while it is not known.
     */
    void read(Map<TopicPartition, Long> positions) {
        read = Map.copyOf(positions);
    }

    /**
     * No record appended before this wall-clock time is missing; {@link Silence#NONE} until there
     * was a proof. It stays where it is when records come again.
     */
    long quietUntil() {
        return quietUntil;
    }

    private void ask() {
        Map<TopicPartition, Long> positions = read;
        if (positions.isEmpty()) {
            return;
        }
        try {
            Admin brokers = admin;
            if (brokers == null) {
                brokers = Admin.create(client);
                admin = brokers;
                if (thread.isShutdown()) { // closed meanwhile, and saw none
                    brokers.close(Duration.ZERO);
                    return;
                }
            }
            if (areAppendTime(brokers, positions.keySet())) {
                long proof = observe(brokers, positions);
                if (proof != Silence.NONE) {
                    quietUntil = proof;
                    news.run();
                }
            }
            failing = false;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            if (!failing) {
                LOG.warn(
                        "could not ask the brokers where the raw topics end ({}): until they"
                                + " answer, time stands still while all is silent",
                        e.getClass().getSimpleName());
            }
            failing = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private long observe(Admin brokers, Map<TopicPartition, Long> positions)
            throws ExecutionException, TimeoutException, InterruptedException {
        Set<TopicPartition> unread = new HashSet<>(positions.keySet());
        unread.removeIf(partition -> positions.getOrDefault(partition, -1L) >= 0);
        // before the question: what is appended while it is under way is not covered
        long askedAt = System.currentTimeMillis();
        Map<TopicPartition, Long> ends = ask(brokers, positions.keySet(), OffsetSpec.latest());
        Map<TopicPartition, Long> begins = ask(brokers, unread, OffsetSpec.earliest());
        return silence.observe(askedAt, positions, begins, ends);
    }

    private static Map<TopicPartition, Long> ask(
            Admin brokers, Collection<TopicPartition> partitions, OffsetSpec what)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> question = new HashMap<>();
        partitions.forEach(partition -> question.put(partition, what));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        if (!question.isEmpty()) {
            brokers.listOffsets(question)
                    .all()
                    .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                    .forEach((partition, answer) -> offsets.put(partition, answer.offset()));
        }
        return offsets;
    }

    /** Topics found since the start are looked up once. */
    private boolean areAppendTime(Admin brokers, Collection<TopicPartition> partitions)
            throws ExecutionException, TimeoutException, InterruptedException {
        Set<ConfigResource> unknown =
                partitions.stream()
                        .map(TopicPartition::topic)
                        .filter(t -> !appendTime.contains(t) && !producerTime.contains(t))
                        .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                        .collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            brokers.describeConfigs(unknown)
                    .all()
                    .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                    .forEach((topic, config) -> sort(topic.name(), config));
        }
        return partitions.stream().noneMatch(at -> producerTime.contains(at.topic()));
    }

    private void sort(String topic, Config config) {
        ConfigEntry times = config.get("message.timestamp.type");
        if (times != null && "LogAppendTime".equals(times.value())) {
            appendTime.add(topic);
        } else {
            producerTime.add(topic);
            LOG.warn(
                    "raw topic {} has no message.timestamp.type=LogAppendTime: while all raw topics"
                            + " are silent time stands still",
                    topic);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        Admin brokers = admin;
        if (brokers != null) {
            brokers.close(Duration.ZERO);
        }
    }
}
