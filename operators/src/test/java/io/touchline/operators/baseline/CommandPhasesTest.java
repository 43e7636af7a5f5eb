// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import static io.touchline.testkit.TelemetryFixtures.CONTROLLER;
import static io.touchline.testkit.TelemetryFixtures.HISTORIAN;
import static io.touchline.testkit.TelemetryFixtures.otRead;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.calibration.Candidate;
import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Measure;
import io.touchline.testkit.Harnesses.Backend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A known master's known command, in business as usual and while the match is on. */
class CommandPhasesTest {
    private static final int DAYS = 14;

    /** Every seventh day from 18:00 to 20:00 the match is on. */
    private static final List<SharedTable> MATCHES = List.of(live(6), live(13), live(20));

    private static SharedTable live(int day) {
        long from = T0 + day * DAY + 18 * HOUR;
        return SharedTable.phase("LIVE", from, from + 2 * HOUR);
    }

    private static Interaction poll(long at) {
        return otRead().to(HISTORIAN).with(Attribute.ADDRESS_RANGE, "0-7").at(at).build();
    }

    private static Interaction write(int address, double value, long at) {
        return otRead().to(HISTORIAN)
                .doing(Action.WRITE)
                .with(Attribute.FUNCTION, "write-single-coil")
                .with(Attribute.ADDRESS_RANGE, Integer.toString(address))
                .with(Measure.VALUE, value)
                .at(at)
                .build();
    }

    /** Polled each minute; the gates are opened at nine every morning. */
    private static List<Interaction> life() {
        List<Interaction> rows = new ArrayList<>();
        for (int minute = 0; minute < DAYS * 1_440; minute++) {
            rows.add(poll(T0 + minute * MINUTE));
        }
        for (int day = 0; day < DAYS; day++) {
            rows.add(write(16, 1, T0 + day * DAY + 9 * HOUR + 1));
        }
        rows.sort(Comparator.comparingLong(Interaction::writeTime));
        return rows;
    }

    private static List<Candidate> told(Interaction... last) throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "")) {
            for (SharedTable match : MATCHES) {
                baseline.table(match);
            }
            for (Interaction row : life()) {
                baseline.row(row);
            }
            long from = last[0].writeTime();
            baseline.watermark(from - 1);
            for (Interaction row : last) {
                baseline.row(row);
            }
            baseline.watermark(last[last.length - 1].writeTime());
            assertThat(baseline.baseline(CONTROLLER).phases().minutes[3]).isBetween(100f, 240f);
            return baseline.candidates().stream()
                    .filter(it -> it.knownAt() >= from)
                    .filter(
                            it ->
                                    it.stratum().startsWith("control")
                                            || it.stratum().startsWith("novelty"))
                    .toList();
        }
    }

    @Test
    void theSameCommandAtItsHourIsNoNews() throws Exception {
        assertThat(told(write(16, 1, T0 + 14 * DAY + 9 * HOUR + 1))).isEmpty();
    }

    @Test
    void theSameCommandWhileTheMatchIsOnIsToldOf() throws Exception {
        List<Candidate> told = told(write(16, 1, T0 + 20 * DAY + 19 * HOUR));
        assertThat(told).hasSize(1);
        assertThat(told.get(0).rawBits()).isGreaterThan(8);
        assertThat(told.get(0).finding().getDetector()).isEqualTo("control");
        assertThat(told.get(0).finding().getStage()).isEqualTo("ot-impact");
        assertThat(told.get(0).finding().getObserved())
                .isEqualTo("first write-single-coil at 16-31 in phase LIVE");
    }

    @Test
    void atTheFirstEventOfAllNothingIsKnownOfItsPhases() throws Exception {
        List<Interaction> rows = new ArrayList<>();
        for (Interaction row : life()) {
            if (row.writeTime() < T0 + 6 * DAY + 19 * HOUR) {
                rows.add(row);
            }
        }
        rows.add(write(16, 1, T0 + 6 * DAY + 19 * HOUR));
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "control")) {
            baseline.table(live(6));
            for (Interaction row : rows) {
                baseline.row(row);
            }
            baseline.watermark(T0 + 6 * DAY + 19 * HOUR);
            assertThat(baseline.candidates()).isEmpty();
        }
    }

    @Test
    void noPhaseBeginsToTheMinute() throws Exception {
        assertThat(openedAfterTheDoors(8)).isEmpty();
        assertThat(openedAfterTheDoors(40)).isNotEmpty();
    }

    /** The gates, opened five minutes before the match twice, and now so long after it began. */
    private static List<Candidate> openedAfterTheDoors(int minutes) throws Exception {
        List<Interaction> rows = life();
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "control")) {
            for (int day = 6; day <= 20; day += 7) {
                long doors = T0 + day * DAY + 17 * HOUR;
                baseline.table(SharedTable.phase("DOORS", doors, doors + HOUR));
                baseline.table(live(day));
                if (day < DAYS) {
                    rows.add(write(32, 1, doors + 55 * MINUTE));
                }
            }
            rows.sort(Comparator.comparingLong(Interaction::writeTime));
            rows.add(write(32, 1, T0 + 20 * DAY + 18 * HOUR + minutes * MINUTE));
            for (Interaction row : rows) {
                baseline.row(row);
            }
            baseline.watermark(T0 + 20 * DAY + 20 * HOUR);
            return baseline.candidates();
        }
    }

    @Test
    void itIsToldOnceAndThenKnown() throws Exception {
        assertThat(
                        told(
                                write(16, 1, T0 + 20 * DAY + 19 * HOUR),
                                write(16, 1, T0 + 20 * DAY + 19 * HOUR + MINUTE)))
                .hasSize(1);
    }

    @Test
    void aCommandOfOneDayIsLeftToNovelty() throws Exception {
        List<Candidate> told =
                told(
                        write(48, 1, T0 + 14 * DAY + 9 * HOUR),
                        write(48, 1, T0 + 20 * DAY + 19 * HOUR));
        assertThat(told).isNotEmpty();
        assertThat(told).noneMatch(it -> it.stratum().startsWith("control"));
    }

    @Test
    void pollsOfThePhaseAreNoNews() throws Exception {
        assertThat(told(poll(T0 + 20 * DAY + 19 * HOUR))).isEmpty();
    }

    @Test
    void aValueThatWasNeverWrittenIsToldOf() throws Exception {
        List<Candidate> told = told(write(16, 0, T0 + 14 * DAY + 9 * HOUR + 1));
        assertThat(told)
                .extracting(it -> it.finding().getObserved())
                .containsExactly("first value of a write write-single-coil at 16-31 = 0.0");
    }

    @Test
    void anAddressThatTheMasterNeverTouchedIsToldOf() throws Exception {
        List<Candidate> told = told(write(300, 1, T0 + 14 * DAY + 9 * HOUR + 1));
        assertThat(told)
                .extracting(it -> it.finding().getObserved())
                .contains("first function on an address write-single-coil at 288-303");
    }
}
