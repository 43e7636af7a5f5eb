// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.venue;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that the venue does by machines, as turnstiles, cctv or ticketing.
 *
 * @param owner who answers for it; null where the file does not say
 * @param contact how to reach the owner; null where the file does not say
 * @param contacts by phase, where it is another one then
 * @param levels consequence by phase, as the file says it
 * @param otherwise consequence in phases that {@code levels} leaves out; null: {@link #usual}
 */
public record VenueFunction(
        String name,
        Members members,
        @Nullable String owner,
        @Nullable String contact,
        Map<String, String> contacts,
        Map<String, Consequence> levels,
        @Nullable Consequence otherwise) {
    private static final Set<String> LIFE_SAFETY =
            Set.of("fire", "public-address", "emergency-light", "gate-release");
    private static final Map<String, Set<String>> HIGH_IN =
            Map.of(
                    "turnstiles", Set.of("DOORS", "EGRESS"),
                    "access-control", Set.of("DOORS", "EGRESS"),
                    "cctv", Set.of("LIVE", "EGRESS"),
                    "power", Set.of("LIVE"),
                    "broadcast", Set.of("LIVE"));
    private static final Set<String> DOORS = Set.of("turnstiles", "access-control", "gate-release");

    /** What is at stake in a phase. */
    public Consequence consequence(String phase) {
        Consequence level = levels.get(phase);
        if (level != null) {
            return level;
        }
        return otherwise != null ? otherwise : usual(name, phase);
    }

    public @Nullable String contact(String phase) {
        return contacts.getOrDefault(phase, contact);
    }

    /**
     * What is at stake where the file does not say it: life safety for what leads people out, high
     * in the phases that live by the function, else medium.
     */
    static Consequence usual(String function, String phase) {
        if (LIFE_SAFETY.contains(function)) {
            return Consequence.LIFE_SAFETY;
        }
        return HIGH_IN.getOrDefault(function, Set.of()).contains(phase)
                ? Consequence.HIGH
                : Consequence.MEDIUM;
    }

    /** Whether people pass through it: nothing touches such a thing while they leave. */
    public static boolean isDoor(@Nullable String function) {
        return function != null && DOORS.contains(function);
    }
}
