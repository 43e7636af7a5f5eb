// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.rig;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.touchline.testkit.rig.Rig;
import io.touchline.testkit.rig.RigPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * A test on the rig: its folder {@code target/rig/CLASS.METHOD}, which stays until the next run and
 * is named when the test fails, and its figures, written to {@code target/rig-results}.
 */
final class RigRun implements BeforeEachCallback, AfterEachCallback, TestExecutionExceptionHandler {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final int LAST_WARNINGS = 10;
    private static final int LONGEST_WARNING = 240;

    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final List<Map<String, Object>> recoveries = new ArrayList<>();
    private String name = "";

    Path folder() {
        return Path.of("target/rig", name).toAbsolutePath();
    }

    RigPlan plan() {
        return RigPlan.in(folder().resolve("processes"));
    }

    /** Starts the processes and notes how long that took. */
    Rig start(RigPlan plan) {
        long start = System.nanoTime();
        Rig rig = Rig.start(plan);
        note("start_seconds", round((System.nanoTime() - start) / 1e9));
        note("broker_start_seconds", round(rig.broker().startSeconds()));
        return rig;
    }

    void note(String figure, Object value) {
        figures.put(figure, value);
    }

    /** That a fault was over so many seconds after it began. */
    void recovered(String fault, double seconds) {
        recoveries.add(Map.of("fault", fault, "seconds", round(seconds)));
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        name =
                context.getRequiredTestClass().getSimpleName()
                        + '.'
                        + context.getRequiredTestMethod().getName();
        if (Files.exists(folder())) {
            try (Stream<Path> old = Files.walk(folder())) {
                for (Path path : old.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(folder());
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        failure.addSuppressed(
                new IllegalStateException(
                        "logs, configuration and data are in " + folder() + warnings()));
        throw failure;
    }

    /** What each process warned of last: of a run on another machine it is all that is left. */
    private String warnings() throws IOException {
        StringBuilder all = new StringBuilder();
        Path processes = folder().resolve("processes");
        if (!Files.isDirectory(processes)) {
            return "";
        }
        try (Stream<Path> files = Files.list(processes)) {
            for (Path log : files.filter(it -> it.toString().endsWith(".log")).sorted().toList()) {
                List<String> warned =
                        Files.readString(log)
                                .lines()
                                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                                .toList();
                all.append("\n== ").append(log.getFileName()).append(": ").append(warned.size());
                warned.subList(Math.max(0, warned.size() - LAST_WARNINGS), warned.size())
                        .forEach(line -> all.append('\n').append(shortened(line)));
            }
        }
        return all.toString();
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST_WARNING ? line : line.substring(0, LONGEST_WARNING) + "...";
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        figures.put("recoveries", recoveries);
        figures.put("passed", context.getExecutionException().isEmpty());
        Path results = Files.createDirectories(Path.of("target/rig-results"));
        JSON.writeValue(results.resolve(name + ".json").toFile(), figures);
    }

    private static double round(double seconds) {
        return Math.round(seconds * 10) / 10.0;
    }
}
