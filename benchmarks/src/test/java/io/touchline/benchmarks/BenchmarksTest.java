// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.benchmarks.Trial.Outcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;

/** Every benchmark runs once, so that none rots; what they measure is judged by people. */
class BenchmarksTest {
    @Test
    void everyVariantReadsTheSameRecordsAndDetectionSeesWhatThePlainJobSees() throws Exception {
        StringWriter text = new StringWriter();
        CommandLine line = Benchmarks.commandLine();
        line.setOut(new PrintWriter(text));
        Throughput throughput = (Throughput) line.getSubcommands().get("throughput").getCommand();

        assertThat(line.execute("throughput", "--smoke")).isZero();

        List<Outcome> outcomes = throughput.outcomes();
        // 4,000 rows and the one that closes the partition
        assertThat(outcomes).extracting(Outcome::consumed).containsOnly(4_001L);
        assertThat(outcomes).extracting(Outcome::variant).isEqualTo(Variant.COMPARED);
        assertThat(outcomes.get(0).reached()).isEqualTo(4_001);
        assertThat(outcomes.get(1).reached())
                .isEqualTo(outcomes.get(2).reached())
                .isGreaterThan(4_000);
        JsonNode last =
                new ObjectMapper()
                        .readTree(
                                text.toString().strip().lines().reduce((a, b) -> b).orElseThrow());
        assertThat(last).hasSize(3);
        assertThat(last.get(2).get("variant").asText()).isEqualTo("detection");
    }

    @Test
    void everyMicroBenchmarkRuns() throws Exception {
        var results =
                new Runner(
                                new OptionsBuilder()
                                        .include("(HotPath|Decoder)Benchmark")
                                        .forks(0)
                                        .warmupIterations(0)
                                        .measurementIterations(1)
                                        .measurementTime(TimeValue.milliseconds(20))
                                        .verbosity(VerboseMode.SILENT)
                                        .build())
                        .run();

        assertThat(results).hasSize(3 + 2 * 13);
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        Telemetry one = new Telemetry(500, 1_000, 3);
        Telemetry other = new Telemetry(500, 1_000, 3);

        for (int i = 0; i < 2_000; i++) {
            assertThat(one.next().bytes()).isEqualTo(other.next().bytes());
        }
    }
}
