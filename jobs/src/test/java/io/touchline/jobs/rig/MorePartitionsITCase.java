// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.rig;

import io.touchline.testkit.load.LoadTopics;
import io.touchline.testkit.rig.Rig;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R30: a topic gets more partitions and another one appears while detection runs. */
class MorePartitionsITCase {
    private static final String NEW_TOPIC = "raw.zeek-annex";
    private static final int NEW_TOPIC_PARTITIONS = 2;
    private static final int MORE = 3 * LoadTopics.ZEEK_PARTITIONS;
    private static final int ALL =
            MORE + NEW_TOPIC_PARTITIONS + LoadTopics.raw().size() - 1; // the others have one each

    @RegisterExtension final RigRun run = new RigRun();

    @Test
    @Tag("nightly")
    @Timeout(900)
    void whatIsAddedIsReadFromItsFirstRecord() throws Exception {
        PartedLoad load = PartedLoad.write(run, 24_000, 2, 500);
        Map<String, String> settings =
                Map.of("raw-pattern", "'raw[.].+|zeek-modbus'", "discovery-interval", "5 s");
        String dealt = LoadTopics.ZEEK + ':' + MORE + ',' + NEW_TOPIC + ':' + NEW_TOPIC_PARTITIONS;
        try (Rig rig = run.start(run.plan().withSettings(settings))) {
            load.send(rig, 0, each -> rig.detection().awaitCheckpoint());
            add(rig.broker().bootstrap());
            long start = System.nanoTime();
            load.awaitRead(rig, ALL, "--zeek", dealt);
            run.recovered("partitions and topic added", (System.nanoTime() - start) / 1e9);
            load.send(rig, 1, each -> rig.detection().awaitCheckpoint(), "--zeek", dealt);
            load.verify(rig, run);
        }
    }

    private static void add(String bootstrap) throws Exception {
        NewTopic topic =
                new NewTopic(NEW_TOPIC, NEW_TOPIC_PARTITIONS, (short) 1)
                        .configs(
                                Map.of(
                                        "message.timestamp.type",
                                        "CreateTime",
                                        "retention.ms",
                                        "-1"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(topic)).all().get();
            admin.createPartitions(Map.of(LoadTopics.ZEEK, NewPartitions.increaseTo(MORE)))
                    .all()
                    .get();
        }
    }
}
