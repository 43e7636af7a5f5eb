// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * @param outcome ok, violated or unknown (not seen to its end: nothing is said)
 * @param figures counts, for people
 */
public record Verdict(Outcome outcome, List<Violation> violations, Map<String, Long> figures) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public enum Outcome {
        OK(0),
        VIOLATED(1),
        UNKNOWN(3);

        private final int exitCode;

        Outcome(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    /** A promise that was broken. */
    public enum Kind {
        MISSING_FINDING,
        EXTRA_FINDING,
        DIFFERENT_FINDING,
        MISSING_INCIDENT,
        EXTRA_INCIDENT,
        DIFFERENT_INCIDENT,
        /** one (id, revision), two contents */
        TWO_PAYLOADS,
        /** a lower revision that is no replay: it was never written before */
        REGRESSION,
        /** the last line of an id is not its highest revision */
        STALE_LAST_LINE,
        /** read is not the sum of the fates */
        UNBALANCED_BOOKS,
        /** the books do not hold every record of the raw topics, or other dead ones than sent */
        WRONG_READ,
        /** a source's used records are not those sent, each once */
        WRONG_USED,
        /** fewer duplicates than were sent again */
        WRONG_DUPLICATES,
        /** a record was called late or refused */
        LOST_RECORD,
        WRONG_DEAD_LETTERS
    }

    /**
     * @param id of what it is about: finding, incident or source
     */
    public record Violation(Kind kind, String id, String detail) {}

    Verdict unknown() {
        return new Verdict(Outcome.UNKNOWN, violations, figures);
    }

    public String toJson() {
        ObjectNode root = JSON.createObjectNode();
        root.put("verdict", outcome.name().toLowerCase(Locale.ROOT));
        root.set("figures", JSON.valueToTree(figures));
        ArrayNode list = root.putArray("violations");
        for (Violation violation : violations) {
            list.addObject()
                    .put("kind", violation.kind().name())
                    .put("id", violation.id())
                    .put("detail", violation.detail());
        }
        return root.toPrettyString();
    }
}
