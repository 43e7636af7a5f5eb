// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.touchline.testkit.load.Verdict.Kind;
import io.touchline.testkit.load.Verdict.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A sound history, and each fault planted into it once. */
class JudgeTest {
    private static final Sent SENT =
            new Sent(Map.of("zeek.conn", 110L), Map.of("zeek.conn", 10L), 2, 1);
    private static final Set<String> LETTERS = Set.of("raw-0-4", "raw-0-9", "raw-1-3");
    private static final Expected EXPECTED =
            new Expected(
                    Map.of("f1", finding("f1", 9), "f2", finding("f2", 12)),
                    Map.of("a", incident("a", 30, "x"), "b", incident("b", 40, "y")));

    private final List<Line> findings =
            new ArrayList<>(List.of(line(finding("f1", 9)), line(finding("f2", 12))));
    private final List<Line> incidents =
            new ArrayList<>(
                    List.of(
                            of(incident("a", 10, "x")),
                            of(incident("b", 40, "y")),
                            of(incident("a", 30, "x"))));
    private final Map<String, JsonNode> books =
            new HashMap<>(
                    Map.of(
                            "zeek.conn", book(110, 100, 10, 0, 0),
                            "unrecognised", book(3, 0, 0, 0, 3)));
    private Set<String> letters = LETTERS;
    private long written = SENT.all();

