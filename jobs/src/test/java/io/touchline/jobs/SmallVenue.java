// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs;

import io.touchline.simulator.Simulation;
import io.touchline.simulator.attack.ScenarioFiles;
import io.touchline.simulator.venue.Size;
import io.touchline.simulator.wire.Log;
import io.touchline.simulator.wire.Row;
import io.touchline.simulator.wire.TelemetryFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What happens at the venue of the demo, thinned so that a test can run it often: enough for the
 * story, without browsing, cloud and crowd, and without the controllers that are polled densely.
 */
public final class SmallVenue {
    private static final Set<Log> LOGS =
            EnumSet.of(
                    Log.CONN, Log.DNS, Log.SSL, Log.DHCP, Log.KERBEROS, Log.MODBUS, Log.MAIL_TRACE);
    private static final String ACCESS_CONTROL = "10.20.0.12";
    private static final Set<String> DENSE = Set.of("10.30.0.11", "10.30.0.12");

    private SmallVenue() {}

    /** About 25,000 records a day, one folder per source and nothing else. */
    public static void write(long seed, int days, Path output) throws IOException {
        write(simulation(seed, days), output);
    }

    /** As many of the rows of another scenario; returns the ledger. */
    public static List<Map<String, Object>> write(String scenario, long seed, int days, Path output)
            throws IOException {
        return write(
                Simulation.of(ScenarioFiles.named(scenario), Size.SMALL, seed).over(days), output);
    }

    private static List<Map<String, Object>> write(Simulation simulation, Path output)
            throws IOException {
        Instant start = simulation.start();
        try (TelemetryFiles files = new TelemetryFiles(output, start, start)) {
            return play(simulation, files::write);
        }
    }

    /** The same rows; returns the ledger. */
    public static List<Map<String, Object>> play(long seed, int days, Consumer<Row> out) {
        return play(simulation(seed, days), out);
    }

    /** With all its rows. */
    public static Simulation simulation(long seed, int days) {
        return Simulation.of(ScenarioFiles.named("phish-to-turnstile"), Size.SMALL, seed)
                .over(days);
    }

    private static List<Map<String, Object>> play(Simulation simulation, Consumer<Row> out) {
        return simulation.play(
                row -> {
                    if (LOGS.contains(row.log()) && !isCrowd(row) && !isDense(row)) {
                        out.accept(row);
                    }
                });
    }

    private static boolean isCrowd(Row row) {
        return String.valueOf(row.fields().get("id.orig_h")).startsWith("10.50.");
    }

    private static boolean isDense(Row row) {
        return row.log() == Log.MODBUS
                && ACCESS_CONTROL.equals(row.fields().get("id.orig_h"))
                && DENSE.contains(String.valueOf(row.fields().get("id.resp_h")));
    }
}
