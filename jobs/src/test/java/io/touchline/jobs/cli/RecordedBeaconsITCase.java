// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A recorded beacon on its first day, and recorded services that are called by the clock. */
class RecordedBeaconsITCase {
    private static final Path DATA = Path.of("../../shared/data");

    @Test
    void theBeaconIsFoundAndTheServicesAreNot() throws Exception {
        assumeTrue(Files.isDirectory(DATA), "skipped: no real telemetry beside the project");
        StringWriter out = new StringWriter();
        CommandLine line = Touchline.commandLine();
        line.setOut(new PrintWriter(out, true));
        assertThat(line.execute("evaluate", "rita", "--data", DATA.toString())).isZero();
        String[] lines = out.toString().split("\n");
        JsonNode json = new ObjectMapper().readTree(lines[lines.length - 1]);

        JsonNode proxy = json.at("/proxy/hosts");
        assertThat(proxy.at("/www.honestimnotevil.com/rank").asInt()).isOne();
        assertThat(proxy.at("/www.google.com/rank").isNull()).isTrue();
        // all ten clients ask alexa every five minutes, and eleven Windows for their tiles
        JsonNode clients = json.at("/valid_tsv/hosts");
        assertThat(clients.at("/www.alexa.com/rank").isNull()).isTrue();
        assertThat(clients.at("/tile-service.weather.microsoft.com/rank").isNull()).isTrue();

        for (JsonNode pair : json.at("/proxy/pairs")) {
            boolean beacon = pair.path("host").asText().equals("www.honestimnotevil.com");
            assertThat(pair.path("contacts").asInt()).isEqualTo(beacon ? 397 : 10);
            if (beacon) {
                assertThat(pair.path("z").asDouble()).isBetween(32.0, 33.5);
                assertThat(pair.path("bits").asDouble()).isGreaterThan(20);
            } else {
                assertThat(pair.path("z").asDouble()).isBetween(-3.0, -2.4);
                assertThat(pair.path("bits").asDouble()).isLessThan(6);
            }
        }
    }
}
