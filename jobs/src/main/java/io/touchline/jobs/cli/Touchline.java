// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.files.InputException;
import io.touchline.jobs.local.JobFailedException;
import io.touchline.jobs.options.Settings;
import io.touchline.simulator.attack.ScenarioException;
import java.util.concurrent.Callable;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The command line. Exit codes: 0 done; 2 wrong usage, options or input; 3 the job failed. An error
 * is one line of cause and one of cure, a stack trace only with {@code -v}.
 */
@Command(
        name = "touchline",
        mixinStandardHelpOptions = true,
        version = "touchline ${touchline.version}",
        description = "A self-learning, streaming threat detector for large venues.",
        subcommands = {
            BackfillCommand.class,
            BaselineCommand.class,
            DemoCommand.class,
            DetectCommand.class,
            EvaluateCommand.class,
            ExplainCommand.class,
            FeedCommand.class,
            PlayCommand.class,
            ReadinessCommand.class,
            RunCommand.class,
            SimulateCommand.class,
            SourceCommand.class,
            TopicsCommand.class
        })
public final class Touchline implements Callable<Integer> {
    static final int WRONG_INPUT = 2;
    static final int JOB_FAILED = 3;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Show what goes on inside, and stack traces.")
    private boolean verbose;

    public static void main(String[] args) {
        System.setProperty("touchline.version", Settings.version());
        System.exit(commandLine().execute(args));
    }

    /** Ready to execute; tests use it too. */
    static CommandLine commandLine() {
        Touchline root = new Touchline();
        CommandLine line = new CommandLine(root);
        line.setExecutionStrategy(
                parsed -> {
                    Configurator.setRootLevel(root.verbose ? Level.INFO : Level.OFF);
                    return new CommandLine.RunLast().execute(parsed);
                });
        line.setExecutionExceptionHandler((e, command, parsed) -> root.tell(e, command));
        line.setParameterExceptionHandler(
                (e, args) -> {
                    e.getCommandLine().getErr().println("touchline: " + e.getMessage());
                    e.getCommandLine()
                            .getErr()
                            .println(
                                    "try: touchline "
                                            + usageOf(e.getCommandLine())
                                            + "--help shows every option");
                    return WRONG_INPUT;
                });
        return line;
    }

    private static String usageOf(CommandLine command) {
        return command.getParent() == null ? "" : command.getCommandName() + " ";
    }

    private int tell(Exception e, CommandLine command) {
        if (verbose) {
            // -v asks for it; without it the two lines below are all that is shown
            e.printStackTrace(command.getErr());
        }
        if (e instanceof InputException wrong) {
            command.getErr().println("touchline: " + wrong.getMessage());
            command.getErr().println("try: " + wrong.cure());
            return WRONG_INPUT;
        }
        if (e instanceof ScenarioException wrong) {
            command.getErr().println("touchline: " + wrong.getMessage());
            command.getErr().println("try: " + wrong.cure());
            return WRONG_INPUT;
        }
        String cause = e instanceof JobFailedException ? e.getMessage() : "could not finish: " + e;
        command.getErr().println("touchline: " + cause);
        command.getErr().println("try: the same with -v, and report what it shows");
        return JOB_FAILED;
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return 0;
    }
}
