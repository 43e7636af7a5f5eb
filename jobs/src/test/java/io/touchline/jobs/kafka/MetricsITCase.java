// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.jobs.deployment.Metrics;
import io.touchline.jobs.options.Settings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both jobs beside a broker with the reporter of production, asked as Prometheus asks. */
@Timeout(240)
class MetricsITCase {
    private static final int HOSTILE = 2_000;
    private static final Pattern JOB = Pattern.compile("job_name=\"([^\"]*)\"");
    private static final Pattern SOURCE = Pattern.compile("[{,]source=\"([^\"]*)\"");
    private static final long AFTER = 1_779_000_000_000L;

    @TempDir Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void everyMetricOfOursIsThereAndHostileNamesMakeNoSeries() throws Exception {
        List<JobClient> running = new ArrayList<>();
        try (Bus bus = new Bus()) {
            Settings settings = settings(bus);
            int detectionPort = freePort();
            int correlationPort = freePort();
            running.add(
                    KafkaJobs.detection(
                                    settings,
                                    reported(KafkaJobs.configureDetection(settings), detectionPort))
                            .executeAsync("touchline-" + KafkaJobs.DETECTION));
            running.add(
                    KafkaJobs.correlation(
                                    settings,
                                    reported(
                                            KafkaJobs.configureCorrelation(settings),
                                            correlationPort))
                            .executeAsync("touchline-" + KafkaJobs.CORRELATION));
            send(bus);

            String correlation =
                    await(correlationPort, Metrics.CORRELATION, "touchline_chains_open{");
            String detection = await(detectionPort, Metrics.DETECTION, "source_late{");

            assertThat(Metrics.names(detection)).containsAll(Metrics.DETECTION);
            assertThat(Metrics.names(correlation)).containsAll(Metrics.CORRELATION);
            Set<String> all = Metrics.names(detection + correlation);
            assertThat(all).containsAll(Metrics.names(asked("dashboard/touchline.json")));
            assertThat(all).containsAll(Metrics.names(asked("monitoring.yaml")));
            assertThat(labels(JOB, asked("monitoring.yaml")))
                    .isEqualTo(labels(JOB, detection + correlation));
            assertThat(labels(SOURCE, detection))
                    .contains("zeek_modbus", "unrecognised")
                    .hasSizeLessThan(20)
                    .noneMatch(source -> source.contains("evil"));
            assertThat(detection).doesNotContain("evil");
            assertThat(detection.lines().filter(line -> !line.startsWith("#")).count())
                    .isLessThan(2_000);
        } finally {
            for (JobClient job : running) {
                RunningJob.cancel(job);
            }
        }
    }

    /** What a dashboard or a rule asks for. */
    private static String asked(String file) throws IOException {
        String text = Files.readString(Path.of("../k8s/base").resolve(file));
        assertThat(Metrics.names(text)).hasSizeGreaterThan(10);
        return text;
    }

    private void send(Bus bus) throws IOException {
        MatchDayRows rows = new MatchDayRows(1);
        List<MatchDayRows.Row> modbus =
                rows.modbus(Set.of(rows.controller(), "10.30.0.13", "10.30.0.14"));
        for (MatchDayRows.Row row : modbus) {
            bus.send("raw.zeek", 0, row.written(), row.text());
        }
        for (MatchDayRows.Row row : rows.mail(rows.mailbox())) {
            bus.send("raw.email", 0, row.written(), row.text());
        }
        MatchDayRows.Row twice = modbus.get(modbus.size() - 1);
        bus.send("raw.zeek", 0, twice.written(), twice.text());
        for (int i = 0; i < HOSTILE; i++) {
            bus.send("raw.zeek", 0, twice.written(), hostile(i));
        }
        // two hours and two days after they happened
        String old = modbus.get(0).text();
        bus.send("raw.zeek", 0, AFTER - 1, old.replaceAll("\"ts\":[0-9]+", "\"ts\":1778990000"));
        bus.send("raw.zeek", 0, AFTER - 1, old.replaceAll("\"ts\":[0-9]+", "\"ts\":1778820000"));
        String tick = "{\"_path\":\"tick\",\"ts\":1779000000}";
        bus.send("raw.zeek", 0, AFTER + 60_000, tick);
        bus.send("raw.email", 0, AFTER + 60_000, tick);
        bus.flush();
    }

    /** Names that a sender chooses: of the log, of a wrapper, of a data set. */
    private static String hostile(int i) {
        return switch (i % 3) {
            case 0 -> "{\"_path\":\"evil" + i + "\",\"ts\":1778900000}";
            case 1 -> "{\"evil" + i + "\":{\"ts\":1778900000}}";
            default ->
                    "{\"@timestamp\":1,\"event\":{\"dataset\":\"evil"
                            + i
                            + "\"},\"message\":\"{\\\"ts\\\":1}\"}";
        };
    }

    private String await(int port, Set<String> names, String last) throws Exception {
        String page = "";
        while (!(Metrics.names(page).containsAll(names) && page.contains(last))) {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            try {
                page = scrape(port);
            } catch (IOException e) {
                page = ""; // not up yet
            }
        }
        return page;
    }

    private String scrape(int port) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + port + "/metrics");
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static Set<String> labels(Pattern name, String page) {
        Set<String> values = new TreeSet<>();
        Matcher label = name.matcher(page);
        while (label.find()) {
            values.add(label.group(1));
        }
        return values;
    }

    private static Configuration reported(Configuration options, int port) {
        options.setString("taskmanager.memory.network.min", "128m");
        options.setString("taskmanager.memory.network.max", "128m");
        options.setString("taskmanager.memory.managed.size", "256m");
        options.setString("rest.bind-port", "0");
        options.setString("metrics.reporters", "prom");
        options.setString(
                "metrics.reporter.prom.factory.class",
                "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
        options.setString("metrics.reporter.prom.port", Integer.toString(port));
        options.setString("parallelism.default", "1");
        return options;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Settings settings(Bus bus) throws IOException {
        bus.rawTopic("raw.zeek", 1);
        bus.rawTopic("raw.email", 1);
        bus.topic("findings.v1", 1, "delete");
        bus.topic("dead-letters.v1", 1, "delete");
        bus.topic("books.v1", 1, "compact");
        bus.topic("heartbeat.v1", 1, "delete");
        bus.topic("incidents.v1", 1, "compact");
        bus.topic("responses.v1", 1, "delete");
        Path file = folder.resolve("touchline.yaml");
        Files.writeString(
                file,
                "kafka: {bootstrap: \""
                        + bus.bootstrap()
                        + "\", raw-topics: [raw.zeek, raw.email], checkpoint-interval: 2 s,"
                        + " checkpoints: cp}");
        return Settings.read(file);
    }
}
