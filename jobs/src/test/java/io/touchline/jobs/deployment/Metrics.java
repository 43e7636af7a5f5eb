// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.deployment;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which metrics of ours a scrape must show, and which a text names. */
public final class Metrics {
    private static final String OPERATOR = "flink_taskmanager_job_task_operator_touchline_";

    /** Of the rooms of detection. */
    public static final Set<String> DETECTION =
            ours(
                    "source_events_in",
                    "source_reason_decode_errors",
                    "stage_dead_letters",
                    "source_late",
                    "source_behind",
                    "source_duplicates",
                    "detector_findings");

    /** Of the rooms of correlation. */
    public static final Set<String> CORRELATION =
            ours("pattern_severity_incidents", "chains_open", "findings_of_unknown_stage");

    private static final Pattern NAME = Pattern.compile("\\bflink_[A-Za-z0-9_]+");

    private Metrics() {}

    /** Every name that begins as Flink's do. */
    public static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        Matcher name = NAME.matcher(text);
        while (name.find()) {
            names.add(name.group());
        }
        return names;
    }

    private static Set<String> ours(String... names) {
        return Stream.of(names)
                .map(name -> OPERATOR + name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
