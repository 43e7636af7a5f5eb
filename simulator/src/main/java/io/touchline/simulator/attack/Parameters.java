// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a means may be given under {@code with}, by name and kind of value. The kinds: {@code text},
 * {@code list}, {@code duration} above zero, {@code count} from 1, {@code whole} from 0, {@code
 * positive} number, {@code share} in [0, 1], {@code jitter} a share or {@code exponential}, {@code
 * address} of IPv4; or the words that are allowed, parted by bars.
 */
record Parameters(Map<String, String> kinds) {
    private static final Map<String, Predicate<String>> CHECKS =
            Map.of(
                    "text", text -> !text.isBlank(),
                    "list", text -> !text.isBlank(),
                    "duration", text -> text.matches("0*[1-9]\\d{0,8}(ms|[smhd])"),
                    "count", text -> text.matches("0*[1-9]\\d{0,8}"),
                    "whole", text -> text.matches("\\d{1,9}"),
                    "positive", text -> number(text) > 0,
                    "share", text -> number(text) >= 0 && number(text) <= 1,
                    "jitter", text -> text.equals("exponential") || isShare(text),
                    "address", text -> text.matches("(\\d{1,3}\\.){3}\\d{1,3}"));
    private static final Map<String, String> CURES =
            Map.of(
                    "text", "a word",
                    "list", "a list",
                    "duration", "500ms, 90s, 38m, 2h or 3d",
                    "count", "a whole number from 1",
                    "whole", "a whole number from 0",
                    "positive", "a number above 0",
                    "share", "a number from 0 to 1",
                    "jitter", "a number from 0 to 1, or exponential",
                    "address", "an address such as 192.0.2.7");

    /**
     * @param spec {@code name:kind} parted by spaces
     */
    static Parameters of(String spec) {
        Map<String, String> kinds = new LinkedHashMap<>();
        for (String entry : spec.isEmpty() ? List.<String>of() : List.of(spec.split(" ", -1))) {
            String[] parts = entry.split(":", 2);
            kinds.put(parts[0], parts[1]);
        }
        return new Parameters(kinds);
    }

    /**
     * @throws ScenarioException for what the means does not know or cannot be
     */
    void check(Map<String, Object> with, String means) {
        with.forEach(
                (name, value) -> {
                    String kind = kinds.get(name);
                    if (kind == null) {
                        throw new ScenarioException(
                                "unknown key '" + name + "' in with of " + means,
                                kinds.isEmpty()
                                        ? "leave it out: it takes none"
                                        : "use " + String.join(", ", kinds.keySet()));
                    }
                    if (!fits(kind, value)) {
                        throw new ScenarioException(
                                "could not read '" + value + "' of " + means + ": " + name,
                                "write " + CURES.getOrDefault(kind, kind.replace("|", " or ")));
                    }
                });
    }

    private static boolean fits(String kind, Object value) {
        if (value instanceof List<?> list) {
            return kind.equals("list") && !list.isEmpty();
        }
        String text = String.valueOf(value);
        Predicate<String> check = CHECKS.get(kind);
        return check == null
                ? Arrays.asList(kind.split("[|]", -1)).contains(text)
                : check.test(text);
    }

    private static boolean isShare(String text) {
        return number(text) >= 0 && number(text) <= 1;
    }

    /** NaN, which is neither above nor below anything, for what is none. */
    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
