// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A JVM of its own on the class path of this one. It tells by lines on standard output, its errors
 * go where ours go, and it ends when its standard input does: none outlives this process.
 */
final class Forked implements AutoCloseable {
    /** Memory fixed and touched before the start, so that first touches are not measured. */
    static final List<String> MEASURED =
            List.of("-Xms2g", "-Xmx2g", "-Xmn768m", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC");

    private static final String[] OPENED = {
        "util", "lang", "time", "nio", "net", "text", "util.concurrent", "util.concurrent.atomic"
    };

    private final Process process;
    private final BufferedReader lines;

    private Forked(Process process) {
        this.process = process;
        this.lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static Forked start(Class<?> main, List<String> flags, List<String> args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        for (String opened : OPENED) {
            command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
        }
        command.add("--add-opens=java.base/sun.net.util=ALL-UNNAMED");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(args);
        return new Forked(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /**
     * What follows {@code mark} on the next line that starts with it.
     *
     * @throws IOException when the process ended without such a line
     */
    String await(String mark) throws IOException {
        @Nullable String line = lines.readLine();
        while (line != null && !line.startsWith(mark)) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("could not read " + mark + ": the process ended without it");
        }
        return line.substring(mark.length());
    }

    /** To be called in the child: ends it when the parent is gone. */
    static void endWithParent() {
        Thread watch =
                new Thread(
                        () -> {
                            try {
                                while (System.in.read() >= 0) {}
                            } catch (IOException e) {
                                // as good as an end
                            }
                            Runtime.getRuntime().halt(0);
                        },
                        "end-with-parent");
        watch.setDaemon(true);
        watch.start();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
