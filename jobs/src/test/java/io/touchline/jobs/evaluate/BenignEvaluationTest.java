// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.jobs.files.InputException;
import io.touchline.jobs.local.OutputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as false, of findings that a detect of the test's own writes. */
class BenignEvaluationTest {
    private static final String HEADER =
            "#separator \\x09\n#fields\tts\tid.orig_h\tid.resp_h\tlabel   detailedlabel\n";

    @TempDir Path data;

    private final List<Map<String, String>> options = new ArrayList<>();
    private final List<String> mails = new ArrayList<>();

    @BeforeEach
    void recordings() throws IOException {
        for (String pc : List.of("010", "011", "012")) {
            Path folder = Files.createDirectories(data.resolve("network/stratosphere-" + pc));
            Files.writeString(
                    folder.resolve("conn.log.labeled"),
                    HEADER
                            + "0.0\t192.0.2.1\t198.51.100.9\tBenign   (empty)\n"
                            + "10.0\t203.0.113.5\t192.0.2.1\tMalicious   Scan\n"
                            + "86400.0\t192.0.2.1\t198.51.100.9\tBenign   (empty)\n");
        }
        Path mail = Files.createDirectories(data.resolve("email/email-eu-temporal"));
        Files.writeString(mail.resolve("mails.txt"), "1 2 0\n3 2 86399\n1 2 259200\n");
    }

    private static String finding(String id, String knownAt, boolean acts, String... rows) {
        return String.format(
                "{\"finding_id\":\"%s\",\"known_at\":\"%s\",\"entity_acts\":%s,"
                        + "\"detector\":\"rate\",\"surprise_bits\":12,\"cold\":%s,"
                        + "\"coordinates\":[%s]}",
                id,
                knownAt,
                acts,
                rows.length > 0,
                String.join(",", List.of(rows).stream().map(it -> '"' + it + '"').toList()));
    }

    private void detect(List<Path> inputs, Path output, Map<String, String> given)
            throws IOException {
        options.add(given);
        OutputFiles files = new OutputFiles(output);
        List<String> findings = new ArrayList<>();
        Path folder = inputs.get(0);
        if (folder.endsWith("stratosphere-010")) {
            String conn = folder.resolve("conn.log.labeled") + ":";
            String time = "1970-01-01T00:00:10.000Z";
            findings.add(finding("benign", time, true, conn + 3));
            findings.add(finding("scan", time, false, conn + 4));
            findings.add(finding("both", time, true, conn + 3, conn + 4));
            findings.add(finding("aimed at it", time, false));
            findings.add(finding("its own deed", time, true));
        } else if (Files.exists(folder.resolve("messages.jsonl"))) {
            mails.addAll(Files.readAllLines(folder.resolve("messages.jsonl")));
            findings.add(finding("first day", "2003-10-01T23:59:59.000Z", true));
            findings.add(finding("later", "2003-10-02T00:00:00.000Z", true));
        }
        Files.write(files.findings(), findings);
        Files.writeString(
                files.incidents(),
                "{\"incident_id\":\"i\",\"revision\":1,\"steps\":[{\"finding_id\":\"later\"}]}\n"
                        + "{\"incident_id\":\"j\",\"revision\":1,\"suppressed\":\"below-budget\","
                        + "\"steps\":[{\"finding_id\":\"scan\"},{\"finding_id\":\"benign\"}]}\n"
                        + "{\"incident_id\":\"k\",\"revision\":1,"
                        + "\"steps\":[{\"finding_id\":\"scan\"}]}\n");
        Files.writeString(
                files.summary(),
                "{\"calibration\":{\"rate/device\":{\"scores\":10,\"above_5\":1,\"above_8\":0,"
                        + "\"above_9\":0,\"above_11\":0}}}");
    }

    @Test
    void countsWhatIsLabelledBenignAfterTheDayOfLearning() throws Exception {
        Outcome outcome = new BenignEvaluation(this::detect).of(List.of(data));
        JsonNode json = new ObjectMapper().readTree(outcome.json());
        JsonNode pc = json.at("/recordings/0");
        assertThat(pc.at("/findings_per_entity_day/count").asInt()).isEqualTo(2);
        assertThat(pc.at("/findings_per_entity_day/exposure").asDouble()).isEqualTo(1);
        assertThat(pc.at("/incidents_per_entity_day/count").asInt()).isOne();
        assertThat(pc.at("/learnt_days").asInt()).isZero();
        assertThat(json.at("/recordings/1/findings_per_entity_day/count").asInt()).isZero();
        JsonNode mail = json.at("/recordings/3");
        assertThat(mail.at("/learnt_days").asInt()).isOne();
        assertThat(mail.at("/findings_per_entity_day/count").asInt()).isOne();
        assertThat(mail.at("/incidents_per_entity_day/count").asInt()).isOne();
        // four runs
        assertThat(json.at("/calibration/rate~1device/scores").asInt()).isEqualTo(40);
        assertThat(outcome.table())
                .contains("| network/stratosphere-010 | 1.00 | 0 | 1 | 1.00 | 2 | 1 |");
        assertThat(json.at("/pcs/findings_per_entity_day/exposure").asDouble()).isEqualTo(3);
    }

    @Test
    void tellsDetectWhoseTheNetworkIsAndWritesMailsAsATrace() throws Exception {
        new BenignEvaluation(this::detect).of(List.of(data));
        assertThat(options.get(0)).containsExactly(Map.entry("venue.networks", "192.0.2.1/32"));
        assertThat(options.get(3)).isEmpty();
        assertThat(mails).hasSize(3);
        JsonNode second = new ObjectMapper().readTree(mails.get(1));
        assertThat(second.path("from").asText()).isEqualTo("p@3.example");
        assertThat(second.path("to").asText()).isEqualTo("2@venue.example");
        assertThat(second.path("date").asText()).isEqualTo("2003-10-01T23:59:59Z");
    }

    @Test
    void saysWhichRecordingIsMissing() throws Exception {
        Replay.delete(data.resolve("network/stratosphere-012"));
        assertThatThrownBy(() -> new BenignEvaluation(this::detect).of(List.of(data)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no network/stratosphere-012 in " + data);
        assertThatThrownBy(() -> new BenignEvaluation(this::detect).of(List.of()))
                .hasMessage("could not evaluate benign: no data");
    }
}
