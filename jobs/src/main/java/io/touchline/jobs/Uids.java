// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs;

import java.util.List;

/**
 * Operator uids: part of every savepoint. One constant each; retired, never reused; never changed,
 * for a renamed uid silently loses its state.
 */
public final class Uids {
    /** Detection: frames from the archive or from Kafka. */
    public static final String FRAMES = "frames";

    /** Detection: calendar and control messages. */
    public static final String CONTROL = "control";

    /** Detection: frames to interactions. */
    public static final String DECODE = "decode";

    /** Detection: the venue file as it is at the start, and beside Kafka each change of it. */
    public static final String VENUE = "venue";

    public static final String VENUE_WATCH = "venue-watch";

    /** Detection: versions of the venue file, as rows of {@link #IDENTITY}. */
    public static final String VENUE_ROWS = "venue-rows";

    /** Detection: addresses to entities. */
    public static final String IDENTITY = "identity";

    /** Detection: de-duplication and order per entity. */
    public static final String ORDER = "order";

    /** Detection: what is usual per peer group. */
    public static final String GROUP_TABLES = "group-tables";

    /** Detection: pattern of life. */
    public static final String BASELINE = "baseline";

    /** Detection: who else met a value. */
    public static final String PREVALENCE = "prevalence";

    /** Detection: raw bits to p-values. */
    public static final String CALIBRATION = "calibration";

    /** Detection: which sources are silent, or tell other things than they did. */
    public static final String COVERAGE = "coverage";

    /** Detection: which devices that serve fell silent together. */
    public static final String OUTAGE = "outage";

    /** Detection: findings and progress records. */
    public static final String FINDINGS = "findings";

    /** Detection: one fate per record, summed. */
    public static final String BOOKS = "books";

    /** Ends of detection. */
    public static final String FINDINGS_SINK = "findings-sink";

    public static final String FINDINGS_FILE = "findings-file";
    public static final String DEAD_LETTERS_SINK = "dead-letters-sink";
    public static final String BOOKS_SINK = "books-sink";

    /** Beside files: how calibrated bits are spread. */
    public static final String CALIBRATION_FILE = "calibration-file";

    /** Both beside Kafka: signs of life. */
    public static final String HEARTBEAT = "heartbeat";

    public static final String HEARTBEAT_SINK = "heartbeat-sink";

    public static final String HEARTBEAT_FINDINGS = "heartbeat-findings";
    public static final String HEARTBEAT_SOURCES = "heartbeat-sources";
    public static final String HEARTBEAT_INCIDENTS = "heartbeat-incidents";

    /** Correlation: findings and progress, from the topic or the pipe. */
    public static final String FINDINGS_SOURCE = "findings-source";

    /** Correlation: causal chains. */
    public static final String LINEAGE = "lineage";

    /** Correlation: incidents and their revisions. */
    public static final String INCIDENT = "incident";

    /** Correlation: which incidents are published. */
    public static final String BUDGET = "budget";

    /** Correlation: recommended responses. */
    public static final String RESPONSE = "response";

    /** Correlation beside Kafka: open incidents told again. */
    public static final String REPUBLISH = "republish";

    /** Ends of correlation. */
    public static final String INCIDENTS_SINK = "incidents-sink";

    public static final String RESPONSES_SINK = "responses-sink";

    /**
     * The rooms of detection: what a savepoint of trained baselines holds. Ends are not among them,
     * for archives, files and topics replace each other.
     */
    public static final List<String> DETECTION_ROOMS =
            List.of(
                    DECODE,
                    IDENTITY,
                    ORDER,
                    GROUP_TABLES,
                    BASELINE,
                    PREVALENCE,
                    CALIBRATION,
                    COVERAGE,
                    OUTAGE,
                    FINDINGS,
                    BOOKS);

    private Uids() {}
}
