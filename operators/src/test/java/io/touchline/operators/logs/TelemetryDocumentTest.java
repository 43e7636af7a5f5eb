// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/telemetry.md is generated: run this test with -Dtouchline.write-docs to write it anew. */
class TelemetryDocumentTest {
    private static final Path FILE = Path.of("../docs/telemetry.md");

    @Test
    void documentIsUpToDate() throws IOException {
        String text = document();
        if (System.getProperty("touchline.write-docs") != null) {
            Files.writeString(FILE, text);
        }
        assertThat(Files.readString(FILE)).isEqualTo(text);
    }

    @Test
    void everyLogSaysWhatItBecomesOrWhyItIsNothingByItself() {
        for (Log log : Logs.all()) {
            if (log.partner().isEmpty()) {
                assertThat(log.channel()).as(log.name()).isNotNull();
                assertThat(log.actions()).as(log.name()).isNotEmpty();
                assertThat(log.roles()).as(log.name()).isNotEmpty();
            } else {
                assertThat(log.roles()).as(log.name()).isEmpty();
            }
        }
        assertThat(Logs.all()).extracting(Log::name).doesNotHaveDuplicates();
    }

    private static String document() {
        StringBuilder out =
                new StringBuilder(
                        """
                        # What each log becomes

                        Generated from `Logs`; do not edit. One row per log that makes interactions: the end
                        whose pattern of life it belongs to, the other end, what was done, how it ended, and
                        what is measured and noted. Readers are held to this table by assertions in every test.

                        """);
        table(out);
        out.append(
                """

                ## Used, and nothing by itself

                Records of these logs are read, counted as used and make no interaction, for the reason given.

                | logs | why |
                |---|---|
                """);
        Map<String, String> partners = new LinkedHashMap<>();
        for (Log log : Logs.all()) {
            if (!log.partner().isEmpty()) {
                partners.merge(log.partner(), code(log.name()), (a, b) -> a + " " + b);
            }
        }
        partners.forEach((why, logs) -> row(out, logs, why));
        out.append(
                """

                ## Records that make no interaction

                Most records of these logs do; those that do not are counted as used.

                | logs | which do not |
                |---|---|
                """);
        Map<String, String> silent = new LinkedHashMap<>();
        for (Log log : Logs.all()) {
            if (!log.silent().isEmpty()) {
                silent.merge(log.silent(), code(log.name()), (a, b) -> a + " " + b);
            }
        }
        silent.forEach((which, logs) -> row(out, logs, which));
        out.append(
                """

                ## Whose address it was

                | log | binds |
                |---|---|
                """);
        for (Log log : Logs.all()) {
            if (!log.binds().isEmpty()) {
                row(out, code(log.name()), log.binds());
            }
        }
        return out.toString();
    }

    private static void table(StringBuilder out) {
        out.append(
                "| log | channel | entity | peer | actions | outcome | measures | attributes |\n"
                        + "|---|---|---|---|---|---|---|---|\n");
        for (Log log : Logs.all()) {
            if (log.partner().isEmpty()) {
                row(
                        out,
                        code(log.name()),
                        lower(List.of(String.valueOf(log.channel()))),
                        joined(log.roles().stream().map(Log.Role::entity).toList()),
                        joined(log.roles().stream().map(Log.Role::peer).toList()),
                        lower(log.actions()),
                        log.outcome().isEmpty() ? "-" : log.outcome(),
                        lower(log.measures()),
                        lower(log.attributes()));
            }
        }
    }

    private static void row(StringBuilder out, String... cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String joined(List<String> words) {
        return String.join("; ", words);
    }

    private static String lower(Collection<?> constants) {
        String text =
                constants.stream()
                        .map(each -> each.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .collect(Collectors.joining(" "));
        return text.isEmpty() ? "-" : text;
    }

    private static String code(String name) {
        return '`' + name + '`';
    }
}
