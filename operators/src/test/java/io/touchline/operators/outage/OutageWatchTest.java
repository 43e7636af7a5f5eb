// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OutageWatchTest {
    /** A Monday, in minutes. */
    private static final long START = Instant.parse("2026-05-04T00:00:00Z").toEpochMilli() / 60_000;

    private static final long HOUR = 60;
    private static final long DAY = 24 * HOUR;

    private final OutageWatch watch = new OutageWatch("arena");
    private final List<Finding> told = new ArrayList<>();

    @Test
    void camerasThatGoDarkTogetherAreOneFindingWithTheList() {
        long live = START + 14 * DAY + 18 * HOUR;
        watch.add(SharedTable.phase("LIVE", live * 60_000, (live + 120) * 60_000));
        watch.add(SharedTable.phase("EGRESS", (live + 120) * 60_000, (live + 180) * 60_000));
        run(START, live + 30, minute -> cameras(minute, 48, 0));
        assertThat(told).isEmpty();

        run(live + 30, live + 120, minute -> cameras(minute, 48, 40));

        assertThat(told).hasSize(1);
        Finding dark = told.get(0);
        assertThat(dark.getDetector()).isEqualTo("outage");
        assertThat(dark.getStage()).isEqualTo("availability");
        assertThat(dark.getEntity()).isEqualTo("segment:arena:10.30.0.0/24");
        assertThat(dark.getPeer()).isEqualTo(dark.getEntity());
        assertThat(dark.getEntityAddress()).isEqualTo("10.30.0.1");
        assertThat(dark.getTime().toEpochMilli()).isEqualTo((live + 30) * 60_000);
        // the patience of 5 minutes, one that is over, two until the list is whole
        assertThat(dark.getKnownAt().toEpochMilli()).isEqualTo((live + 38) * 60_000);
        assertThat(dark.getSurpriseBits()).isBetween(12.0, 19.0);
        assertThat(dark.getObserved())
                .startsWith("40 of 48 devices of 10.30.0.0/24 fell silent within 1 min: cam-01, ")
                .endsWith("cam-16 and 24 more");
        assertThat(dark.getLinks()).hasSize(16).contains("device:arena:10.30.0.1");
        assertThat(dark.getRegime()).isEqualTo("LIVE");
        assertThat(dark.getNextPhase()).isEqualTo("EGRESS");

        // they come back and fail again on another day: that is another one
        run(live + 120, live + 3 * DAY + 8 * HOUR, minute -> cameras(minute, 48, 0));
        run(live + 3 * DAY + 8 * HOUR, live + 4 * DAY, minute -> cameras(minute, 48, 40));
        assertThat(told).hasSize(2);
    }

    @Test
    void threeOfThreeAreOne() {
        run(START, START + 7 * DAY + 800, minute -> cameras(minute, 3, 0));
        run(START + 7 * DAY + 800, START + 8 * DAY, minute -> cameras(minute, 3, 3));
        assertThat(told).hasSize(1);
        assertThat(told.get(0).getObserved()).startsWith("3 of 3 devices");
    }

    @Test
    void whatIsAskedMoreSeldomAndGoesOnDelaysNothing() {
        long stops = START + 5 * DAY + 601;
        run(START, stops, minute -> mixed(minute, true));
        run(stops, stops + 60, minute -> mixed(minute, false));
        assertThat(told).hasSize(1);
        assertThat(told.get(0).getObserved()).startsWith("8 of 14 devices");
        assertThat(told.get(0).getKnownAt().toEpochMilli()).isEqualTo((stops + 8) * 60_000);
    }

    /** 8 that are asked every minute, 6 every five. */
    private void mixed(long minute, boolean all) {
        sensor(minute, "zeek");
        for (int i = 1; i <= 14; i++) {
            if (i > 8 ? (minute + i) % 5 == 0 : all) {
                sign(minute, i);
            }
        }
    }

    @Test
    void camerasAskedEveryTenMinutesAreToldTogether() {
        run(START, START + 5 * DAY + 600, minute -> slow(minute, 24, 0));
        run(START + 5 * DAY + 600, START + 6 * DAY, minute -> slow(minute, 24, 24));
        assertThat(told).hasSize(1);
        assertThat(told.get(0).getObserved()).startsWith("24 of 24 devices");
        assertThat(told.get(0).getKnownAt().toEpochMilli() / 60_000 - START - 5 * DAY - 600)
                .isBetween(10L, 45L);
    }

    @Test
    void whatASensorDoesNotTellIsItsOwnSilence() {
        long dark = START + 7 * DAY + 800;
        run(START, dark, minute -> seen(minute, 40, 0, "zeek/cctv-span"));
        // all of zeek goes on, the span of the cameras does not
        run(dark, dark + 180, minute -> sensor(minute, "zeek/core"));
        assertThat(told).isEmpty();
        // the span is back, the cameras are slow to answer
        run(dark + 180, dark + 184, minute -> seen(minute, 40, 40, "zeek/cctv-span"));
        double hours = watch.segments().iterator().next().hours;
        run(dark + 184, dark + DAY, minute -> seen(minute, 40, 0, "zeek/cctv-span"));
        assertThat(told).isEmpty();
        // what was dark is not learnt, what comes after it is: seen when one of them fails
        run(dark + DAY, dark + DAY + 60, minute -> seen(minute, 40, 1, "zeek/cctv-span"));
        assertThat(watch.segments().iterator().next().hours).isGreaterThan(hours + 5);
    }

    @Test
    void theSameIsToldWhereTheSensorGoesOn() {
        long dark = START + 7 * DAY + 800;
        run(START, dark, minute -> seen(minute, 40, 0, "zeek/cctv-span"));
        run(dark, dark + 180, minute -> seen(minute, 40, 40, "zeek/cctv-span"));
        assertThat(told).hasSize(1);
    }

    @Test
    void announcedBlindnessIsNoOutage() {
        long dark = START + 7 * DAY + 800;
        watch.add(SharedTable.blind("zeek", dark * 60_000, dark * 60_000, (dark + 120) * 60_000));
        run(START, dark, minute -> cameras(minute, 40, 0));
        run(dark, dark + 120, minute -> cameras(minute, 40, 40));
        run(dark + 120, dark + DAY, minute -> cameras(minute, 40, 0));
        assertThat(told).isEmpty();
    }

    @Test
    void aSegmentThatSleepsAtNightIsQuiet() {
        SplittableRandom random = new SplittableRandom(3);
        long[] leaves = new long[41];
        run(
                START + 10 * HOUR,
                START + 28 * DAY,
                minute -> {
                    long day = Math.floorDiv(minute - START, DAY);
                    long ofDay = Math.floorMod(minute - START, DAY);
                    if (ofDay == 7 * HOUR) {
                        for (int i = 1; i <= 40; i++) {
                            leaves[i] = 17 * HOUR + 30 + random.nextInt(70);
                        }
                    }
                    for (int i = 1; i <= 40; i++) {
                        if (day % 7 < 5 && ofDay >= 8 * HOUR && ofDay < leaves[i]) {
                            sign(minute, i);
                        }
                    }
                });
        assertThat(told).isEmpty();
    }

    @Test
    void aFewThatDieAreNoOutage() {
        run(START, START + 7 * DAY, minute -> cameras(minute, 40, 0));
        run(START + 7 * DAY, START + 9 * DAY, minute -> cameras(minute, 40, 2));
        run(START + 9 * DAY, START + 20 * DAY, minute -> cameras(minute, 40, 7));
        assertThat(told).isEmpty();
    }

    @Test
    void whatIsSwitchedOffAfterEachEventIsQuietAfterTwice() {
        for (long day = 4; day < 60; day += 7) {
            long out = (START + day * DAY + 20 * HOUR) * 60_000;
            watch.add(SharedTable.phase("LOAD_OUT", out, out + 4 * HOUR * 60_000));
        }
        List<Integer> after = new ArrayList<>();
        for (long day = 0; day < 60; day++) {
            long at = START + day * DAY;
            boolean event = day % 7 == 4;
            run(at, at + 21 * HOUR, minute -> cameras(minute, 12, 0));
            run(at + 21 * HOUR, at + DAY, minute -> cameras(minute, 12, event ? 12 : 0));
            if (event) {
                after.add(told.size());
            }
        }
        assertThat(after).hasSize(8);
        assertThat(after.get(7)).isLessThanOrEqualTo(2);
        assertThat(after.subList(2, 8)).containsOnly(after.get(1));
    }

    @Test
    void randomSignsOfLifeSeldomCryWolf() {
        SplittableRandom random = new SplittableRandom(5);
        double[] share = new double[60];
        for (int i = 0; i < 60; i++) {
            share[i] = 0.08 + 0.9 * random.nextDouble();
        }
        run(
                START,
                START + 14 * DAY,
                minute -> {
                    for (int i = 0; i < 60; i++) {
                        if (random.nextDouble() < share[i]) {
                            sign(minute, "10.30." + i / 12 + ".", 1 + i, "10.30." + i / 12);
                        }
                    }
                });
        assertThat(told).isEmpty();
    }

    @Test
    void twiceAsManyAreToldAgainAndTheSameAreNot() {
        long first = START + 7 * DAY + 800;
        run(START, first, minute -> cameras(minute, 40, 0));
        run(first, first + 60, minute -> cameras(minute, 40, 12));
        run(first + 60, first + 120, minute -> cameras(minute, 40, 20));
        assertThat(told).hasSize(1);
        run(first + 120, first + 180, minute -> cameras(minute, 40, 40));
        // [12, 20, 40] silent -> 12 are told; of those after them 20 began together, not 24
        assertThat(told).hasSize(1);

        long second = first + 3 * DAY + 6 * HOUR;
        run(first + 180, second, minute -> cameras(minute, 40, 0));
        run(second, second + 60, minute -> cameras(minute, 40, 12));
        run(second + 60, second + 120, minute -> cameras(minute, 40, 38));
        // 12 again, and 26 more in one minute: at least twice as many
        assertThat(told).extracting(OutageWatchTest::silent).containsExactly(12, 12, 26);
    }

    @Test
    void aJumpOfFiftyYearsCostsNothingAndTellsNothing() {
        run(START, START + 7 * DAY, minute -> cameras(minute, 40, 0));
        long later = START + 50 * 365 * DAY;
        run(later, later + DAY, minute -> cameras(minute, 40, 0));
        assertThat(told).isEmpty();
        // a gap of a day, and of ten minutes, in which no record of any source came
        run(later + 2 * DAY, later + 3 * DAY, minute -> cameras(minute, 40, 0));
        run(later + 3 * DAY + 10, later + 4 * DAY, minute -> cameras(minute, 40, 0));
        assertThat(told).isEmpty();
    }

    @Test
    void whatIsGoneForAWeekIsForgotten() {
        run(START, START + DAY, minute -> cameras(minute, 40, 0));
        run(START + DAY, START + 9 * DAY, minute -> sensor(minute, "zeek"));
        assertThat(watch.members()).isEmpty();
        assertThat(watch.segments()).isEmpty();
    }

    private static int silent(Finding finding) {
        String observed = finding.getObserved();
        return Integer.parseInt(observed.substring(0, observed.indexOf(' ')));
    }

    // ---- what happens in a minute

    private interface Life {
        void at(long minute);
    }

    private void run(long from, long to, Life life) {
        for (long minute = from; minute < to; minute++) {
            life.at(minute);
            watch.advance((minute + 1) * 60_000, told::add);
        }
    }

    private void cameras(long minute, int all, int dead) {
        seen(minute, all, dead, "zeek");
    }

    private void seen(long minute, int all, int dead, String sensor) {
        sensor(minute, sensor);
        for (int i = dead + 1; i <= all; i++) {
            sign(minute, i);
        }
    }

    private void slow(long minute, int all, int dead) {
        sensor(minute, "zeek");
        for (int i = dead + 1; i <= all; i++) {
            if ((minute + 7 * i) % 10 == 0 || (minute + 13 * i) % 60 == 5) {
                sign(minute, i);
            }
        }
    }

    private void sensor(long minute, String name) {
        watch.add(new SignOfLife("", name, null, "", Zone.CORPORATE, "", minute));
    }

    private void sign(long minute, int i) {
        sign(minute, "10.30.0.", i, "10.30.0");
    }

    private void sign(long minute, String prefix, int i, String network) {
        watch.add(
                new SignOfLife(
                        network + ".0/24",
                        "device:arena:" + prefix + i,
                        String.format("cam-%02d", i),
                        prefix + i,
                        Zone.CORPORATE,
                        "zeek.conn",
                        minute));
    }
}
