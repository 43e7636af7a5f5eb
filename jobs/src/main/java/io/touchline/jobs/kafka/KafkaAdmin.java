// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.jobs.files.InputException;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;

/** Asks the brokers; whatever goes wrong is an input fault with a cause and a cure. */
final class KafkaAdmin implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 8_000;
    private static final int REQUEST_TIMEOUT_MILLIS = 4_000;

    private final String bootstrap;
    private final Admin admin;

    private KafkaAdmin(String bootstrap, Admin admin) {
        this.bootstrap = bootstrap;
        this.admin = admin;
    }

    /** What a question is answered by. */
    interface Question<T> {
        KafkaFuture<T> ask(Admin admin);
    }

    /**
     * Makes the client; does not wait for a broker.
     *
     * @throws InputException when the brokers' names or the client properties are of no use
     */
    static KafkaAdmin connect(Settings settings) {
        Properties options = properties(settings);
        String bootstrap = bootstrap(settings);
        try {
            return new KafkaAdmin(bootstrap, Admin.create(options));
        } catch (KafkaException e) {
            throw unreachable(bootstrap, innermost(e));
        }
    }

    /** What an administrative client is made of. */
    static Properties properties(Settings settings) {
        Properties options = new Properties();
        ClientProperties.of(settings).addTo(options);
        options.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap(settings));
        options.put(AdminClientConfig.CLIENT_ID_CONFIG, settings.get(TouchlineOptions.GROUP));
        options.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        options.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        return options;
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

    String bootstrap() {
        return bootstrap;
    }

    /**
     * The answer, within 10 seconds.
     *
     * @throws ExecutionException with what a broker answered instead
     * @throws InputException when no broker answers
     */
    <T> T ask(Question<T> question) throws ExecutionException {
        try {
            return question.ask(admin).get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unreachable(bootstrap, "no answer within " + TIMEOUT_MILLIS + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(bootstrap, "interrupted");
        }
    }

    /** As {@link #ask}, where every answer but the one asked for means that nothing goes on. */
    <T> T need(Question<T> question) {
        try {
            return ask(question);
        } catch (ExecutionException e) {
            throw unreachable(e);
        }
    }

    /** For questions whose answers come one by one; each is waited for with {@link #ask}. */
    Admin client() {
        return admin;
    }

    InputException unreachable(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof AuthorizationException) {
            return new InputException(
                    "could not ask Kafka at " + bootstrap + ": " + cause.getMessage(),
                    "grant Describe and DescribeConfigs on the topics to this principal");
        }
        return unreachable(bootstrap, cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }

    private static InputException unreachable(String bootstrap, String fact) {
        return new InputException(
                "could not reach Kafka at " + bootstrap + ": " + fact,
                "start the brokers, or correct kafka.bootstrap (host:port, comma separated) and"
                        + " kafka.client-properties");
    }

    private static String innermost(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
