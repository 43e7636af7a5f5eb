// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import static io.touchline.jobs.kafka.TopicSetting.appendTime;
import static io.touchline.jobs.kafka.TopicSetting.compacted;
import static io.touchline.jobs.kafka.TopicSetting.compactedAndDeleted;
import static io.touchline.jobs.kafka.TopicSetting.deleted;
import static io.touchline.jobs.kafka.TopicSetting.keptAtMost;
import static io.touchline.jobs.kafka.TopicSetting.keptForEver;
import static io.touchline.jobs.kafka.TopicSetting.smallRecords;

import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A topic that a job needs.
 *
 * @param partitions of a new one: the number asked for, or fewer where more are of no use
 */
record WantedTopic(String name, Role role, int partitions, List<TopicSetting> settings) {
    private static final long DAYS_3 = Duration.ofDays(3).toMillis();
    private static final long DAYS_7 = Duration.ofDays(7).toMillis();

    /** What a topic is for. */
    enum Role {
        RAW,
        CONTROL,
        FINDINGS,
        INCIDENTS,
        RESPONSES,
        BOOKS,
        HEARTBEAT,
        DEAD_LETTERS
    }

    WantedTopic {
        settings = List.copyOf(settings);
    }

    /** All that detection reads or writes, given which raw topics there are. */
    static List<WantedTopic> ofDetection(Settings of, Collection<String> raw, int partitions) {
        List<WantedTopic> wanted = new ArrayList<>();
        raw.forEach(name -> wanted.add(topic(name, Role.RAW, partitions, deleted())));
        of.getOptional(TouchlineOptions.CONTROL_TOPIC)
                .ifPresent(
                        name -> wanted.add(topic(name, Role.CONTROL, 1, deleted(), keptForEver())));
        wanted.add(findings(of));
        wanted.add(
                topic(
                        of.get(TouchlineOptions.DEAD_LETTERS_TOPIC),
                        Role.DEAD_LETTERS,
                        partitions,
                        deleted(),
                        keptAtMost(DAYS_3, DAYS_7)));
        wanted.add(topic(of.get(TouchlineOptions.BOOKS_TOPIC), Role.BOOKS, 1, compacted()));
        wanted.add(heartbeat(of));
        return wanted;
    }

    /** All that correlation reads or writes. */
    static List<WantedTopic> ofCorrelation(Settings of, int partitions) {
        return List.of(
                findings(of),
                topic(
                        of.get(TouchlineOptions.INCIDENTS_TOPIC),
                        Role.INCIDENTS,
                        partitions,
                        compactedAndDeleted()),
                topic(
                        of.get(TouchlineOptions.RESPONSES_TOPIC),
                        Role.RESPONSES,
                        partitions,
                        deleted()),
                heartbeat(of));
    }

    private static WantedTopic heartbeat(Settings of) {
        return topic(of.get(TouchlineOptions.HEARTBEAT_TOPIC), Role.HEARTBEAT, 1, deleted());
    }

    // one site is one partition, and each gets a progress record per watermark
    private static WantedTopic findings(Settings of) {
        return topic(of.get(TouchlineOptions.FINDINGS_TOPIC), Role.FINDINGS, 1, deleted());
    }

    private static WantedTopic topic(String name, Role role, int partitions, TopicSetting... more) {
        List<TopicSetting> settings = new ArrayList<>(List.of(more));
        settings.add(0, appendTime());
        settings.add(smallRecords());
        return new WantedTopic(name, role, partitions, settings);
    }
}
