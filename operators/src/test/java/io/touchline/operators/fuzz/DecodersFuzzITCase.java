// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Promise F1 of docs/reliability.md: Jazzer looks for inputs that break a decoder, each family in a
 * JVM of its own with a heap of 512 MB; what it finds is printed in base64, to be kept in the
 * corpus.
 */
@Tag("fuzz")
class DecodersFuzzITCase {
    static final List<String> TARGETS = Corpus.TARGETS;

    private static final String SECONDS = System.getProperty("touchline.fuzz-seconds", "30");

    private static final Pattern COUNT = Pattern.compile("^#([0-9]+)\\s");

    @TempDir Path folder;

    @ParameterizedTest
    @FieldSource("TARGETS")
    void findsNothing(String target) throws Exception {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        int number = 0;
        for (byte[] input : Corpus.of(target)) {
            Files.write(corpus.resolve("seed-" + number++), input);
        }
        Path log = folder.resolve("fuzz.log");
        Process fuzzer =
                new ProcessBuilder(command(corpus))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .directory(folder.toFile())
                        .start();
        try {
            // the corpus is replayed first, in a JVM that is only getting warm: that counts for
            // nothing
            boolean begun = await(log, fuzzer);
            long left = begun ? Long.parseLong(SECONDS) : 0;
            boolean ended = fuzzer.waitFor(left, TimeUnit.SECONDS);
            List<String> lines = lines(log);
            assertThat(begun && !ended).as("%s: %s", target, tail(lines)).isTrue();
            assertThat(lines).noneMatch(DecodersFuzzITCase::isFound);
            assertThat(found(corpus)).isEmpty();
            assertThat(runs(lines)).as(tail(lines)).isGreaterThan(number + 50L);
            System.out.println(target + ": " + runs(lines) + " runs in " + SECONDS + " s");
        } finally {
            fuzzer.destroyForcibly().waitFor();
        }
    }

    /** Whether it began to look, within ten minutes: beside other work its JVM is slow. */
    private static boolean await(Path log, Process fuzzer) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
        while (fuzzer.isAlive() && System.nanoTime() - deadline < 0) {
            if (lines(log).stream().anyMatch(line -> line.contains("INITED"))) {
                return true;
            }
            Thread.sleep(200);
        }
        return false;
    }

    private static boolean isFound(String line) {
        return line.startsWith("== Java Exception") || line.contains("ERROR: libFuzzer");
    }

    /** Inputs that broke the target, as the fuzzer left them. */
    private static List<String> found(Path corpus) throws IOException {
        try (Stream<Path> files = Files.list(corpus)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("(crash|timeout|oom|slow-unit)-.*|Crash_.*"))
                    .toList();
        }
    }

    /** The number of the last line such as {@code #4096 pulse ...}. */
    private static long runs(List<String> lines) {
        long runs = 0;
        for (String line : lines) {
            Matcher count = COUNT.matcher(line);
            if (count.find()) {
                runs = Long.parseLong(count.group(1));
            }
        }
        return runs;
    }

    private static List<String> command(Path corpus) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.add("-ea");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("com.code_intelligence.jazzer.Jazzer");
        command.add("--target_class=" + DecoderTarget.class.getName());
        command.add("--instrumentation_includes=io.touchline.operators.**");
        command.add("--keep_going=1");
        command.add("--reproducer_path=" + corpus);
        command.add("-artifact_prefix=" + corpus + File.separator);
        // one input for longer than this is a finding; what is slower only because other work runs
        // beside it is none
        command.add("-timeout=20");
        command.add("-report_slow_units=20");
        command.add("-max_len=20000");
        command.add("-seed=20260516");
        command.add(corpus.toString());
        return command;
    }

    private static List<String> lines(Path log) throws IOException {
        return new String(Files.readAllBytes(log), java.nio.charset.StandardCharsets.ISO_8859_1)
                .lines()
                .toList();
    }

    private static String tail(List<String> lines) {
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }
}
