// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Promise S7 of docs/reliability.md, on the class path that the jobs have: what the build's bans
 * let through does not come in another way.
 */
class DependencyBansTest {
    private static final List<String> JARS =
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(path -> path.replace(File.separatorChar, '/'))
                    .filter(path -> path.endsWith(".jar"))
                    .toList();

    private static List<String> versions(String folder) {
        return JARS.stream()
                .filter(jar -> jar.contains("/" + folder + "/"))
                .map(jar -> jar.split("/" + folder + "/")[1].split("/")[0])
                .toList();
    }

    @Test
    void seesTheClassPath() {
        assertThat(JARS).hasSizeGreaterThan(50);
        assertThat(versions("org/apache/flink/flink-core")).isNotEmpty();
    }

    @Test
    void theOldLz4AndTheOldLog4jAreAbsent() {
        assertThat(JARS).noneMatch(jar -> jar.contains("/org/lz4/"));
        assertThat(JARS).noneMatch(jar -> jar.contains("/log4j/log4j/"));
        assertThat(versions("at/yawk/lz4/lz4-java")).hasSize(1);
    }

    @Test
    void avroIsAtLeastTheOneThatChecksClasses() {
        assertThat(versions("org/apache/avro/avro"))
                .singleElement()
                .satisfies(version -> assertThat(atLeast(version, 1, 11, 4)).isTrue());
    }

    @Test
    void everyLog4jIsThePinnedOne() {
        List<String> versions =
                JARS.stream()
                        .filter(jar -> jar.contains("/org/apache/logging/log4j/"))
                        .map(jar -> jar.replaceFirst(".*/([^/]+)/[^/]+$", "$1"))
                        .distinct()
                        .toList();
        assertThat(versions).hasSize(1);
        assertThat(atLeast(versions.get(0), 2, 25, 0)).isTrue();
    }

    /** Flink's core brings commons-collections 3; of it, only the release without the gadgets. */
    @Test
    void commonsCollectionsAndSnakeyamlAreThoseThatLoadNoClasses() {
        assertThat(versions("commons-collections/commons-collections")).allMatch("3.2.2"::equals);
        assertThat(versions("org/yaml/snakeyaml"))
                .isNotEmpty()
                .allMatch(version -> atLeast(version, 2, 0, 0));
    }

    private static boolean atLeast(String version, int... least) {
        String[] parts = version.split("[^0-9]+");
        for (int i = 0; i < least.length; i++) {
            int part = i < parts.length ? Integer.parseInt(parts[i]) : 0;
            if (part != least[i]) {
                return part > least[i];
            }
        }
        return true;
    }
}
