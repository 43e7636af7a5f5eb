// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.jobs.files.InputException;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * TLS and SASL settings of every client, from the file {@code kafka.client-properties}. Only keys
 * of an allow list, for a client option can load a class or a login module (CVE-2023-25194).
 *
 * <p>Neither a message of this class nor {@link #toString} ever holds a value. Values do travel in
 * the job's graph to its tasks: {@code ${file:...}} of a config provider keeps a secret out of it,
 * for it is read where a client is made.
 */
final class ClientProperties {
    private static final Set<String> KEYS =
            Set.of(
                    "security.protocol",
                    "sasl.mechanism",
                    "sasl.jaas.config",
                    "ssl.key.password",
                    "ssl.endpoint.identification.algorithm",
                    "config.providers");
    private static final Pattern FAMILIES =
            Pattern.compile(
                    "(sasl\\.login\\.(refresh|retry)|ssl\\.truststore|ssl\\.keystore"
                            + "|config\\.providers\\.file|config\\.providers\\.env)\\..+");
    private static final String PROVIDERS = "org.apache.kafka.common.config.provider.";
    private static final Pattern PROVIDER_CLASS =
            Pattern.compile("config\\.providers\\..*\\.class");

    private final Properties values;

    private ClientProperties(Properties values) {
        this.values = values;
    }

    /**
     * Of the configured file; empty without one.
     *
     * @throws InputException when the file cannot be read or holds what is not allowed; it names
     *     keys, never values
     */
    static ClientProperties of(Settings settings) {
        Optional<Path> file = settings.path(TouchlineOptions.CLIENT_PROPERTIES);
        if (file.isEmpty()) {
            return new ClientProperties(new Properties());
        }
        Properties values = load(file.get());
        TreeSet<String> refused = new TreeSet<>();
        for (String key : values.stringPropertyNames()) {
            if (!KEYS.contains(key) && !FAMILIES.matcher(key).matches()) {
                refused.add(key);
            }
        }
        if (!refused.isEmpty()) {
            throw refused(
                    file.get(),
                    "it holds " + String.join(", ", refused),
                    "keep to the keys for TLS and SASL that docs/deploy-kafka.md lists");
        }
        check(file.get(), values);
        return new ClientProperties(values);
    }

    /** Adds them to what a client is made of. */
    void addTo(Properties client) {
        client.putAll(values);
    }

    @Override
    public String toString() {
        return "ClientProperties" + new TreeSet<>(values.stringPropertyNames());
    }

    private static void check(Path file, Properties values) {
        String jaas = values.getProperty("sasl.jaas.config");
        if (jaas != null && !LoginModules.areAllowed(jaas)) {
            throw refused(
                    file,
                    "sasl.jaas.config names a login module that is not allowed, or none",
                    "name " + LoginModules.names() + ", and take only the password from elsewhere");
        }
        for (String key : values.stringPropertyNames()) {
            if (PROVIDER_CLASS.matcher(key).matches()
                    && !Set.of(PROVIDERS + "FileConfigProvider", PROVIDERS + "EnvVarConfigProvider")
                            .contains(values.getProperty(key).strip())) {
                throw refused(
                        file,
                        key + " names a class that is not allowed",
                        "name FileConfigProvider or EnvVarConfigProvider of Kafka, in full");
            }
        }
    }

    private static Properties load(Path file) {
        Properties values = new Properties();
        try (Reader in = new StringReader(Files.readString(file, StandardCharsets.UTF_8))) {
            values.load(in);
        } catch (MalformedInputException | IllegalArgumentException e) {
            throw refused(
                    file,
                    "it is no Java properties file in UTF-8",
                    "write key=value lines; a backslash in a value is written twice");
        } catch (IOException e) {
            throw refused(
                    file,
                    "there is no such file, or it is not readable",
                    "give kafka.client-properties a path relative to the configuration file");
        }
        return values;
    }

    private static InputException refused(Path file, String fact, String cure) {
        return new InputException(
                "could not use the client properties " + file + ": " + fact, cure);
    }
}
