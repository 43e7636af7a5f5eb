// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.readiness;

import io.touchline.jobs.options.VenueCalendar;
import io.touchline.operators.tables.SharedTable;
import java.util.ArrayList;
import java.util.List;

/**
 * How often a phase was met while there was something to learn from.
 *
 * @param phase its name
 * @param met spans of the calendar that overlap what was learnt
 * @param millis how long they lasted inside it
 */
record PhaseCount(String phase, int met, long millis) {
    /** Every phase that a venue can have, in the order of an event. */
    static List<PhaseCount> of(List<SharedTable> calendar, long first, long last) {
        List<PhaseCount> counts = new ArrayList<>();
        for (String phase : VenueCalendar.PHASES) {
            int met = 0;
            long millis = 0;
            for (SharedTable span : calendar) {
                long overlap = Math.min(span.until(), last) - Math.max(span.validFrom(), first);
                if (span.kind() == SharedTable.Kind.PHASE
                        && span.key().equals(phase)
                        && overlap > 0) {
                    met++;
                    millis += overlap;
                }
            }
            counts.add(new PhaseCount(phase, met, millis));
        }
        return counts;
    }
}
