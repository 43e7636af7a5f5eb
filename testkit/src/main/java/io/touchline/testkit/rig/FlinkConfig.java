// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The config.yaml of a process, in a folder of its own. */
final class FlinkConfig {
    private FlinkConfig() {}

    /** Writes it; returns the folder, for {@code --configDir}. */
    static Path write(Path folder, String process, Map<String, String> options) {
        String yaml =
                new TreeMap<>(options)
                        .entrySet().stream()
                                .map(each -> each.getKey() + ": \"" + each.getValue() + "\"\n")
                                .collect(Collectors.joining());
        try {
            Path config = Files.createDirectories(folder.resolve(process + "-conf"));
            Files.writeString(config.resolve("config.yaml"), yaml);
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What both kinds of process of a cluster say of it. */
    static Map<String, String> cluster(Path folder, int rpcPort) {
        Map<String, String> options = new TreeMap<>();
        options.put("jobmanager.rpc.address", "127.0.0.1");
        options.put("jobmanager.rpc.port", "" + rpcPort);
        options.put("jobmanager.bind-host", "127.0.0.1");
        options.put("io.tmp.dirs", folder.resolve("tmp").toString());
        // a loss is noticed in seconds, not in the 50 of the default
        options.put("heartbeat.interval", "1 s");
        options.put("heartbeat.timeout", "5 s");
        return options;
    }
}
