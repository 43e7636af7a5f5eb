// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.avro.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SourceWatchTest {
    /** A Monday. */
    private static final long START = Instant.parse("2026-05-04T00:00:00Z").toEpochMilli();

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long FORM = 7;

    private final SourceWatch watch = new SourceWatch("arena");
    private final List<Finding> told = new ArrayList<>();
    private final List<SharedTable> tables = new ArrayList<>();
    private final CoverageSink sink =
            new CoverageSink() {
                @Override
                public void tell(Finding finding) {
                    told.add(finding);
                }

                @Override
                public void table(SharedTable blind) {
                    tables.add(blind);
                }
            };

    @Test
    void aBusySourceThatStopsIsToldWithinMinutesAndSeenAgain() {
        speak("zeek.conn", START, START + 4 * DAY, 20);
        assertThat(told).isEmpty();

        long stops = START + 4 * DAY;
        watch.advance(stops + 20 * MINUTE, sink);

        assertThat(told).extracting(Finding::getAction).containsExactly("silent");
        Finding silence = told.get(0);
        assertThat(silence.getEntity()).isEqualTo("source:arena:zeek");
        assertThat(silence.getDetector()).isEqualTo("coverage");
        assertThat(silence.getStage()).isEqualTo("availability");
        assertThat(silence.getTime().toEpochMilli()).isEqualTo(stops);
        assertThat(silence.getKnownAt().toEpochMilli())
                .isBetween(stops + 2 * MINUTE, stops + 10 * MINUTE);
        assertThat(silence.getObserved()).isEqualTo("nothing since 2026-05-08 00:00 UTC");
        assertThat(silence.getExpected()).isEqualTo("about 20 records a minute");
        assertThat(silence.getPValue()).isLessThan(1e-4);
        assertThat(tables).hasSize(1);
        assertThat(tables.get(0).since()).isEqualTo(stops);
        assertThat(tables.get(0).until()).isZero();

        speak("zeek.conn", stops + 20 * MINUTE, stops + 30 * MINUTE, 20);
        assertThat(told).extracting(Finding::getAction).containsExactly("silent", "sighted");
        assertThat(tables.get(1).until()).isEqualTo(stops + 20 * MINUTE);
        assertThat(tables.get(1).key()).isEqualTo("zeek");
    }

    @Test
    void nothingIsSaidOfASourceThatIsTooYoung() {
        speak("zeek.conn", START, START + 2 * DAY, 20);
        watch.advance(START + 3 * DAY, sink);
        assertThat(told).isEmpty();
    }

    @Test
    void nightsAndWeekendsOfAnOfficeAreNoSilence() {
        for (int day = 0; day < 21; day++) {
            if (day % 7 < 5) {
                long morning = START + day * DAY + 8 * HOUR;
                speak("m365.audit", morning, morning + 10 * HOUR, 5);
            }
        }
        watch.advance(START + 21 * DAY, sink);
        assertThat(told).isEmpty();

        // the Monday after is silent: 8 o'clock comes and nobody works
        watch.advance(START + 21 * DAY + 9 * HOUR, sink);
        assertThat(told).extracting(Finding::getAction).containsExactly("silent");
        assertThat(told.get(0).getKnownAt().toEpochMilli())
                .isGreaterThan(START + 21 * DAY + 8 * HOUR);
    }

    @Test
    void anExportEveryHalfHourIsNotSilentInBetween() {
        for (long at = START; at < START + 10 * DAY; at += 30 * MINUTE) {
            watch.add(minute("okta.system", at, FORM, 300, 0));
        }
        watch.advance(START + 10 * DAY, sink);
        assertThat(told).isEmpty();
    }

    @Test
    void randomSparseSourcesSeldomCryWolf() {
        SplittableRandom random = new SplittableRandom(5);
        for (int source = 0; source < 40; source++) {
            double share = 0.02 + 0.9 * random.nextDouble();
            for (long at = START; at < START + 14 * DAY; at += MINUTE) {
                if (random.nextDouble() < share) {
                    watch.add(minute("zeek.log" + source, at, FORM, 1 + random.nextInt(5), 0));
                }
            }
        }
        watch.advance(START + 14 * DAY, sink);
        // 40 sources for 11 days in which they are judged
        assertThat(told.size()).isLessThanOrEqualTo(4);
    }

    @Test
    void oneLogOfASensorThatStopsIsToldByItsName() {
        speak("zeek.conn", START, START + 5 * DAY, 20);
        speak("zeek.modbus", START, START + 4 * DAY, 3);
        watch.advance(START + 5 * DAY, sink);
        assertThat(told).extracting(Finding::getEntity).contains("source:arena:zeek.modbus");
        assertThat(told.get(0).getEntityName()).isEqualTo("zeek.modbus");
    }

    @Test
    void aSensorThatGoesDarkIsOneFindingHoweverManyLogsItWrites() {
        for (String log : List.of("conn", "dns", "http", "modbus")) {
            speak("zeek." + log, START, START + 4 * DAY, 20);
        }
        speak("m365.audit", START, START + 5 * DAY, 5);
        watch.advance(START + 5 * DAY, sink);
        assertThat(told).extracting(Finding::getEntity).containsExactly("source:arena:zeek");
    }

    @Test
    void aCameraSpanThatGoesDarkIsSeenBesideTheOtherSensor() {
        for (long at = START; at < START + 5 * DAY; at += MINUTE) {
            watch.add(new SourceMinute("zeek.conn", "core", at / MINUTE, FORM, 50, 0, at));
            if (at < START + 4 * DAY) {
                watch.add(new SourceMinute("zeek.conn", "cctv-span", at / MINUTE, FORM, 8, 0, at));
            }
        }
        watch.advance(START + 5 * DAY, sink);
        assertThat(told)
                .extracting(Finding::getEntity)
                .containsExactly("source:arena:zeek/cctv-span");
    }

    @Test
    void whatIsAnnouncedIsNoFindingAndTeachesNothing() {
        long from = START + 4 * DAY;
        watch.add(SharedTable.blind("zeek", from, from, from + 2 * HOUR));
        speak("zeek.conn", START, from, 20);
        watch.advance(from + 2 * HOUR - MINUTE, sink);
        assertThat(told).extracting(Finding::getAction).containsExactly("announced-blind");
        speak("zeek.conn", from + 2 * HOUR, from + 3 * HOUR, 20);
        assertThat(told)
                .extracting(Finding::getAction)
                .containsExactly("announced-blind", "sighted");
        assertThat(told).noneMatch(CoverageFindings::isForPeople);
    }

    @Test
    void whatIsSilentForAWeekIsGivenUp() {
        speak("zeek.conn", START, START + 4 * DAY, 20);
        speak("m365.audit", START, START + 13 * DAY, 20);
        assertThat(told).extracting(Finding::getAction).containsExactly("silent", "sighted");
        assertThat(told.get(1).getKnownAt().toEpochMilli()).isEqualTo(START + 11 * DAY);
        assertThat(watch.healths()).noneMatch(health -> health.name.startsWith("zeek"));
    }

    @Test
    void aDeclaredSourceIsWatchedAsALog() {
        speak("badge", START, START + 15 * DAY, 200);
        speak("badge", START + 15 * DAY, START + 15 * DAY + HOUR, 1);
        speak("badge", START + 15 * DAY + HOUR, START + 15 * DAY + 2 * HOUR, 200);
        assertThat(told).extracting(Finding::getAction).containsExactly("volume");
        assertThat(told.get(0).getEntity()).isEqualTo("source:arena:badge");
    }

    @Test
    void aVolumeOutOfProportionIsTold() {
        speak("zeek.conn", START, START + 14 * DAY, 20);
        speak("zeek.conn", START + 14 * DAY, START + 14 * DAY + HOUR, 2_000);
        speak("zeek.conn", START + 14 * DAY + HOUR, START + 14 * DAY + 2 * HOUR, 20);
        assertThat(told).extracting(Finding::getAction).containsExactly("volume");
        assertThat(told.get(0).getObserved()).isEqualTo("120,000 records in an hour");
        assertThat(told.get(0).getExpected()).isEqualTo("about 1,200");
    }

    @Test
    void aVolumeThatCollapsesIsTold() {
        speak("zeek.conn", START, START + 14 * DAY, 200);
        speak("zeek.conn", START + 14 * DAY, START + 14 * DAY + HOUR, 1);
        speak("zeek.conn", START + 14 * DAY + HOUR, START + 14 * DAY + 2 * HOUR, 200);
        assertThat(told).extracting(Finding::getAction).containsExactly("volume");
    }

    @Test
    void theHoursAroundASilenceAreNoVolume() {
        long dark = START + 14 * DAY + 10 * MINUTE;
        speak("zeek.conn", START, dark, 200);
        speak("zeek.conn", dark + 105 * MINUTE, START + 15 * DAY, 200);
        assertThat(told).extracting(Finding::getAction).containsExactly("silent", "sighted");
    }

    @Test
    void aNewFormThatTakesOverIsToldAndARareOneIsNot() {
        speak("zeek.conn", START, START + 6 * DAY, 20);
        watch.add(minute("zeek.conn", START + 6 * DAY, 99, 1, 0));
        speak("zeek.conn", START + 6 * DAY, START + 7 * DAY, 20);
        assertThat(told).isEmpty();

        for (long at = START + 7 * DAY; at < START + 7 * DAY + 2 * HOUR; at += MINUTE) {
            watch.add(minute("zeek.conn", at, 100, 20, 0));
        }
        watch.advance(START + 7 * DAY + 2 * HOUR, sink);
        assertThat(told).extracting(Finding::getAction).containsExactly("form");
        assertThat(told.get(0).getObserved())
                .isEqualTo("100 % of 1,200 records have other fields than before");
    }

    @Test
    void recordsThatCanNoLongerBeDecodedAreTold() {
        speak("zeek.conn", START, START + 6 * DAY, 20);
        for (long at = START + 6 * DAY; at < START + 6 * DAY + 2 * HOUR; at += MINUTE) {
            watch.add(minute("zeek.conn", at, 0, 10, 10));
            watch.add(minute("zeek.conn", at, FORM, 10, 0));
        }
        watch.advance(START + 6 * DAY + 2 * HOUR, sink);
        assertThat(told).extracting(Finding::getAction).containsExactly("undecoded");
        assertThat(told.get(0).getObserved())
                .isEqualTo("50.0 % of 1,200 records could not be decoded");
    }

    @Test
    void aPhaseIsJudgedByItselfOnceItWasMetOftenEnough() {
        // every day from 18:00 to 19:00 the house is live and the sensor is off
        for (int day = 0; day < 8; day++) {
            long live = START + day * DAY + 18 * HOUR;
            watch.add(SharedTable.phase("LIVE", live, live + HOUR));
            speak("zeek.conn", START + day * DAY, live, 20);
            speak("zeek.conn", live + HOUR, START + (day + 1) * DAY, 20);
        }
        long late = START + 4 * DAY;
        assertThat(told).filteredOn(finding -> finding.getTime().toEpochMilli() >= late).isEmpty();
    }

    @Test
    void whatIsToldDoesNotDependOnHowOftenItIsAsked() {
        SplittableRandom random = new SplittableRandom(11);
        List<SourceMinute> rows = new ArrayList<>();
        for (long at = START; at < START + 6 * DAY; at += MINUTE) {
            boolean off = at > START + 4 * DAY && at < START + 4 * DAY + HOUR;
            if (!off && random.nextDouble() < 0.7) {
                rows.add(minute("zeek.conn", at, FORM, 1 + random.nextInt(30), 0));
            }
        }
        rows.forEach(watch::add);
        watch.advance(START + 6 * DAY, sink);

        List<Finding> stepwise = new ArrayList<>();
        SourceWatch other = new SourceWatch("arena");
        CoverageSink otherSink =
                new CoverageSink() {
                    @Override
                    public void tell(Finding finding) {
                        stepwise.add(finding);
                    }

                    @Override
                    public void table(SharedTable blind) {}
                };
        for (SourceMinute row : rows) {
            other.add(row);
            other.advance(row.minute() * MINUTE - 1, otherSink);
        }
        other.advance(START + 6 * DAY, otherSink);
        assertThat(told).isNotEmpty();
        assertThat(stepwise).isEqualTo(told);
    }

    private void speak(String source, long from, long to, int perMinute) {
        for (long at = from; at < to; at += MINUTE) {
            watch.add(minute(source, at, FORM, perMinute, 0));
        }
        watch.advance(to, sink);
    }

    private static SourceMinute minute(
            String source, long at, long shape, long records, long dead) {
        return new SourceMinute(source, "", at / MINUTE, shape, records, dead, at);
    }
}
