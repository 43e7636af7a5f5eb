// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.jobs.evaluate.Outcome;
import io.touchline.jobs.files.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark of edges: its form, and the floor below which a change is a step back. */
class DarpaEvaluationTest {
    private static final Path DATA = Path.of("../../shared/data/benchmark/darpa");
    private static final String HEADER = "src,dst,minute,attack\n";

    @TempDir Path folder;

    private Outcome of(String text) throws IOException {
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(folder.resolve(DarpaEdges.FILE)))) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return new DarpaEvaluation().of(List.of(folder));
    }

    @Test
    void findsABurstAmongAPollersEdges() throws IOException {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int minute = 1; minute <= 600; minute++) {
            rows.append("1,2,").append(minute).append(",0\n");
            rows.append("3,2,").append(minute).append(",0\n");
        }
        for (int i = 0; i < 200; i++) {
            rows.append("3,2,601,1\n");
        }
        Outcome outcome = of(rows.toString());
        assertThat(outcome.table().lines()).hasSize(3);
        JsonNode json = new ObjectMapper().readTree(outcome.json());
        assertThat(json.path("edges").asInt()).isEqualTo(1_400);
        assertThat(json.path("attacks").asInt()).isEqualTo(200);
        assertThat(json.path("auc").asDouble()).isGreaterThan(0.98);
        assertThat(json.path("cpu_ns_per_edge").isIntegralNumber()).isTrue();
    }

    @Test
    void whatHasNoAttackHasNoAuc() throws IOException {
        assertThat(of(HEADER + "1,2,1,0\n").json()).contains("\"auc\":null");
    }

    @Test
    void refusesWhatItCannotUseWithTheLine() {
        for (String row : List.of("1,2,3\n", "1,2,x,0\n", "1,2,3,0,9\n", "1,2,3,0", "-1,2,3,0\n")) {
            assertThatThrownBy(() -> of(HEADER + "1,2,1,0\n" + row))
                    .as(row)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("line 3 is not four whole numbers");
        }
        assertThatThrownBy(() -> of(HEADER + "1,2,5,0\n1,2,4,0\n"))
                .hasMessageContaining("line 3 goes back in time");
        assertThatThrownBy(() -> of("a,b\n")).hasMessageContaining("does not begin with");
        assertThatThrownBy(() -> of(HEADER + "99999999,2,4,0\n"))
                .hasMessageContaining("numbers a node 99999999");
    }

    @Test
    void staysAboveTheFloorOnDarpa() {
        assumeTrue(
                Files.isRegularFile(DATA.resolve(DarpaEdges.FILE)),
                "skipped: no DARPA edges beside the project");
        DarpaEvaluation.Figures figures = DarpaEvaluation.figures(DATA);
        assertThat(figures.edges()).isEqualTo(4_554_344);
        assertThat(figures.ranking().auc()).isGreaterThan(0.984);
        assertThat(figures.ranking().averagePrecision()).isGreaterThan(0.991);
        assertThat(figures.cpuNanos() / figures.edges()).isLessThan(1_000);
    }
}
