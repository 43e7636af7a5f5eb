// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.touchline.jobs.kafka.KafkaJobs;
import io.touchline.jobs.options.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Flink ignores a key that it does not know: every one of ours is looked up. */
class FlinkKeysTest {
    private static final FlinkKeys KEYS = new FlinkKeys();

    @Test
    void everyKeyOfComposeIsFlinks() {
        for (String job : List.of("detection", "correlation")) {
            Path file = Documents.ROOT.resolve("deploy/compose/flink/" + job + "/config.yaml");
            assertThat(faults(Documents.only(file))).as(job).isEmpty();
        }
    }

    @Test
    void everyKeyOfTheManifestsIsFlinks() {
        int seen = 0;
        for (JsonNode resource : ManifestsTest.rendered()) {
            JsonNode configuration = resource.at("/spec/flinkConfiguration");
            seen += configuration.size();
            assertThat(faults(configuration)).isEmpty();
        }
        assertThat(seen).isGreaterThan(40);
    }

    @Test
    void everyKeyThatAJobSetsItselfIsFlinks() {
        for (Map<String, String> set :
                List.of(
                        KafkaJobs.configureDetection(Settings.defaults()).toMap(),
                        KafkaJobs.configureCorrelation(Settings.defaults()).toMap())) {
            assertThat(faults(set)).isEmpty();
        }
    }

    @Test
    void unknownDeprecatedAndUnreadableAreTold() {
        assertThat(KEYS.size()).isGreaterThan(500);
        assertThat(KEYS.fault("execution.checkpointing.dirr", "x")).endsWith("is unknown");
        assertThat(KEYS.fault("state.checkpoints.dir", "x")).endsWith("is deprecated");
        assertThat(KEYS.fault("taskmanager.numberOfTaskSlots", "two")).endsWith("cannot be two");
        assertThat(KEYS.fault("metrics.reporter.prom.prt", "1")).endsWith("is unknown");
    }

    private static List<String> faults(JsonNode configuration) {
        Map<String, String> values = new TreeMap<>();
        configuration
                .properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
        return faults(values);
    }

    private static List<String> faults(Map<String, String> values) {
        List<String> faults = new ArrayList<>();
        values.forEach((key, value) -> faults.add(KEYS.fault(key, value)));
        faults.removeIf(String::isEmpty);
        return faults;
    }
}