    @Test
    void aSoundHistoryIsOkAndGapsInRevisionsAreFine() {
        Verdict verdict = judge();
        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.outcome().exitCode()).isZero();
        assertThat(verdict.figures())
                .containsEntry("incidents_found", 2L)
                .containsEntry("records_sent", 113L)
                .containsEntry("repeats_before_upsert", 0L);
    }

    @Test
    void aReplayThatIsPassedAgainIsNoViolationButIsCounted() {
        incidents.add(of(incident("a", 10, "x")));
        incidents.add(of(incident("a", 30, "x")));
        findings.add(findings.get(0));
        assertThat(judge().violations()).isEmpty();
        assertThat(judge().figures()).containsEntry("repeats_before_upsert", 3L);
    }

    @Test
    void namesALostIncident() {
        incidents.remove(1);
        assertViolations(new Tag(Kind.MISSING_INCIDENT, "b"));
    }

    @Test
    void namesAnIncidentThatNobodyPlanted() {
        incidents.add(of(incident("c", 50, "z")));
        assertViolations(new Tag(Kind.EXTRA_INCIDENT, "c"));
    }

    @Test
    void namesTheFieldsOfAnIncidentThatEndedOtherwise() {
        incidents.add(of(incident("b", 45, "other")));
        assertViolations(new Tag(Kind.DIFFERENT_INCIDENT, "b"));
        assertThat(judge().violations().get(0).detail()).contains("title: \"y\" became \"other\"");
    }

    @Test
    void namesARevisionWithTwoPayloads() {
        incidents.add(2, of(incident("a", 10, "second")));
        assertViolations(new Tag(Kind.TWO_PAYLOADS, "a"));
    }

    @Test
    void namesALowerRevisionThatIsNoReplay() {
        incidents.add(of(incident("a", 20, "x")));
        incidents.add(of(incident("a", 30, "x")));
        assertViolations(new Tag(Kind.REGRESSION, "a"));
    }

    @Test
    void namesALastLineThatIsNotTheHighestRevision() {
        incidents.add(of(incident("a", 10, "x")));
        assertViolations(new Tag(Kind.STALE_LAST_LINE, "a"));
    }

    @Test
    void namesALostAnExtraAndAChangedFinding() {
        findings.clear();
        findings.add(line(finding("f2", 13)));
        findings.add(line(finding("f3", 9)));
        assertViolations(
                new Tag(Kind.MISSING_FINDING, "f1"),
                new Tag(Kind.DIFFERENT_FINDING, "f2"),
                new Tag(Kind.EXTRA_FINDING, "f3"));
    }

    @Test
    void namesASourceWhoseFatesAreNotWhatWasRead() {
        books.put("zeek.conn", book(110, 99, 10, 0, 0));
        assertViolations(
                new Tag(Kind.UNBALANCED_BOOKS, "zeek.conn"), new Tag(Kind.WRONG_USED, "zeek.conn"));
    }

    @Test
    void namesASourceWhoseRecordsWereNotAllRead() {
        books.put("zeek.conn", book(109, 99, 10, 0, 0));
        assertViolations(new Tag(Kind.WRONG_USED, "zeek.conn"), new Tag(Kind.WRONG_READ, "all"));
        books.remove("zeek.conn");
        assertViolations(
                new Tag(Kind.WRONG_USED, "zeek.conn"),
                new Tag(Kind.WRONG_DUPLICATES, "zeek.conn"),
                new Tag(Kind.WRONG_READ, "all"));
    }

    @Test
    void aRecordThatItsProducerWroteTwiceIsADuplicateAndNoViolation() {
        written += 2;
        books.put("zeek.conn", book(112, 100, 12, 0, 0));
        assertThat(judge().violations()).isEmpty();
        books.put("zeek.conn", book(111, 100, 11, 0, 0));
        assertViolations(new Tag(Kind.WRONG_READ, "all"));
    }

    @Test
    void namesARepeatThatWasUsed() {
        books.put("zeek.conn", book(110, 101, 9, 0, 0));
        assertViolations(
                new Tag(Kind.WRONG_USED, "zeek.conn"), new Tag(Kind.WRONG_DUPLICATES, "zeek.conn"));
    }

    @Test
    void namesAnHonestRecordThatWasCalledLate() {
        books.put("zeek.conn", book(110, 99, 10, 1, 0));
        assertViolations(
                new Tag(Kind.WRONG_USED, "zeek.conn"), new Tag(Kind.LOST_RECORD, "zeek.conn"));
    }

    @Test
    void namesPoisonThatLeftNoDeadLetterAndOneThatWasUsed() {
        letters = Set.of("raw-0-4", "raw-0-9");
        assertViolations(new Tag(Kind.WRONG_DEAD_LETTERS, LoadTopics.DEAD_LETTERS));
        letters = LETTERS;
        books.put("unrecognised", book(3, 1, 0, 0, 2));
        assertViolations(
                new Tag(Kind.WRONG_USED, "unrecognised"), new Tag(Kind.WRONG_READ, "dead"));
    }

    @Test
    void whatWasNotSeenToItsEndIsUnknownNotViolated() {
        incidents.clear();
        Verdict verdict = judge().unknown();
        assertThat(verdict.outcome().exitCode()).isEqualTo(3);
        assertThat(verdict.toJson()).contains("\"unknown\"", "MISSING_INCIDENT");
    }

    @Test
    void coordinatesAreNotCompared() {
        JsonNode one = PlainForm.of("{\"a\":[{\"coordinates\":[\"f:1\"],\"b\":1.5}]}");
        assertThat(one).isEqualTo(PlainForm.of("{\"a\":[{\"coordinates\":[],\"b\":1.5}]}"));
        assertThat(one).isNotEqualTo(PlainForm.of("{\"a\":[{\"b\":1.25}]}"));
    }

    private record Tag(Kind kind, String id) {
        static Tag of(Violation violation) {
            return new Tag(violation.kind(), violation.id());
        }
    }

    private void assertViolations(Tag... tags) {
        Verdict verdict = judge();
        assertThat(verdict.violations()).extracting(Tag::of).containsExactly(tags);
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.VIOLATED);
    }

    private Verdict judge() {
        return Judge.verdict(
                EXPECTED, SENT, written, new Seen(findings, incidents, books, letters));
    }

    private static JsonNode finding(String id, double bits) {
        return PlainForm.of("{\"finding_id\":\"" + id + "\",\"surprise_bits\":" + bits + "}");
    }

    private static JsonNode incident(String id, long revision, String title) {
        return PlainForm.of(
                "{\"incident_id\":\"%s\",\"revision\":%d,\"title\":\"%s\"}"
                        .formatted(id, revision, title));
    }

    private static JsonNode book(long read, long used, long duplicate, long late, long dead) {
        return PlainForm.of(
                ("{\"read\":%d,\"used\":%d,\"duplicate\":%d,\"late\":%d,\"dead\":%d,"
                                + "\"refused\":0}")
                        .formatted(read, used, duplicate, late, dead));
    }

    private static Line line(JsonNode finding) {
        return new Line(finding.get("finding_id").asText(), 0, finding);
    }

    private static Line of(JsonNode incident) {
        return new Line(
                incident.get("incident_id").asText(), incident.get("revision").asLong(), incident);
    }
}
