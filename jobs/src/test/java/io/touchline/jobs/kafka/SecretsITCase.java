// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.touchline.jobs.files.InputException;
import io.touchline.jobs.options.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Canaries in the client properties are seen by the clients alone. */
@Timeout(120)
class SecretsITCase {
    private static final String CANARY = "canary-4711";
    private static final String SECRETS =
            "sasl.mechanism=PLAIN\n"
                    + "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule"
                    + " required username=\"touchline\" password=\"canary-4711\";\n"
                    + "ssl.key.password=canary-4711\n"
                    + "ssl.truststore.password=canary-4711\n"
                    + "ssl.keystore.password=canary-4711\n";

    private static Bus bus;

    @TempDir Path folder;

    @BeforeAll
    static void startBus() {
        bus = new Bus();
        bus.topic("raw.zeek", 1, "delete");
        bus.topic("findings.v1", 1, "delete");
        bus.topic("dead-letters.v1", 1, "delete");
        bus.topic("books.v1", 1, "compact");
        bus.topic("heartbeat.v1", 1, "delete");
        bus.topic("incidents.v1", 1, "compact");
        bus.topic("responses.v1", 1, "delete");
    }

    @AfterAll
    static void stopBus() {
        bus.close();
    }

    @Test
    void areNeitherInSettingsNorInTheGraphNorInLogsOfARunningJob() throws Exception {
        Settings settings = settings("security.protocol=PLAINTEXT\n" + SECRETS);
        StringWriter log = new StringWriter();
        try (AutoCloseable capture = capture(log)) {
            assertThat(settings.toString() + settings.configuration()).doesNotContain(CANARY);
            StreamExecutionEnvironment env = KafkaRun.detection(settings);
            assertThat(env.getStreamGraph(false).getStreamingPlanAsJSON()).doesNotContain(CANARY);
            assertThat(KafkaRun.correlation(settings).getStreamGraph().getStreamingPlanAsJSON())
                    .doesNotContain(CANARY);
            bus.send("raw.zeek", 0, 0, "{");
            bus.flush();
            JobClient job = env.executeAsync();
            bus.read("dead-letters.v1", all -> !all.isEmpty()); // the job runs, with all clients
            RunningJob.cancel(job);
        }
        assertThat(log.toString()).contains("sasl.jaas.config = [hidden]").doesNotContain(CANARY);
    }

    @Test
    void areNotInWhatAFailingStartSays() throws Exception {
        for (String file :
                new String[] {
                    // SASL towards a broker that speaks plain
                    "security.protocol=SASL_PLAINTEXT\n" + SECRETS,
                    // stores that are not there
                    "security.protocol=SASL_SSL\nssl.truststore.location=absent.p12\n" + SECRETS,
                    // a key that is not allowed
                    "security.protocol=PLAINTEXT\ninterceptor.classes=canary-4711\n" + SECRETS
                }) {
            Settings settings = settings(file);
            StringWriter log = new StringWriter();
            Throwable failure;
            try (AutoCloseable capture = capture(log)) {
                failure = catchThrowable(() -> KafkaRun.runDetection(settings, null));
            }
            assertThat(failure).isInstanceOf(InputException.class);
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            assertThat(trace + ((InputException) failure).cure() + log).doesNotContain(CANARY);
        }
    }

    /** Everything that is logged, from DEBUG on. */
    private static AutoCloseable capture(StringWriter into) {
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        Level before = context.getConfiguration().getRootLogger().getLevel();
        WriterAppender appender =
                WriterAppender.newBuilder()
                        .setName("capture")
                        .setTarget(into)
                        .setLayout(
                                PatternLayout.newBuilder()
                                        .withPattern("%c %m %throwable%n")
                                        .build())
                        .build();
        appender.start();
        LoggerConfig root = context.getConfiguration().getRootLogger();
        Map<String, Appender> others = Map.copyOf(root.getAppenders());
        others.keySet().forEach(root::removeAppender); // a console need not show it all
        root.addAppender(appender, null, null);
        Configurator.setRootLevel(Level.DEBUG);
        return () -> {
            root.removeAppender("capture");
            Configurator.setRootLevel(before);
            others.values().forEach(other -> root.addAppender(other, null, null));
            appender.stop();
        };
    }

    private Settings settings(String properties) throws IOException {
        Files.writeString(folder.resolve("client.properties"), properties);
        return Settings.read(
                Files.writeString(
                        folder.resolve("touchline.yaml"),
                        "kafka: {bootstrap: \""
                                + bus.bootstrap()
                                + "\", raw-topics: raw.zeek,"
                                + " client-properties: client.properties}"));
    }
}
