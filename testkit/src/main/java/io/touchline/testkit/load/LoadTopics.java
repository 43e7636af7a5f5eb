// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The topics of a load.
 *
 * <p>The raw ones keep the producer's timestamps (CreateTime), which are the planned write times,
 * and keep records for ever: a load tells of days long past, so a record without a {@code
 * _write_ts} (poison, a TSV row) would be of today by LogAppendTime and make all others late, and
 * retention would delete the rest. In production raw topics are LogAppendTime.
 */
public final class LoadTopics {
    public static final String ZEEK = "raw.zeek";
    public static final String EMAIL = "raw.email";
    public static final String M365 = "raw.m365";

    /** Rows of Zeek's default columns, without a header; the topic's name tells the log. */
    public static final String TSV = "zeek-modbus";

    public static final String TSV_SOURCE = "zeek.modbus";
    public static final int ZEEK_PARTITIONS = 4;
    public static final String FINDINGS = "findings.v1";
    public static final int FINDINGS_PARTITIONS = 3;
    public static final String INCIDENTS = "incidents.v1";
    public static final String BOOKS = "books.v1";
    public static final String DEAD_LETTERS = "dead-letters.v1";
    public static final String RESPONSES = "responses.v1";
    public static final String HEARTBEAT = "heartbeat.v1";

    private LoadTopics() {}

    /** Raw topics and their partitions; what {@code kafka.raw-topics} must list. */
    public static Map<String, Integer> raw() {
        return new TreeMap<>(Map.of(ZEEK, ZEEK_PARTITIONS, EMAIL, 1, M365, 1, TSV, 1));
    }

    /**
     * Creates all of them; returns when the broker has accepted.
     *
     * @param replication 1, or 3 with three brokers
     * @throws IllegalStateException when one exists, or no broker answers
     */
    public static void create(String bootstrap, int replication) {
        List<NewTopic> topics = new ArrayList<>();
        Map<String, String> past =
                Map.of("message.timestamp.type", "CreateTime", "retention.ms", "-1");
        raw().forEach((name, partitions) -> topics.add(topic(name, partitions, replication, past)));
        Map<String, String> log = Map.of("message.timestamp.type", "LogAppendTime");
        Map<String, String> table =
                Map.of("message.timestamp.type", "LogAppendTime", "cleanup.policy", "compact");
        topics.add(topic(FINDINGS, FINDINGS_PARTITIONS, replication, log));
        topics.add(topic(DEAD_LETTERS, 2, replication, log));
        topics.add(topic(RESPONSES, 2, replication, log));
        topics.add(topic(HEARTBEAT, 1, replication, log));
        topics.add(topic(INCIDENTS, 2, replication, table));
        topics.add(topic(BOOKS, 2, replication, table));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("could not create the topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("could not create the topics", e);
        }
    }

    private static NewTopic topic(
            String name, int partitions, int replication, Map<String, String> config) {
        return new NewTopic(name, partitions, (short) replication).configs(config);
    }
}
