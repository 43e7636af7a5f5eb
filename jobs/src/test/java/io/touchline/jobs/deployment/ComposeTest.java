// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docker-compose.yml without an engine: known keys alone, and what keeps it safe to start. */
class ComposeTest {
    private static final Path FILE = Documents.ROOT.resolve("docker-compose.yml");

    /** Every key that we use; a new one is added here with the check that it deserves. */
    record Compose(String name, Map<String, Service> services, Map<String, JsonNode> volumes) {}

    record Service(
            String image,
            String build,
            String user,
            String restart,
            @JsonProperty("read_only") Boolean readOnly,
            @JsonProperty("cap_drop") List<String> capDrop,
            @JsonProperty("security_opt") List<String> securityOpt,
            @JsonProperty("stop_grace_period") String stopGracePeriod,
            @JsonProperty("mem_limit") String memLimit,
            Double cpus,
            List<String> entrypoint,
            List<String> command,
            Map<String, String> environment,
            List<String> ports,
            List<String> tmpfs,
            List<String> volumes,
            List<String> profiles,
            @JsonProperty("depends_on") Map<String, Condition> dependsOn,
            Health healthcheck) {}

    record Condition(String condition) {}

    record Health(
            List<String> test,
            String interval,
            String timeout,
            Integer retries,
            @JsonProperty("start_period") String startPeriod) {}

    @Test
    void aMisspeltKeyIsFound() {
        ObjectNode tree = tree();
        ((ObjectNode) tree.at("/services/kafka")).put("mem_limits", "1g");

        assertThatThrownBy(() -> Documents.typed(tree, Compose.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("mem_limits");
    }

    @Test
    void everyServiceIsPinnedBoundedAndWithoutRights() {
        compose()
                .services()
                .forEach(
                        (name, service) -> {
                            assertThat(service.image()).as(name).matches("[a-z/]+:v?[0-9][0-9.]+");
                            assertThat(service.user()).as(name).matches("[1-9][0-9]*:[0-9]+");
                            assertThat(service.memLimit()).as(name).matches("[0-9]+[mg]");
                            assertThat(service.cpus()).as(name).isPositive();
                            assertThat(service.capDrop()).as(name).containsExactly("ALL");
                            assertThat(service.securityOpt())
                                    .as(name)
                                    .containsExactly("no-new-privileges:true");
                            if (!name.equals("kafka")) {
                                assertThat(service.readOnly()).as(name).isTrue();
                            }
                            if (!"no".equals(service.restart())) {
                                assertThat(service.healthcheck()).as(name).isNotNull();
                            }
                        });
    }

    @Test
    void portsAreOpenOnThisMachineAlone() {
        List<String> ports = new ArrayList<>();
        compose()
                .services()
                .values()
                .forEach(it -> ports.addAll(it.ports() == null ? List.of() : it.ports()));
        assertThat(ports).isNotEmpty().allMatch(it -> it.matches("127\\.0\\.0\\.1:[0-9]+:[0-9]+"));
    }

    @Test
    void whatItNamesExists() {
        Compose compose = compose();
        for (Service service : compose.services().values()) {
            if (service.dependsOn() != null) {
                assertThat(compose.services()).containsKeys(keys(service.dependsOn()));
            }
            for (String volume :
                    service.volumes() == null ? List.<String>of() : service.volumes()) {
                String from = volume.substring(0, volume.indexOf(':'));
                if (from.startsWith("./")) {
                    assertThat(Documents.ROOT.resolve(from)).exists();
                    assertThat(volume).endsWith(":ro");
                } else {
                    assertThat(compose.volumes()).containsKey(from);
                }
            }
        }
    }

    @Test
    void versionsAreThoseOfTheBuild() throws IOException {
        String pom = Files.readString(Documents.ROOT.resolve("pom.xml"));
        String image = Files.readString(Documents.ROOT.resolve("Dockerfile"));
        String flink = property(pom, "flink.version");

        assertThat(compose().services().get("kafka").image())
                .isEqualTo("apache/kafka:" + property(pom, "kafka.version"));
        assertThat(image)
                .contains("FROM flink:" + flink + "-java17\n")
                .contains("flink-s3-fs-presto-" + flink + ".jar")
                .doesNotContain(":latest");
    }

    @Test
    void limitsHoldWhatFlinkTakes() {
        for (String job : List.of("detection", "correlation")) {
            Path file = Documents.ROOT.resolve("deploy/compose/flink/" + job + "/config.yaml");
            JsonNode flink = Documents.only(file);
            for (String role : List.of("jobmanager", "taskmanager")) {
                long takes = megabytes(flink.get(role + ".memory.process.size").asText());
                Service service = compose().services().get(job + '-' + role);
                assertThat(megabytes(service.memLimit())).as(job + role).isGreaterThan(takes);
            }
            assertThat(flink.get("jobmanager.rpc.address").asText()).isEqualTo(job + "-jobmanager");
        }
    }

    @Test
    void theConfigurationIsOneThatAJobAccepts() {
        Settings settings = Settings.read(Documents.ROOT.resolve("deploy/compose/touchline.yaml"));
        assertThat(settings.getOptional(TouchlineOptions.BOOTSTRAP)).contains("kafka:19092");
        assertThat(
                        compose()
                                .services()
                                .get("kafka")
                                .environment()
                                .get("KAFKA_ADVERTISED_LISTENERS"))
                .contains("INTERNAL://kafka:19092");
    }

    private static String[] keys(Map<String, Condition> map) {
        return map.keySet().toArray(String[]::new);
    }

    private static long megabytes(String text) {
        long value = Long.parseLong(text.replaceAll("[a-z]", ""));
        return text.endsWith("g") ? value * 1024 : value;
    }

    private static String property(String pom, String name) {
        Matcher value = Pattern.compile('<' + name + ">([^<]+)<").matcher(pom);
        assertThat(value.find()).isTrue();
        return value.group(1);
    }

    private static Compose compose() {
        return Documents.typed(tree(), Compose.class);
    }

    /** Without the extension fields: what they hold is merged where it is used. */
    private static ObjectNode tree() {
        ObjectNode tree = (ObjectNode) Documents.only(FILE);
        List<String> extensions = new ArrayList<>();
        tree.fieldNames().forEachRemaining(extensions::add);
        extensions.removeIf(name -> !name.startsWith("x-"));
        tree.remove(extensions);
        return tree;
    }
}
