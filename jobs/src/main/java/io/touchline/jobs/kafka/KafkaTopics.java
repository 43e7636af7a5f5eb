// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.jobs.files.InputException;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the brokers say of the topics that a job needs, asked once at its start. */
final class KafkaTopics {
    private static final int TIMEOUT_MILLIS = 8_000;
    private static final int REQUEST_TIMEOUT_MILLIS = 4_000;

    private KafkaTopics() {}

    /**
     * Partitions of each topic. Answers, or gives up, within 10 seconds.
     *
     * @throws InputException when no broker answers, or topics are missing: it names all of them
     */
    static Map<String, Integer> partitions(Settings settings, Collection<String> topics) {
        String bootstrap = bootstrap(settings);
        Properties options = new Properties();
        options.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        options.put(AdminClientConfig.CLIENT_ID_CONFIG, settings.get(TouchlineOptions.GROUP));
        options.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        options.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        Admin admin;
        try {
            admin = Admin.create(options);
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw unreachable(bootstrap, String.valueOf(cause.getMessage()));
        }
        try {
            return partitions(admin, bootstrap, topics);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    /**
     * @throws InputException when {@code kafka.bootstrap} is not set
     */
    static String bootstrap(Settings settings) {
        return settings.getOptional(TouchlineOptions.BOOTSTRAP)
                .filter(text -> !text.isBlank())
                .orElseThrow(
                        () ->
                                new InputException(
                                        "could not start: kafka.bootstrap is not set",
                                        "name the brokers, host:port, in the file given with"
                                                + " --config"));
    }

    private static Map<String, Integer> partitions(
            Admin admin, String bootstrap, Collection<String> topics) {
        Map<String, Integer> partitions = new TreeMap<>();
        TreeSet<String> missing = new TreeSet<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> asked :
                admin.describeTopics(new TreeSet<>(topics)).topicNameValues().entrySet()) {
            try {
                TopicDescription topic =
                        asked.getValue().get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
                partitions.put(asked.getKey(), topic.partitions().size());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof UnknownTopicOrPartitionException
                        || e.getCause() instanceof InvalidTopicException) {
                    missing.add(asked.getKey());
                } else {
                    throw unreachable(bootstrap, cause(e));
                }
            } catch (TimeoutException e) {
                throw unreachable(bootstrap, "no answer within " + TIMEOUT_MILLIS + " ms");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unreachable(bootstrap, "interrupted");
            }
        }
        if (!missing.isEmpty()) {
            throw new InputException(
                    "could not start: Kafka at "
                            + bootstrap
                            + " has no topic "
                            + String.join(", ", missing),
                    "create the topics, or correct the kafka.*-topic options");
        }
        return partitions;
    }

    private static InputException unreachable(String bootstrap, String fact) {
        return new InputException(
                "could not reach Kafka at " + bootstrap + ": " + fact,
                "start the brokers, or correct kafka.bootstrap (host:port, comma separated)");
    }

    private static String cause(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
