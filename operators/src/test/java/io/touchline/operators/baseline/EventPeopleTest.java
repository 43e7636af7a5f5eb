// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import static io.touchline.testkit.TelemetryFixtures.SERVER;
import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.TelemetryFixtures.flow;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.SECOND;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.touchline.operators.calibration.Candidate;
import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.EntityKeys;
import io.touchline.testkit.Harnesses.Backend;
import org.junit.jupiter.api.Test;

/** A kiosk of the ticket office that is switched on for events alone, over an off-season. */
class EventPeopleTest {
    private static final String KIOSK = EntityKeys.device(SITE, "10.20.0.77");
    private static final int EVENTS = 6;
    private static final int BETWEEN = 14;
    private static final int OFF_SEASON = 80;

    /** From six in the evening of {@code day} for three hours, {@code gap} apart. */
    private static void event(TestingBaseline baseline, int day, long gap) throws Exception {
        long from = T0 + day * DAY + 18 * HOUR;
        for (long at = from; at < from + 3 * HOUR; at += gap) {
            baseline.row(flow().from(KIOSK).to(SERVER).port(443).at(at).build());
        }
        baseline.watermark(from + 4 * HOUR);
    }

    private static int lastDay(boolean offSeason) {
        return EVENTS * BETWEEN + (offSeason ? OFF_SEASON : 0);
    }

    private static TestingBaseline season(boolean calendar, boolean offSeason) throws Exception {
        TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "rate.activity");
        for (int day = 0; calendar && day <= lastDay(offSeason); day++) {
            if (day % BETWEEN == 0 && day < EVENTS * BETWEEN || day == lastDay(offSeason)) {
                long from = T0 + day * DAY + 18 * HOUR;
                baseline.table(SharedTable.phase("LIVE", from, from + 3 * HOUR));
            }
        }
        for (int event = 0; event < EVENTS; event++) {
            event(baseline, event * BETWEEN, 10 * SECOND);
        }
        return baseline;
    }

    private static double loudest(TestingBaseline baseline, int day) {
        return baseline.candidates().stream()
                .filter(it -> it.knownAt() >= T0 + day * DAY)
                .mapToDouble(Candidate::rawBits)
                .max()
                .orElse(0);
    }

    @Test
    void isAsOrdinaryAfterAnOffSeasonAsBefore() throws Exception {
        try (TestingBaseline baseline = season(true, true)) {
            float known = baseline.baseline(KIOSK).matureWindows;
            event(baseline, lastDay(true), 10 * SECOND);
            assertThat(loudest(baseline, lastDay(true))).isLessThan(8);
            // eighty days are one appearance missed, not four half-lives
            assertThat(baseline.baseline(KIOSK).matureWindows).isGreaterThan(known * 0.9f);
        }
    }

    @Test
    void isNotMutedByIt() throws Exception {
        try (TestingBaseline baseline = season(true, true)) {
            event(baseline, lastDay(true), SECOND / 4);
            assertThat(loudest(baseline, lastDay(true))).isGreaterThan(10);
        }
    }

    @Test
    void fadesByTheAppearance() throws Exception {
        try (TestingBaseline baseline = season(true, false)) {
            EntityBaseline it = baseline.baseline(KIOSK);
            assertThat(it.isForEvents()).isTrue();
            assertThat(it.eventWindows).isCloseTo(it.matureWindows, within(0.01f));
            // 3 windows of each of six events, each event 2^(-1/10) of the one after it, but the
            // first, which nobody could know to be an event's
            assertThat(it.matureWindows).isBetween(12f, 17.5f);
        }
    }

    @Test
    void withoutACalendarItIsForgotten() throws Exception {
        try (TestingBaseline baseline = season(false, true)) {
            event(baseline, lastDay(true), 10 * SECOND);
            assertThat(baseline.baseline(KIOSK).firstSeen)
                    .isGreaterThanOrEqualTo(T0 + lastDay(true) * DAY);
        }
    }

    @Test
    void whoWasThereOnceIsForgotten() throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "")) {
            long from = T0 + 18 * HOUR;
            baseline.table(SharedTable.phase("LIVE", from, from + 3 * HOUR));
            event(baseline, 0, MINUTE);
            baseline.watermark(T0 + 60 * DAY);
            assertThat(baseline.baseline(KIOSK)).isNull();
        }
    }
}
