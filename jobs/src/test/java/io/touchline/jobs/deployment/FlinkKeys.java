// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.FallbackKey;

/**
 * Every option that the Flink on the class path declares: its key, and whether it is deprecated.
 */
final class FlinkKeys {
    private static final String REPORTER = "metrics.reporter.prom.";

    private final Map<String, ConfigOption<?>> options = new TreeMap<>();
    private final Set<String> deprecated = new TreeSet<>();

    FlinkKeys() {
        for (String path :
                System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            String jar = String.valueOf(Path.of(path).getFileName());
            if (jar.startsWith("flink-") && jar.endsWith(".jar") && !jar.endsWith("-tests.jar")) {
                readJar(path);
            }
        }
        options.keySet().forEach(deprecated::remove);
    }

    int size() {
        return options.size();
    }

    /** What is wrong with a key and its value; empty if nothing. */
    String fault(String key, String value) {
        if (deprecated.contains(key)) {
            return key + " is deprecated";
        }
        ConfigOption<?> option = options.get(key);
        if (option == null && key.startsWith(REPORTER)) {
            // declared without the prefix; its port is the reporter's own
            String suffix = key.substring(REPORTER.length());
            option = options.get("metrics.reporter.<name>." + suffix);
            option = option == null ? options.get(suffix) : option;
            return option != null || suffix.equals("port") ? "" : key + " is unknown";
        }
        if (option == null) {
            return key + " is unknown";
        }
        Configuration configuration = new Configuration();
        configuration.setString(key, value);
        try {
            return configuration.getOptional(option).isPresent() ? "" : key + " has no value";
        } catch (IllegalArgumentException e) {
            return key + " cannot be " + value;
        }
    }

    private void readJar(String path) {
        try (JarFile jar = new JarFile(path)) {
            for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
                String name = all.nextElement().getName();
                if (name.startsWith("org/apache/flink/") && name.endsWith("Options.class")) {
                    read(name.substring(0, name.length() - 6).replace('/', '.'));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String name) {
        try {
            for (Field field : Class.forName(name).getDeclaredFields()) {
                if (field.getType() == ConfigOption.class
                        && Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    read((ConfigOption<?>) field.get(null), field);
                }
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            // of a part that is not on this class path: what it declares counts as unknown
        }
    }

    private void read(ConfigOption<?> option, Field field) {
        if (field.isAnnotationPresent(Deprecated.class)) {
            deprecated.add(option.key());
        } else {
            options.put(option.key(), option);
        }
        for (FallbackKey fallback : option.fallbackKeys()) {
            if (fallback.isDeprecated()) {
                deprecated.add(fallback.getKey());
            }
        }
    }
}
