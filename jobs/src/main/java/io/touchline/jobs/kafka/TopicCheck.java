// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.jobs.files.InputException;
import io.touchline.jobs.kafka.KafkaTopics.Found;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** Compares the topics that both jobs need with those that are there, and makes missing ones. */
public final class TopicCheck {
    private TopicCheck() {}

    /** How a topic stands. */
    public enum State {
        AS_WANTED,
        CREATED,
        MISSING,
        DIFFERS
    }

    /**
     * One topic.
     *
     * @param partitions that it has, or would get
     * @param settings that a new one gets, {@code key=value}
     * @param differences {@code key=value} that it has instead; empty unless it differs
     */
    public record Line(
            String topic,
            State state,
            int partitions,
            List<String> settings,
            List<String> differences) {}

    /**
     * @param create make those that are missing
     * @param partitions of a new topic, 1 or more; control, findings and books get one
     * @param replication copies of a new topic; 0 for what the brokers do by default
     * @throws InputException when no broker answers, or refuses to make a topic
     */
    public static List<Line> check(
            Settings settings, boolean create, int partitions, int replication) {
        try (KafkaAdmin admin = KafkaAdmin.connect(settings)) {
            Map<String, WantedTopic> wanted = new LinkedHashMap<>();
            WantedTopic.ofDetection(settings, KafkaTopics.raw(admin, settings), partitions)
                    .forEach(topic -> wanted.put(topic.name(), topic));
            WantedTopic.ofCorrelation(settings, partitions)
                    .forEach(topic -> wanted.put(topic.name(), topic));
            Map<String, Found> found = KafkaTopics.find(admin, wanted.keySet());
            List<Line> lines = new ArrayList<>();
            for (WantedTopic topic : wanted.values()) {
                Found there = found.get(topic.name());
                if (there != null) {
                    lines.add(compare(topic, there));
                } else {
                    if (create) {
                        make(admin, topic, replication);
                    }
                    lines.add(
                            line(
                                    topic,
                                    create ? State.CREATED : State.MISSING,
                                    topic.partitions(),
                                    List.of()));
                }
            }
            return lines;
        }
    }

    /**
     * @throws InputException unless every topic is as wanted or was created
     */
    public static void require(List<Line> lines) {
        String wrong =
                lines.stream()
                        .filter(l -> l.state() == State.MISSING || l.state() == State.DIFFERS)
                        .map(
                                l ->
                                        l.topic()
                                                + (l.state() == State.MISSING
                                                        ? " is missing"
                                                        : " differs"))
                        .collect(Collectors.joining(", "));
        if (!wrong.isEmpty()) {
            throw new InputException(
                    "could not find all topics as wanted: " + wrong,
                    "--create makes missing ones; settings of existing ones are yours to change,"
                            + " with kafka-configs.sh --alter");
        }
    }

    private static Line compare(WantedTopic topic, Found there) {
        Map<String, String> actual = there.settings();
        List<String> differences =
                actual == null
                        ? List.of("settings that may not be seen")
                        : topic.settings().stream()
                                .filter(setting -> !setting.accepts(actual.get(setting.key())))
                                .map(setting -> setting.key() + '=' + actual.get(setting.key()))
                                .toList();
        return line(
                topic,
                differences.isEmpty() ? State.AS_WANTED : State.DIFFERS,
                there.partitions(),
                differences);
    }

    private static Line line(
            WantedTopic topic, State state, int partitions, List<String> differences) {
        return new Line(
                topic.name(),
                state,
                partitions,
                topic.settings().stream().map(TopicSetting::toString).toList(),
                differences);
    }

    private static void make(KafkaAdmin admin, WantedTopic topic, int replication) {
        try {
            KafkaTopics.create(admin, topic, replication);
        } catch (ExecutionException e) {
            throw new InputException(
                    "could not create topic "
                            + topic.name()
                            + ": "
                            + (e.getCause() == null ? e : e.getCause()).getMessage(),
                    "correct --partitions, --replication, the name ("
                            + TouchlineOptions.RAW_TOPICS.key()
                            + " and the like) or the rights of this principal");
        }
    }
}
