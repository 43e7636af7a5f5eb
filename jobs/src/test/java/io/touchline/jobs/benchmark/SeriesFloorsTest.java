// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.jobs.evaluate.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Floors, a little below what was measured; skipped where the corpora are not there. */
class SeriesFloorsTest {
    @Test
    void theLevelDetectorKeepsItsPlaceOnTheNumentaBenchmark() throws IOException {
        JsonNode json = figures(new NabEvaluation(), "benchmark/nab");
        assertThat(json.path("series").asInt()).isEqualTo(51);
        assertThat(json.path("score").asDouble()).isGreaterThanOrEqualTo(57.5);
        assertThat(json.path("state_bytes").asInt()).isLessThanOrEqualTo(200);
    }

    @Test
    void consistencySeesSevenAttacksOnAWaterNetworkWithinItsBudget() throws IOException {
        JsonNode row = figures(new BatadalEvaluation(), "ot/batadal").at("/detectors/0");
        assertThat(row.path("detector").asText()).isEqualTo("consistency");
        assertThat(row.path("s").asDouble()).isGreaterThanOrEqualTo(0.88);
        assertThat(row.path("tnr").asDouble()).isGreaterThanOrEqualTo(0.985);
        assertThat(row.path("attacks")).allMatch(attack -> attack.path("detected").asBoolean());
    }

    private static JsonNode figures(Evaluation evaluation, String folder) throws IOException {
        Path data = data().resolve(folder);
        assumeThat(Files.isDirectory(data)).as("no public data in " + data).isTrue();
        return new ObjectMapper().readTree(evaluation.of(List.of(data)).json());
    }

    private static Path data() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("shared/data"))) {
            at = at.getParent();
        }
        return (at == null ? Path.of("..", "..") : at).resolve("shared/data");
    }
}
