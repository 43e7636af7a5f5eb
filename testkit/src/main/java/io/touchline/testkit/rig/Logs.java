// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How processes of the rig log: INFO, to their standard output, which is a file each. */
final class Logs {
    private static final String CONFIG =
            """
            status = error
            rootLogger.level = INFO
            rootLogger.appenderRef.out.ref = out
            appender.out.type = Console
            appender.out.name = out
            appender.out.layout.type = PatternLayout
            appender.out.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1} %m%n
            """;

    private Logs() {}

    /** Options for a JVM that works in the folder. */
    static List<String> options(Path folder) {
        Path file = folder.resolve("log4j2.properties");
        try {
            Files.writeString(file, CONFIG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of("-Dlog4j2.configurationFile=" + file);
    }
}
