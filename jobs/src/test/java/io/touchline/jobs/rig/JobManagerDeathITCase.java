// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.rig;

import io.touchline.testkit.rig.FlinkCluster;
import io.touchline.testkit.rig.Rig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * R2: the death of a JobManager, in application mode the end of the job, is mended by a new one
 * that starts from the last retained checkpoint. Without high availability: whoever restarts it
 * names the checkpoint.
 */
class JobManagerDeathITCase {
    @RegisterExtension final RigRun run = new RigRun();

    @Test
    @Tag("rig")
    @Timeout(600)
    void oneDeathLosesNothingAndAddsNothing() throws Exception {
        kill(1, 12_000, 500);
    }

    @Test
    @Tag("nightly")
    @Timeout(1_800)
    void threeDeathsLoseNothingAndAddNothing() throws Exception {
        kill(3, 60_000, 500);
    }

    private void kill(int deaths, int events, int rate) throws Exception {
        PartedLoad load = PartedLoad.write(run, events, 2 * deaths, rate);
        try (Rig rig = run.start(run.plan())) {
            for (int part = 0; part < 2 * deaths; part++) {
                FlinkCluster victim = part % 2 == 0 ? rig.detection() : rig.correlation();
                load.send(rig, part, each -> killOne(victim));
            }
            load.verify(rig, run);
        }
    }

    private void killOne(FlinkCluster victim) {
        victim.awaitCheckpoint();
        long start = System.nanoTime();
        victim.killJobManagerAndRestart();
        victim.awaitRecovery(0); // a new one counts from 0
        run.recovered(victim.name() + " JobManager killed", (System.nanoTime() - start) / 1e9);
    }
}
