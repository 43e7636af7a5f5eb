// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.life.Desktop;
import io.touchline.simulator.wire.WindowsProcess;
import java.time.Instant;

/** What starts on a Windows computer. */
final class HostMeans {
    private static final String SYSTEM = "C:\\Windows\\System32\\";
    static final String POWERSHELL = SYSTEM + "WindowsPowerShell\\v1.0\\powershell.exe";

    private HostMeans() {}

    /** A script, and the shell that it starts (T1059). {@code script}. */
    static void scriptRun(Scene scene) {
        Desktop desktop = scene.desktop(scene.actor());
        String script = scene.text("script", "C:\\Users\\Public\\Downloads\\seating-list.pdf.js");
        Instant at = scene.at();
        WindowsProcess host =
                desktop.start(
                        at,
                        desktop.root(),
                        SYSTEM + "wscript.exe",
                        "wscript.exe \"" + script + '"');
        String command = "powershell.exe -NoProfile -File \"" + script + ".ps1\"";
        WindowsProcess shell = desktop.start(at.plusMillis(640), host, POWERSHELL, command);
        desktop.fileCreated(
                at.plusMillis(910), shell, "C:\\ProgramData\\" + scene.draws().hex(6) + ".dat");
        scene.involve("host", scene.actor());
        scene.say("a script runs and starts a shell");
    }
}
