// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.touchline.testkit.load.Verdict.Kind;
import io.touchline.testkit.load.Verdict.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares what the jobs wrote with what must come of the load. Pure; one use per verdict.
 *
 * <p>Findings are upserted by id, incidents by their highest revision. Gaps in revisions are fine;
 * a lower revision after a higher one is allowed as a replay, if the log comes back to the highest.
 */
final class Judge {
    private static final List<String> FATES =
            List.of("used", "duplicate", "late", "dead", "refused");

    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, Long> figures = new TreeMap<>();

    private Judge() {}

    /**
     * @param written records that stand in the raw topics: those sent, and those that a producer
     *     sent again without knowing that they were there, as over the death of a broker
     */
    static Verdict verdict(Expected expected, Sent sent, long written, Seen seen) {
        Judge judge = new Judge();
        Map<String, Line> findings = judge.upsert(seen.findings());
        judge.compare(
                "findings",
                expected.findings(),
                findings,
                List.of(Kind.MISSING_FINDING, Kind.EXTRA_FINDING, Kind.DIFFERENT_FINDING));
        Map<String, Line> incidents = judge.upsert(seen.incidents());
        judge.compare(
                "incidents",
                expected.incidents(),
                incidents,
                List.of(Kind.MISSING_INCIDENT, Kind.EXTRA_INCIDENT, Kind.DIFFERENT_INCIDENT));
        judge.figures.put("findings_written", (long) seen.findings().size());
        judge.figures.put("incidents_written", (long) seen.incidents().size());
        judge.books(sent, written, seen.books());
        judge.deadLetters(sent, seen.deadLetters().size());
        Verdict.Outcome outcome =
                judge.violations.isEmpty() ? Verdict.Outcome.OK : Verdict.Outcome.VIOLATED;
        return new Verdict(outcome, List.copyOf(judge.violations), judge.figures);
    }

    private void violate(Kind kind, String id, String detail) {
        violations.add(new Violation(kind, id, detail));
    }

    /** The highest version of each id; says where the log does not lead there. */
    private Map<String, Line> upsert(List<Line> lines) {
        Map<String, Line> highest = new TreeMap<>();
        Map<String, Line> last = new TreeMap<>();
        Map<String, TreeMap<Long, JsonNode>> written = new TreeMap<>();
        long repeats = 0;
        for (Line line : lines) {
            TreeMap<Long, JsonNode> versions =
                    written.computeIfAbsent(line.id(), id -> new TreeMap<>());
            Line top = highest.get(line.id());
            JsonNode before = versions.putIfAbsent(line.version(), line.content());
            if (before != null) {
                repeats++;
                if (!before.equals(line.content())) {
                    String detail = "version " + line.version() + ": " + difference(before, line);
                    violate(Kind.TWO_PAYLOADS, line.id(), detail);
                }
            } else if (top != null && line.version() < top.version()) {
                String detail = line.version() + " first written after " + top.version();
                violate(Kind.REGRESSION, line.id(), detail);
            }
            if (top == null || line.version() >= top.version()) {
                highest.put(line.id(), line);
            }
            last.put(line.id(), line);
        }
        last.forEach(
                (id, line) -> {
                    long top = highest.getOrDefault(id, line).version();
                    if (line.version() < top) {
                        String detail = "ends with " + line.version() + " though it had " + top;
                        violate(Kind.STALE_LAST_LINE, id, detail);
                    }
                });
        figures.merge("repeats_before_upsert", repeats, Long::sum);
        return highest;
    }

    /**
     * @param kinds of a missing one, an extra one, a different one
     */
    private void compare(
            String what,
            Map<String, JsonNode> expected,
            Map<String, Line> found,
            List<Kind> kinds) {
        TreeSet<String> ids = new TreeSet<>(expected.keySet());
        ids.addAll(found.keySet());
        for (String id : ids) {
            JsonNode wanted = expected.get(id);
            Line line = found.get(id);
            if (line == null) {
                violate(kinds.get(0), id, String.valueOf(wanted));
            } else if (wanted == null) {
                violate(kinds.get(1), id, line.content().toString());
            } else if (!wanted.equals(line.content())) {
                violate(kinds.get(2), id, difference(wanted, line));
            }
        }
        figures.put(what + "_expected", (long) expected.size());
        figures.put(what + "_found", (long) found.size());
    }

    private static String difference(JsonNode wanted, Line line) {
        TreeSet<String> names = new TreeSet<>();
        wanted.fieldNames().forEachRemaining(names::add);
        line.content().fieldNames().forEachRemaining(names::add);
        List<String> differing = new ArrayList<>();
        for (String name : names) {
            JsonNode one = wanted.path(name);
            JsonNode other = line.content().path(name);
            if (!one.equals(other)) {
                differing.add(name + ": " + one + " became " + other);
            }
        }
        return String.join("; ", differing);
    }

    private void books(Sent sent, long written, Map<String, JsonNode> books) {
        TreeSet<String> sources = new TreeSet<>(sent.records().keySet());
        sources.addAll(books.keySet());
        long all = 0;
        long dead = 0;
        for (String source : sources) {
            JsonNode book = books.getOrDefault(source, PlainForm.of("{}"));
            long read = book.path("read").asLong();
            long fates = FATES.stream().mapToLong(fate -> book.path(fate).asLong()).sum();
            if (read != fates) {
                violate(Kind.UNBALANCED_BOOKS, source, "read " + read + ", fates " + fates);
            }
            all += read;
            dead += book.path("dead").asLong();
            uses(source, sent, book);
            long lost = book.path("late").asLong() + book.path("refused").asLong();
            if (lost > 0) {
                violate(Kind.LOST_RECORD, source, book.toString());
            }
            figures.merge("records_read", read, Long::sum);
            figures.merge("records_duplicate", book.path("duplicate").asLong(), Long::sum);
            figures.merge("records_behind", book.path("behind").asLong(), Long::sum);
        }
        if (all != written) {
            violate(Kind.WRONG_READ, "all", "written " + written + ", in the books " + all);
        }
        if (dead != sent.dead()) {
            violate(Kind.WRONG_READ, "dead", "sent " + sent.dead() + ", in the books " + dead);
        }
        figures.put("records_sent", sent.all());
        figures.put("records_written", written);
    }

    /** Each record is used once; what was sent again, and no other, is a duplicate. */
    private void uses(String source, Sent sent, JsonNode book) {
        long repeats = sent.repeats().getOrDefault(source, 0L);
        long once = sent.records().getOrDefault(source, 0L) - repeats;
        long used = book.path("used").asLong();
        long duplicate = book.path("duplicate").asLong();
        if (used != once) {
            violate(Kind.WRONG_USED, source, "sent " + once + " once, used " + used);
        }
        if (duplicate < repeats) {
            String detail = "sent " + repeats + " again, in the books " + duplicate;
            violate(Kind.WRONG_DUPLICATES, source, detail);
        }
    }

    private void deadLetters(Sent sent, long letters) {
        figures.put("dead_letters", letters);
        if (letters != sent.dead()) {
            violate(
                    Kind.WRONG_DEAD_LETTERS,
                    LoadTopics.DEAD_LETTERS,
                    "sent " + sent.dead() + ", found " + letters);
        }
    }
}
