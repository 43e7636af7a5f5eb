// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Host names of tools that people and intruders share (tunnels, remote management, paste sites), by
 * family, from {@code tool-families.txt}. A family is an attribute that novelty may watch: it
 * decides nothing. Immutable, thread-safe.
 */
public final class ToolFamilies {
    private static final Map<String, String> BY_SUFFIX = load();

    private ToolFamilies() {}

    /** The family of a host name or of a domain above it; null for any other name. */
    public static @Nullable String of(String host) {
        String name = host;
        while (true) {
            String family = BY_SUFFIX.get(name);
            int dot = name.indexOf('.');
            if (family != null || dot < 0) {
                return family;
            }
            name = name.substring(dot + 1);
        }
    }

    private static Map<String, String> load() {
        Map<String, String> bySuffix = new HashMap<>();
        try (InputStream in = ToolFamilies.class.getResourceAsStream("tool-families.txt")) {
            if (in == null) {
                throw new IllegalStateException("tool-families.txt is missing from the class path");
            }
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.strip().split(" ");
                for (int i = 1; i < words.length && !line.startsWith("#"); i++) {
                    bySuffix.put(words[i], words[0]);
                }
            }
            return Map.copyOf(bySuffix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
