// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.rig;

import io.touchline.testkit.rig.FlinkCluster;
import io.touchline.testkit.rig.Rig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R1: the death of a TaskManager of either job loses nothing and adds nothing. */
class TaskManagerDeathITCase {
    @RegisterExtension final RigRun run = new RigRun();

    @Test
    @Tag("rig")
    @Timeout(600)
    void threeDeathsLoseNothingAndAddNothing() throws Exception {
        kill(3, 24_000, 500);
    }

    @Test
    @Tag("nightly")
    @Timeout(3_600)
    void tenDeathsLoseNothingAndAddNothing() throws Exception {
        kill(10, 300_000, 1_000);
    }

    private void kill(int deaths, int events, int rate) throws Exception {
        PartedLoad load = PartedLoad.write(run, events, deaths, rate);
        try (Rig rig = run.start(run.plan())) {
            for (int death = 0; death < deaths; death++) {
                // detection's, correlation's, detection's, ...
                FlinkCluster victim = death % 2 == 0 ? rig.detection() : rig.correlation();
                load.send(rig, death, each -> killOne(victim));
            }
            load.verify(rig, run);
        }
    }

    private void killOne(FlinkCluster victim) {
        victim.awaitTaskManagers();
        victim.awaitCheckpoint();
        long restores = victim.rest().restores();
        long start = System.nanoTime();
        victim.killBusyTaskManager();
        victim.awaitRecovery(restores);
        run.recovered(victim.name() + " TaskManager killed", (System.nanoTime() - start) / 1e9);
    }
}
