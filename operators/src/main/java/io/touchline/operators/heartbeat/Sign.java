// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.heartbeat;

import io.touchline.operators.coverage.CoverageFindings;
import io.touchline.operators.coverage.SourceMinute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.FindingMessage;
import io.touchline.schemas.avro.Incident;
import java.util.Set;
import org.apache.flink.util.Collector;

/**
 * Something that the next heartbeats tell.
 *
 * @param kind what it is
 * @param name of the source or incident
 * @param time write time in milliseconds: of the last record, or since when it is blind
 */
public record Sign(Kind kind, String name, long time) {
    private static final Set<String> ENDED = Set.of("closed", "expired");

    /** What a sign tells. Constants are only appended. */
    public enum Kind {
        WRITTEN,
        BLIND,
        SEEN,
        OPEN,
        ENDED
    }

    /** What was read of a source. */
    public static Sign of(SourceMinute minute) {
        return new Sign(Kind.WRITTEN, minute.source(), minute.lastWritten());
    }

    /** Whether an incident is open. */
    public static Sign of(Incident incident) {
        boolean ended = ENDED.contains(incident.getState()) || incident.getMergedInto() != null;
        return new Sign(ended ? Kind.ENDED : Kind.OPEN, incident.getIncidentId(), 0);
    }

    /** Whether a source is blind or seen again; nothing of any other finding. */
    public static void of(FindingMessage message, Collector<Sign> out) {
        Finding finding = message.getFinding();
        if (finding != null
                && EntityKeys.isKind(finding.getEntity(), EntityKeys.SOURCE)
                && CoverageFindings.isOfSight(finding)) {
            out.collect(
                    new Sign(
                            CoverageFindings.isSighting(finding) ? Kind.SEEN : Kind.BLIND,
                            EntityKeys.id(finding.getEntity()),
                            finding.getTime().toEpochMilli()));
        }
    }
}
