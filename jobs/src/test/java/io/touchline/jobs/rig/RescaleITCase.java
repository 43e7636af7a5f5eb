// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.rig;

import io.touchline.testkit.rig.Rig;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R13: stopped with a savepoint and started at another parallelism, in the middle of chains. */
class RescaleITCase {
    private static final int[] PARALLELISM = {2, 4, 1};

    @RegisterExtension final RigRun run = new RigRun();

    @Test
    @Tag("nightly")
    @Timeout(1_200)
    void detectionAtOneTwoFourAndOneAgainLosesNothingAndAddsNothing() throws Exception {
        PartedLoad load = PartedLoad.write(run, 24_000, PARALLELISM.length, 500);
        try (Rig rig = run.start(run.plan().withParallelism(1))) {
            for (int part = 0; part < PARALLELISM.length; part++) {
                int parallelism = PARALLELISM[part];
                load.send(rig, part, each -> rescale(rig, parallelism));
            }
            load.verify(rig, run);
        }
    }

    private void rescale(Rig rig, int parallelism) {
        Path savepoints = run.folder().resolve("savepoints");
        rig.detection().awaitCheckpoint();
        long start = System.nanoTime();
        rig.detection().rescale(parallelism, savepoints);
        rig.detection().awaitRecovery(0);
        run.recovered("detection at " + parallelism, (System.nanoTime() - start) / 1e9);
    }
}
