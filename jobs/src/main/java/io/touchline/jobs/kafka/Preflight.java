// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.jobs.files.InputException;
import io.touchline.jobs.kafka.KafkaTopics.Found;
import io.touchline.jobs.kafka.WantedTopic.Role;
import io.touchline.jobs.options.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is asked of the brokers before a job is built, within 10 seconds per question: that they
 * answer, that the topics are there, and that their settings do no harm.
 *
 * <p>A topic of incidents or books that is not compacted is refused. Raw topics without
 * LogAppendTime, and settings that this principal may not see, are a warning: not everybody can
 * change them.
 */
final class Preflight {
    private static final Logger LOG = LoggerFactory.getLogger(Preflight.class);

    private final Map<String, Found> found;
    private final Set<String> raw;
    private final Set<String> appendTime;

    private Preflight(Map<String, Found> found, Set<String> raw, Set<String> appendTime) {
        this.found = found;
        this.raw = raw;
        this.appendTime = appendTime;
    }

    /**
     * @throws InputException with everything that keeps detection from starting
     */
    static Preflight detection(Settings settings) {
        try (KafkaAdmin admin = KafkaAdmin.connect(settings)) {
            Set<String> raw = KafkaTopics.raw(admin, settings);
            if (raw.isEmpty()) {
                LOG.warn(
                        "kafka.raw-pattern matches no topic yet: nothing is read until one appears");
            }
            return check(admin, raw, WantedTopic.ofDetection(settings, raw, 1));
        }
    }

    /**
     * @throws InputException with everything that keeps correlation from starting
     */
    static Preflight correlation(Settings settings) {
        try (KafkaAdmin admin = KafkaAdmin.connect(settings)) {
            return check(admin, Set.of(), WantedTopic.ofCorrelation(settings, 1));
        }
    }

    /** Partitions of a topic; 0 for one that was not asked about. */
    int partitions(String topic) {
        Found there = found.get(topic);
        return there == null ? 0 : there.partitions();
    }

    /** The most partitions that a raw topic has, 1 or more. */
    int widest() {
        return raw.stream().mapToInt(this::partitions).reduce(1, Math::max);
    }

    /**
     * Raw topics that the brokers stamp; absent when one of them is not known to be. A pattern that
     * matches nothing yet leaves it open: none of them, not absent.
     */
    Optional<Set<String>> appendTimeTopics() {
        return appendTime.equals(raw) ? Optional.of(Set.copyOf(raw)) : Optional.empty();
    }

    private static Preflight check(KafkaAdmin admin, Set<String> raw, List<WantedTopic> wanted) {
        Map<String, Found> found =
                KafkaTopics.find(admin, wanted.stream().map(WantedTopic::name).toList());
        refuse(admin, wanted, found);
        TreeSet<String> appendTime = new TreeSet<>();
        TreeSet<String> hidden = new TreeSet<>();
        for (WantedTopic topic : wanted) {
            Found there = found.get(topic.name());
            Map<String, String> actual = there == null ? null : there.settings();
            if (actual == null) {
                hidden.add(topic.name());
            } else if (topic.role() == Role.RAW && hasAppendTime(topic, actual)) {
                appendTime.add(topic.name());
            }
        }
        warn(raw, appendTime, hidden);
        return new Preflight(found, raw, appendTime);
    }

    private static boolean hasAppendTime(WantedTopic topic, Map<String, String> actual) {
        return topic.settings().stream()
                .filter(TopicSetting::isTimes)
                .allMatch(setting -> setting.accepts(actual.get(setting.key())));
    }

    private static void refuse(
            KafkaAdmin admin, List<WantedTopic> wanted, Map<String, Found> found) {
        TreeSet<String> missing = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        for (WantedTopic topic : wanted) {
            Found there = found.get(topic.name());
            if (there == null) {
                missing.add(topic.name());
            } else if (topic.role() == Role.INCIDENTS || topic.role() == Role.BOOKS) {
                wrong.addAll(policy(topic, there));
            }
        }
        if (!missing.isEmpty()) {
            throw new InputException(
                    "could not start: Kafka at "
                            + admin.bootstrap()
                            + " has no topic "
                            + String.join(", ", missing),
                    "./touchline topics --config FILE --create makes them; or correct the"
                            + " kafka.*-topic options");
        }
        if (!wrong.isEmpty()) {
            throw new InputException(
                    "could not start: "
                            + String.join("; ", wrong)
                            + ": what is open or counted would be deleted by age",
                    "set cleanup.policy=compact on the topic, or name another one");
        }
    }

    private static List<String> policy(WantedTopic topic, Found there) {
        Map<String, String> actual = there.settings();
        return actual == null
                ? List.of()
                : topic.settings().stream()
                        .filter(TopicSetting::isPolicy)
                        .filter(setting -> !setting.accepts(actual.get(setting.key())))
                        .map(s -> topic.name() + " has " + s.key() + '=' + actual.get(s.key()))
                        .toList();
    }

    private static void warn(Set<String> raw, Set<String> appendTime, Set<String> hidden) {
        TreeSet<String> producerTime = new TreeSet<>(raw);
        producerTime.removeAll(appendTime);
        if (!producerTime.isEmpty()) {
            LOG.warn(
                    "raw topics {} are not known to have message.timestamp.type=LogAppendTime:"
                            + " while all of them are silent time stands still",
                    producerTime);
        }
        if (!hidden.isEmpty()) {
            LOG.warn("could not check the settings of {}: this principal may not see them", hidden);
        }
    }
}
