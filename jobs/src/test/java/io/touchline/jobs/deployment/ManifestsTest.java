// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The Kubernetes manifests against the types and the resource definition that read them. */
class ManifestsTest {
    private static final Path BASE = Documents.ROOT.resolve("k8s/base");
    private static final Path PROD = Documents.ROOT.resolve("k8s/overlays/prod");
    private static final String FLINK = "FlinkDeployment";

    private static final Map<String, Class<?>> TYPES =
            Map.ofEntries(
                    Map.entry("v1/Namespace", Namespace.class),
                    Map.entry("v1/ServiceAccount", ServiceAccount.class),
                    Map.entry("v1/ConfigMap", ConfigMap.class),
                    Map.entry("v1/PersistentVolumeClaim", PersistentVolumeClaim.class),
                    Map.entry("rbac.authorization.k8s.io/v1/Role", Role.class),
                    Map.entry("rbac.authorization.k8s.io/v1/RoleBinding", RoleBinding.class),
                    Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
                    Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
                    Map.entry("kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class),
                    Map.entry("kafka.strimzi.io/v1/KafkaUser", KafkaUser.class),
                    Map.entry("monitoring.coreos.com/v1/PodMonitor", PodMonitor.class),
                    Map.entry("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class));

    record PodMonitor(String apiVersion, String kind, ObjectMeta metadata, PodMonitorSpec spec) {}

    record PodMonitorSpec(LabelSelector selector, List<Endpoint> podMetricsEndpoints) {}

    record Endpoint(String port, String path, String interval, String scrapeTimeout) {}

    record PrometheusRule(String apiVersion, String kind, ObjectMeta metadata, RuleSpec spec) {}

    record RuleSpec(List<RuleGroup> groups) {}

    record RuleGroup(String name, List<Rule> rules) {}

    record Rule(
            String alert,
            String expr,
            @com.fasterxml.jackson.annotation.JsonProperty("for") String holds,
            Map<String, String> labels,
            Map<String, String> annotations) {}

    @Test
    void everyFieldIsOneThatItsReaderKnows() {
        JsonSchema definition = definition();
        for (JsonNode resource : rendered()) {
            String kind = kind(resource);
            if (resource.path("kind").asText().equals(FLINK)) {
                assertThat(definition.validate(resource)).as(name(resource)).isEmpty();
            } else {
                assertThat(TYPES).as(name(resource)).containsKey(kind);
                Documents.typed(resource, TYPES.get(kind));
            }
        }
    }

    @Test
    void aMisspeltFieldIsFoundAtAnyDepth() {
        ObjectNode policy = (ObjectNode) named("NetworkPolicy", "touchline-incoming").deepCopy();
        ((ObjectNode) policy.at("/spec/ingress/0/ports/0")).put("prot", 8081);
        assertThatThrownBy(() -> Documents.typed(policy, NetworkPolicy.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("prot");

        ObjectNode user = (ObjectNode) named("KafkaUser", "touchline-detection").deepCopy();
        ((ObjectNode) user.at("/spec/authorization/acls/0/resource")).put("patternTyp", "x");
        assertThatThrownBy(() -> Documents.typed(user, KafkaUser.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("patternTyp");

        ObjectNode flink = (ObjectNode) named(FLINK, "touchline-detection").deepCopy();
        ((ObjectNode) flink.at("/spec/podTemplate/spec/containers/0/securityContext"))
                .put("runAsNonRot", true);
        ((ObjectNode) flink.at("/spec/job")).put("upgradMode", "savepoint");
        assertThat(definition().validate(flink)).hasSize(2);
    }

    @Test
    void everyFileIsUsedAndEveryReferenceExists() throws IOException {
        for (Path folder : List.of(BASE, PROD)) {
            JsonNode kustomization = Documents.only(folder.resolve("kustomization.yaml"));
            Set<String> named = new TreeSet<>(Set.of("kustomization.yaml"));
            kustomization.path("resources").forEach(file -> named.add(file.asText()));
            kustomization.path("patches").forEach(patch -> named.add(patch.path("path").asText()));
            kustomization
                    .path("configMapGenerator")
                    .forEach(map -> map.path("files").forEach(file -> named.add(file.asText())));
            assertThat(named).allSatisfy(file -> assertThat(folder.resolve(file)).exists());
            assertThat(
                            Documents.files(folder).stream()
                                    .map(file -> folder.relativize(file).toString()))
                    .isSubsetOf(named);
        }
    }

    @Test
    void podsRunWithoutRootWithoutRightsAndWithinLimits() {
        List<JsonNode> deployments =
                rendered().stream().filter(it -> it.path("kind").asText().equals(FLINK)).toList();
        assertThat(deployments).hasSize(4); // two in the base, two in the overlay
        for (JsonNode deployment : deployments) {
            JsonNode spec = deployment.path("spec");
            assertThat(spec.path("image").asText()).matches(".+:[0-9]+\\.[0-9]+\\.[0-9]+");
            assertThat(spec.at("/job/allowNonRestoredState").asText()).isEqualTo("false");
            assertThat(spec.at("/job/upgradeMode").asText()).isEqualTo("savepoint");
            for (String role : List.of("jobManager", "taskManager")) {
                assertThat(spec.path(role).path("resource").path("cpu").asDouble()).isPositive();
                assertThat(spec.path(role).path("resource").path("memory").asText()).isNotEmpty();
            }
            Pod pod = Documents.typed(spec.path("podTemplate"), Pod.class);
            assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSpec().getSecurityContext().getRunAsUser()).isEqualTo(9999);
            assertThat(pod.getSpec().getSecurityContext().getSeccompProfile().getType())
                    .isEqualTo("RuntimeDefault");
            Container main = pod.getSpec().getContainers().get(0);
            assertThat(main.getName()).isEqualTo("flink-main-container");
            assertThat(main.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
            assertThat(main.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
            assertThat(main.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(main.getLivenessProbe()).isNotNull();
            assertThat(main.getReadinessProbe()).isNotNull();
            assertThat(pod.getSpec().getVolumes())
                    .extracting(it -> it.getName())
                    .containsAll(main.getVolumeMounts().stream().map(it -> it.getName()).toList());
        }
    }

    @Test
    void eachJobHasAPrincipalThatMayDoWhatItDoesAndNoMore() throws IOException {
        Settings settings = Settings.read(BASE.resolve("touchline.yaml"));
        String group = settings.get(TouchlineOptions.GROUP);
        Set<String> read = new TreeSet<>(settings.get(TouchlineOptions.RAW_TOPICS));
        settings.getOptional(TouchlineOptions.CONTROL_TOPIC).ifPresent(read::add);
        String findings = settings.get(TouchlineOptions.FINDINGS_TOPIC);

        assertThat(rights("touchline-detection"))
                .isEqualTo(
                        new TreeMap<>(
                                Map.of(
                                        "read",
                                        read,
                                        "write",
                                        new TreeSet<>(
                                                Set.of(
                                                        findings,
                                                        settings.get(TouchlineOptions.BOOKS_TOPIC),
                                                        settings.get(
                                                                TouchlineOptions.HEARTBEAT_TOPIC),
                                                        settings.get(
                                                                TouchlineOptions
                                                                        .DEAD_LETTERS_TOPIC))),
                                        "group",
                                        new TreeSet<>(Set.of(group + "-detection")))));
        assertThat(rights("touchline-correlation"))
                .isEqualTo(
                        new TreeMap<>(
                                Map.of(
                                        "read",
                                        new TreeSet<>(Set.of(findings)),
                                        "write",
                                        new TreeSet<>(
                                                Set.of(
                                                        settings.get(
                                                                TouchlineOptions.INCIDENTS_TOPIC),
                                                        settings.get(
                                                                TouchlineOptions.RESPONSES_TOPIC),
                                                        settings.get(
                                                                TouchlineOptions.HEARTBEAT_TOPIC))),
                                        "group",
                                        new TreeSet<>(Set.of(group + "-correlation")))));
    }

    @Test
    void everyTopicThatAPrincipalNamesIsThereOnAppendTime() {
        Set<String> topics = new TreeSet<>();
        for (JsonNode topic : base()) {
            if (topic.path("kind").asText().equals("KafkaTopic")) {
                topics.add(topic.at("/metadata/name").asText());
                assertThat(topic.at("/spec/config/message.timestamp.type").asText())
                        .isEqualTo("LogAppendTime");
            }
        }
        Set<String> named = new TreeSet<>();
        for (String user : List.of("touchline-detection", "touchline-correlation")) {
            named.addAll(rights(user).get("read"));
            named.addAll(rights(user).get("write"));
        }
        assertThat(topics).isEqualTo(named);
    }

    @Test
    void configurationsAreThoseThatAJobAccepts() {
        for (Path folder : List.of(BASE, PROD)) {
            Settings settings = Settings.read(folder.resolve("touchline.yaml"));
            assertThat(settings.getOptional(TouchlineOptions.BOOTSTRAP)).isPresent();
            // beside it in the config map
            assertThat(settings.getOptional(TouchlineOptions.CLIENT_PROPERTIES))
                    .contains("client.properties");
        }
    }

    private static Map<String, Set<String>> rights(String user) {
        Map<String, Set<String>> rights = new TreeMap<>();
        for (JsonNode acl : named("KafkaUser", user).at("/spec/authorization/acls")) {
            String type = acl.at("/resource/type").asText();
            List<String> operations = new ArrayList<>();
            acl.path("operations").forEach(it -> operations.add(it.asText()));
            // the preflight looks at the settings of topics, and a right that is not named is
            // missing
            assertThat(operations).hasSize(type.equals("group") ? 2 : 3).contains("Describe");
            assertThat(operations.contains("DescribeConfigs")).isEqualTo(type.equals("topic"));
            assertThat(acl.at("/resource/patternType").asText()).isEqualTo("literal");
            String right =
                    type.equals("group")
                            ? "group"
                            : operations.contains("Write") ? "write" : "read";
            rights.computeIfAbsent(right, r -> new TreeSet<>())
                    .add(acl.at("/resource/name").asText());
        }
        return rights;
    }

    /** Of the base as it is, and of the overlay as it comes out. */
    static List<JsonNode> rendered() {
        List<JsonNode> all = new ArrayList<>(base());
        List<JsonNode> patches = new ArrayList<>();
        Documents.only(PROD.resolve("kustomization.yaml"))
                .path("patches")
                .forEach(it -> patches.add(Documents.only(PROD.resolve(it.path("path").asText()))));
        for (JsonNode patch : patches) {
            List<JsonNode> target =
                    base().stream().filter(it -> name(it).equals(name(patch))).toList();
            assertThat(target).as("target of the patch " + name(patch)).hasSize(1);
            all.add(Documents.patched(target.get(0), patch));
        }
        return all;
    }

    private static List<JsonNode> base() {
        List<JsonNode> resources = new ArrayList<>();
        Documents.only(BASE.resolve("kustomization.yaml"))
                .path("resources")
                .forEach(it -> resources.addAll(Documents.read(BASE.resolve(it.asText()))));
        return resources;
    }

    private static JsonNode named(String kind, String name) {
        return base().stream()
                .filter(it -> it.path("kind").asText().equals(kind))
                .filter(it -> it.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String kind(JsonNode resource) {
        return resource.path("apiVersion").asText() + '/' + resource.path("kind").asText();
    }

    private static String name(JsonNode resource) {
        return kind(resource) + '/' + resource.at("/metadata/name").asText();
    }

    /** The resource definition of the operator, closed: a field that it does not name is wrong. */
    private static JsonSchema definition() {
        String file = "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";
        try (InputStream in = ManifestsTest.class.getResourceAsStream(file)) {
            Path copy = Files.createTempFile("definition", ".yml");
            Files.write(copy, in.readAllBytes());
            JsonNode schema = Documents.only(copy).at("/spec/versions/0/schema/openAPIV3Schema");
            Files.delete(copy);
            ObjectNode root = (ObjectNode) schema;
            ObjectNode properties = (ObjectNode) root.path("properties");
            for (String name : List.of("apiVersion", "kind", "metadata")) {
                properties.putObject(name);
            }
            // the newest published definition ends at 1.20
            ((ArrayNode) root.at("/properties/spec/properties/flinkVersion/enum")).add("v2_0");
            close(root);
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void close(JsonNode schema) {
        if (schema.isObject() && schema.path("properties").isObject()) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        schema.forEach(ManifestsTest::close);
    }
}
