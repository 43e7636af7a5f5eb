// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** What the brokers say of topics, and how missing ones are made. */
final class KafkaTopics {
    private KafkaTopics() {}

    /**
     * @param settings by Kafka's names; null when this principal may not see them
     */
    record Found(int partitions, @Nullable Map<String, String> settings) {}

    /** Names of the topics with raw telemetry: the list, or what matches the pattern by now. */
    static Set<String> raw(KafkaAdmin admin, Settings settings) {
        Optional<String> pattern = settings.getOptional(TouchlineOptions.RAW_PATTERN);
        if (pattern.isEmpty()) {
            return new TreeSet<>(settings.get(TouchlineOptions.RAW_TOPICS));
        }
        Pattern whole = Pattern.compile(pattern.get());
        Set<String> all = admin.need(a -> a.listTopics().names());
        TreeSet<String> names = new TreeSet<>(all);
        names.removeIf(name -> !whole.matcher(name).matches());
        return names;
    }

    /** Those of {@code names} that exist. */
    static Map<String, Found> find(KafkaAdmin admin, Collection<String> names) {
        Map<String, Integer> partitions = partitions(admin, names);
        Map<String, Map<String, String>> settings = settings(admin, partitions.keySet());
        Map<String, Found> found = new TreeMap<>();
        partitions.forEach((name, count) -> found.put(name, new Found(count, settings.get(name))));
        return found;
    }

    /**
     * Makes one topic; one that was made meanwhile is an error as any other.
     *
     * @param replication copies; 0 for what the brokers do by default
     */
    static void create(KafkaAdmin admin, WantedTopic topic, int replication)
            throws ExecutionException {
        Map<String, String> settings = new HashMap<>();
        topic.settings().forEach(setting -> settings.put(setting.key(), setting.value()));
        if (replication >= 3) {
            settings.put("min.insync.replicas", "2"); // acks=all means more than one
        }
        NewTopic made =
                new NewTopic(
                        topic.name(),
                        Optional.of(topic.partitions()),
                        replication == 0 ? Optional.empty() : Optional.of((short) replication));
        admin.ask(a -> a.createTopics(List.of(made.configs(settings))).all());
    }

    private static Map<String, Integer> partitions(KafkaAdmin admin, Collection<String> names) {
        Map<String, Integer> partitions = new TreeMap<>();
        admin.client()
                .describeTopics(new TreeSet<>(names))
                .topicNameValues()
                .forEach(
                        (name, answer) -> {
                            try {
                                partitions.put(name, admin.ask(a -> answer).partitions().size());
                            } catch (ExecutionException e) {
                                if (!(e.getCause() instanceof UnknownTopicOrPartitionException
                                        || e.getCause() instanceof InvalidTopicException)) {
                                    throw admin.unreachable(e);
                                }
                            }
                        });
        return partitions;
    }

    private static Map<String, Map<String, String>> settings(
            KafkaAdmin admin, Collection<String> names) {
        List<ConfigResource> resources =
                names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList();
        Map<String, Map<String, String>> settings = new HashMap<>();
        admin.client()
                .describeConfigs(resources)
                .values()
                .forEach(
                        (topic, answer) -> {
                            try {
                                settings.put(topic.name(), values(admin.ask(a -> answer)));
                            } catch (ExecutionException e) {
                                if (!(e.getCause() instanceof AuthorizationException)) {
                                    throw admin.unreachable(e);
                                }
                            }
                        });
        return settings;
    }

    private static Map<String, String> values(Config config) {
        Map<String, String> values = new HashMap<>();
        for (ConfigEntry entry : config.entries()) {
            if (entry.value() != null) {
                values.put(entry.name(), entry.value());
            }
        }
        return values;
    }
}
