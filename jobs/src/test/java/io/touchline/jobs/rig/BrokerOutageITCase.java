// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.rig;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.testkit.rig.FlinkCluster;
import io.touchline.testkit.rig.Rig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R3: the only broker is killed and comes back; the jobs wait for it. */
class BrokerOutageITCase {
    @RegisterExtension final RigRun run = new RigRun();

    @Test
    @Tag("rig")
    @Timeout(600)
    void twentySecondsWithoutTheBrokerLoseNothing() throws Exception {
        outage(Duration.ofSeconds(20), 8_000);
    }

    @Test
    @Tag("nightly")
    @Timeout(900)
    void threeQuartersOfAMinuteWithoutTheBrokerLoseNothing() throws Exception {
        outage(Duration.ofSeconds(45), 30_000);
    }

    private void outage(Duration down, int events) throws Exception {
        PartedLoad load = PartedLoad.write(run, events, 1, 500);
        try (Rig rig = run.start(run.plan())) {
            List<FlinkCluster> jobs = List.of(rig.detection(), rig.correlation());
            load.send(rig, 0, each -> outage(rig, down));
            load.verify(rig, run);
            assertThat(jobs).allMatch(job -> job.rest().state().equals("RUNNING"));
            jobs.forEach(job -> run.note(job.name() + "_restores", job.rest().restores()));
        }
    }

    private void outage(Rig rig, Duration down) throws InterruptedException {
        rig.detection().awaitCheckpoint();
        rig.correlation().awaitCheckpoint();
        rig.broker().process().kill();
        Thread.sleep(down.toMillis()); // the fault itself
        long start = System.nanoTime();
        rig.broker().restart();
        run.recovered("broker answers", (System.nanoTime() - start) / 1e9);
        // in application mode a job that failed takes its JobManager along: these would throw
        rig.detection().awaitCheckpoint();
        rig.correlation().awaitCheckpoint();
        run.recovered("both jobs complete a checkpoint", (System.nanoTime() - start) / 1e9);
    }
}
