// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

/** docs/options.md is generated: run this test with -Dtouchline.write-docs to write it anew. */
class OptionsDocumentTest {
    private static final Path FILE = Path.of("../docs/options.md");

    @Test
    void documentIsUpToDate() throws IOException {
        String text = document();
        if (System.getProperty("touchline.write-docs") != null) {
            Files.writeString(FILE, text);
        }
        assertThat(Files.readString(FILE)).isEqualTo(text);
    }

    @Test
    void everyOptionIsListedOnceAndDescribed() throws IllegalAccessException {
        List<ConfigOption<?>> declared = new ArrayList<>();
        for (Field field : TouchlineOptions.class.getDeclaredFields()) {
            if (field.getType() == ConfigOption.class) {
                declared.add((ConfigOption<?>) field.get(null));
            }
        }
        assertThat(TouchlineOptions.all()).containsAll(declared);
        assertThat(TouchlineOptions.all().stream().map(ConfigOption::key)).doesNotHaveDuplicates();
        assertThat(document()).doesNotContain("| |");
    }

    private static String document() {
        StringBuilder out =
                new StringBuilder(
                        """
                        # Options

                        Generated from `TouchlineOptions`; do not edit. Keys may be nested in the YAML
                        file (`venue:` then `site:`) or written with dots. Paths are relative to the file.

                        | key | default | meaning |
                        |---|---|---|
                        """);
        for (ConfigOption<?> option : TouchlineOptions.all()) {
            Object value = option.defaultValue();
            out.append("| `")
                    .append(option.key())
                    .append("` | ")
                    .append(value == null ? "none" : "`" + text(value) + "`")
                    .append(" | ")
                    .append(description(option))
                    .append(" |\n");
        }
        return out.toString();
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? String.join("; ", list.stream().map(String::valueOf).toList())
                : value instanceof java.time.Duration time
                        ? time.toMillis() + " ms"
                        : value.toString();
    }

    private static String description(ConfigOption<?> option) {
        return new org.apache.flink.configuration.description.HtmlFormatter()
                .format(option.description())
                .replace("&quot;", "\"");
    }
}
