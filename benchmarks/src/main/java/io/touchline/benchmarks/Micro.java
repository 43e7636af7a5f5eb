// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.benchmarks;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The hot paths one by one, with JMH. */
@Command(
        name = "micro",
        mixinStandardHelpOptions = true,
        description = "Nanoseconds of decoding and of the serializers, with JMH.")
final class Micro implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            defaultValue = ".*",
            description =
                    "Regular expression of the benchmarks to run: decodeConn, touchline, jackson, ...")
    private String include = ".*";

    @Option(names = "--profiler", description = "A profiler of JMH, as gc.")
    private String profiler = "";

    @Override
    public Integer call() throws RunnerException {
        var options =
                new OptionsBuilder()
                        .include("(HotPath|Decoder)Benchmark." + include)
                        .forks(2)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .jvmArgs(Forked.MEASURED.toArray(String[]::new));
        Options built = (profiler.isEmpty() ? options : options.addProfiler(profiler)).build();
        new Runner(built).run();
        return 0;
    }
}
