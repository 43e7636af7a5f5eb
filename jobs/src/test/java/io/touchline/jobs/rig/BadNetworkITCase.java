// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.rig;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.testkit.rig.FaultProxy;
import io.touchline.testkit.rig.FlinkCluster;
import io.touchline.testkit.rig.Rig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R8: between the jobs and the broker the network is slow, resets, is cut, and forgets. */
class BadNetworkITCase {
    private static final int RESETS = 20;
    private static final int RESTARTS = 5;

    @RegisterExtension final RigRun run = new RigRun();

    @Test
    @Tag("nightly")
    @Timeout(1_800)
    void aBadNetworkLosesNothingAndAddsNothing() throws Exception {
        PartedLoad load = PartedLoad.write(run, 30_000, 5, 500);
        try (Rig rig = run.start(run.plan().withProxy())) {
            FaultProxy network = rig.proxy();
            load.send(rig, 0, each -> last(rig, 30, () -> network.delay(Duration.ofSeconds(2))));
            load.send(rig, 1, each -> last(rig, 30, () -> network.throttle(64_000)));
            load.send(rig, 2, each -> last(rig, 60, network::blackHole));
            load.send(rig, 3, each -> last(rig, 1, network::halfOpen));
            load.send(rig, 4, each -> last(rig, 1, () -> resets(network)));
            load.verify(rig, run);
            for (FlinkCluster job : List.of(rig.detection(), rig.correlation())) {
                run.note(job.name() + "_restores", job.rest().restores());
                assertThat(job.rest().restores()).isLessThanOrEqualTo(RESTARTS);
            }
        }
    }

    /** The fault, so long, and the time until both jobs complete a checkpoint again. */
    private void last(Rig rig, int seconds, Runnable fault) throws InterruptedException {
        fault.run();
        Thread.sleep(Duration.ofSeconds(seconds).toMillis()); // the fault itself
        long start = System.nanoTime();
        rig.proxy().heal();
        rig.detection().awaitCheckpoint();
        rig.correlation().awaitCheckpoint();
        run.recovered("network, " + seconds + " s", (System.nanoTime() - start) / 1e9);
    }

    private static void resets(FaultProxy network) {
        try {
            for (int i = 0; i < RESETS; i++) {
                network.reset();
                Thread.sleep(500); // the fault itself
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
