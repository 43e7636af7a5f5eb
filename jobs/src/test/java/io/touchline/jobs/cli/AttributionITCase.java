// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.jobs.SmallVenue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose deed it was, where an address changes hands or belongs to many: cases of the ledger. */
class AttributionITCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DAYS = 14;

    @TempDir Path folder;

    @Test
    void whatComesFromAnAddressIsItsHoldersBeforeAndAfterItChangesHands() throws Exception {
        List<Map<String, Object>> ledger = play("lease-hand-over");
        Map<String, Object> handOver = stage(ledger, "lateral-movement", 2);
        Instant moved = Instant.parse(String.valueOf(handOver.get("from")));
        String words = String.valueOf(handOver.get("planted"));
        String heir = "device:venue:" + words.substring(words.lastIndexOf(' ') + 1);
        String attacker = "device:venue:" + mac(handOver);

        Set<String> before = new TreeSet<>();
        Set<String> after = new TreeSet<>();
        for (JsonNode finding : lines("findings.jsonl")) {
            if (finding.path("entity").asText().equals(attacker)) {
                boolean early = Instant.parse(finding.path("time").asText()).isBefore(moved);
                (early ? before : after).add(finding.path("observed").asText());
            }
            // what the attacker did is never the innocent one's
            if (finding.path("entity").asText().equals(heir)) {
                assertThat(finding.path("observed").asText()).doesNotContain("inner service");
            }
        }
        System.out.println("before " + before + "\nafter " + after);
        assertThat(before).anyMatch(what -> what.contains("ENG-SRV-02"));
        assertThat(after)
                .anyMatch(what -> what.contains("inner service"))
                .noneMatch(what -> what.contains("ENG-SRV-02"));
        boolean whole = false;
        for (JsonNode incident : lines("incidents.jsonl")) {
            for (JsonNode entity : incident.path("entities")) {
                if (entity.path("key").asText().equals(heir)) {
                    assertThat(entity.path("role").asText()).isNotEqualTo("compromised");
                }
            }
            whole |= incident.toString().contains("ENG-SRV-02") && ofBoth(incident, moved);
        }
        assertThat(whole).as("one incident over both addresses").isTrue();
    }

    private static boolean ofBoth(JsonNode incident, Instant moved) {
        boolean early = false;
        boolean late = false;
        for (JsonNode step : incident.path("steps")) {
            Instant at = Instant.parse(step.path("time").asText());
            early |= at.isBefore(moved);
            late |= at.isAfter(moved);
        }
        return early && late;
    }

    @Test
    void aGatewayIsADeviceAndNobodysAccount() throws Exception {
        List<Map<String, Object>> ledger = play("nat-gateway");
        String gateway = "device:venue:" + mac(stage(ledger, "lateral-movement", 1));
        List<JsonNode> ofGateway = new ArrayList<>();
        for (JsonNode finding : lines("findings.jsonl")) {
            if (finding.path("entity").asText().equals(gateway)
                    && finding.path("observed").asText().contains("inner service")) {
                ofGateway.add(finding);
            }
        }
        ofGateway.forEach(finding -> System.out.println(finding.path("observed").asText()));
        assertThat(ofGateway)
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.path("links")).isEmpty());
        for (JsonNode incident : lines("incidents.jsonl")) {
            Set<String> keys = new TreeSet<>();
            incident.path("entities").forEach(entity -> keys.add(entity.path("key").asText()));
            if (keys.contains(gateway)) {
                assertThat(keys).noneMatch(key -> key.startsWith("account:"));
                assertThat(keys).noneMatch(key -> key.startsWith("mailbox:"));
            }
        }
    }

    private List<Map<String, Object>> play(String scenario) throws IOException {
        Path telemetry = folder.resolve("telemetry");
        List<Map<String, Object>> ledger = SmallVenue.write(scenario, 1, DAYS, telemetry);
        assertThat(
                        Touchline.commandLine()
                                .execute(
                                        "detect",
                                        "--input",
                                        telemetry.toString(),
                                        "--output",
                                        folder.resolve("out").toString()))
                .isZero();
        return ledger;
    }

    private static Map<String, Object> stage(
            List<Map<String, Object>> ledger, String stage, int step) {
        return ledger.stream()
                .filter(line -> stage.equals(line.get("stage")))
                .filter(line -> String.valueOf(step).equals(String.valueOf(line.get("step"))))
                .findFirst()
                .orElseThrow();
    }

    /** Of whoever did it. */
    private static String mac(Map<String, Object> line) {
        for (Object entity : (List<?>) line.get("entities")) {
            for (Object alias : (List<?>) ((Map<?, ?>) entity).get("aliases")) {
                if (String.valueOf(alias).length() == 17
                        && List.of("host", "from").contains(((Map<?, ?>) entity).get("role"))) {
                    return String.valueOf(alias);
                }
            }
        }
        throw new AssertionError("nobody did it: " + line);
    }

    private List<JsonNode> lines(String file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("out").resolve(file))) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
