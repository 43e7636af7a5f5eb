// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.stats.Decimals;
import io.touchline.operators.travel.Journey;
import io.touchline.operators.travel.TravelState;
import io.touchline.schemas.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What is said of a sign-in that does not fit its account. */
final class TravelWords {
    private TravelWords() {}

    /** From where, and how far from and how long after the one beside it. */
    static String observed(Interaction row, String network, @Nullable Journey journey) {
        String from = "signed in from " + network + Findings.whereabouts(row);
        if (journey == null || journey.kilometresPerHour() <= 0) {
            return from;
        }
        String country = journey.other().countryCode();
        return from
                + ' '
                + span(journey.seconds())
                + (journey.later() ? " after " : " before ")
                + (country == null ? "another place" : country)
                + ", "
                + String.format(Locale.ROOT, "%,d km", Math.round(journey.kilometres()));
    }

    private static String span(long seconds) {
        long minutes = Math.round(seconds / 60.0);
        return minutes < 120 ? minutes + " min" : Math.round(seconds / 3_600.0) + " h";
    }

    /** What of it is as always. */
    static String expected(TravelState state, Map<String, Double> parts) {
        StringJoiner known = new StringJoiner(", ");
        parts.forEach(
                (part, bits) -> {
                    if (bits == 0 && !part.equals("travel")) {
                        known.add(part);
                    }
                });
        return (known.length() == 0 ? "nothing as always" : "as always: " + known)
                + "; "
                + Decimals.fixed(state.signIns - 1, 0)
                + " sign-ins before";
    }

    /** Why it counts; what is said of the peers follows, so it ends with what they are asked. */
    static String explanation(Map<String, Double> parts, double bits, String network) {
        List<String> said = new ArrayList<>();
        parts.forEach((part, each) -> said.add(part + ' ' + Decimals.fixed(each, 1)));
        return "a sign-in that does not fit the account: "
                + String.join(", ", said)
                + " bits, together "
                + Decimals.fixed(bits, 1)
                + "; from "
                + network;
    }
}
