// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.rig;

import io.touchline.testkit.rig.*;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rig")
class RigSmokeITCase {
    @Test
    void smoke() throws Exception {
        long t = System.nanoTime();
        try (Rig rig = Rig.start(RigPlan.of(Path.of("target/rig/smoke"), Map.of("raw.zeek", 2)))) {
            System.out.println(
                    "started in "
                            + (System.nanoTime() - t) / 1e9
                            + " broker "
                            + rig.broker().startSeconds());
            System.out.println(rig.detection().rest().get("/jobs/overview"));
            System.out.println(rig.detection().rest().busyTaskManagers());
            rig.detection().awaitCheckpoint();
            long r = rig.detection().rest().restores();
            t = System.nanoTime();
            rig.detection().killBusyTaskManager();
            rig.detection().awaitRecovery(r);
            System.out.println("recovered in " + (System.nanoTime() - t) / 1e9);
            rig.detection().awaitCheckpoint();
            t = System.nanoTime();
            rig.detection().killJobManagerAndRestart();
            rig.detection().awaitRecovery(0);
            System.out.println("JM recovered in " + (System.nanoTime() - t) / 1e9);
            rig.detection().awaitCheckpoint();
            t = System.nanoTime();
            rig.detection().rescale(1, Path.of("target/rig/smoke/savepoints").toAbsolutePath());
            rig.detection().awaitRecovery(0);
            System.out.println("rescaled in " + (System.nanoTime() - t) / 1e9);
            System.out.println(rig.peakMegabytes());
        }
    }
}
