// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.benchmarks;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./touchline benchmark}: {@code throughput} where nothing else is named. */
@Command(
        name = "touchline benchmark",
        mixinStandardHelpOptions = true,
        description = "Measures what detection costs. Options alone are those of throughput.",
        subcommands = {Throughput.class, Micro.class})
public final class Benchmarks implements Callable<Integer> {
    public static void main(String[] args) {
        boolean named = args.length > 0 && !args[0].startsWith("-");
        boolean asked = args.length > 0 && (args[0].equals("-h") || args[0].equals("--help"));
        String[] all = new String[args.length + 1];
        all[0] = "throughput";
        System.arraycopy(args, 0, all, 1, args.length);
        System.exit(commandLine().execute(named || asked ? args : all));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Benchmarks())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(
                        Variant.class,
                        text -> Variant.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return 0;
    }
}
