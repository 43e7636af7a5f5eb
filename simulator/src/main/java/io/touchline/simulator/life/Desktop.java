// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.wire.EndpointRows;
import io.touchline.simulator.wire.Flow;
import io.touchline.simulator.wire.ProgramFile;
import io.touchline.simulator.wire.Rows;
import io.touchline.simulator.wire.WindowsProcess;
import java.time.Instant;
import java.util.Locale;

/** A Windows computer on which somebody works, as Sysmon sees it. */
public final class Desktop {
    private static final String SYSTEM = "C:\\Windows\\System32\\";

    private final EndpointRows rows;
    private final Draws draws;
    private final String host;
    private final String user;

    /**
     * @param user account of a person; empty for the system's own
     */
    public Desktop(Rows rows, Draws draws, String host, String user) {
        this.rows = new EndpointRows(rows);
        this.draws = draws;
        this.host = host.toLowerCase(Locale.ROOT) + ".arena.example";
        this.user = user.isEmpty() ? "NT AUTHORITY\\SYSTEM" : "ARENA\\" + user;
    }

    /** The shell, or what stands at the root of services. */
    public WindowsProcess root() {
        return user.startsWith("NT ")
                ? process(SYSTEM + "services.exe")
                : process("C:\\Windows\\explorer.exe");
    }

    /** A process that runs already. */
    public WindowsProcess running(String image) {
        return process(image);
    }

    public WindowsProcess start(
            Instant at, WindowsProcess parent, String image, String commandLine) {
        WindowsProcess process = process(image);
        rows.processStarted(
                at,
                process,
                commandLine,
                file(image),
                parent,
                parent.image(),
                "0x" + draws.hex(5),
                user.startsWith("NT ") ? "System" : "Medium");
        return process;
    }

    public void connected(Flow flow, WindowsProcess process, String name) {
        rows.connected(flow, process, name);
    }

    public void queried(Instant at, WindowsProcess process, String name, String address) {
        rows.queried(at, process, name, address);
    }

    public void fileCreated(Instant at, WindowsProcess process, String path) {
        rows.fileCreated(at, process, path);
    }

    private WindowsProcess process(String image) {
        String guid = "{" + draws.guid().toUpperCase(Locale.ROOT) + "}";
        return new WindowsProcess(host, user, image, guid, 1_000 + draws.below(30_000));
    }

    /** The same program has the same hash everywhere. */
    private static ProgramFile file(String image) {
        String name = image.substring(image.lastIndexOf('\\') + 1);
        boolean windows = image.startsWith("C:\\Windows");
        return new ProgramFile(
                windows ? "Microsoft Corporation" : "-",
                windows ? "Microsoft Windows Operating System" : "-",
                name,
                Draws.of(0, "program/" + name).hex(64));
    }
}
