// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.beaconing;

import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.TelemetryFixtures.flow;
import static io.touchline.testkit.TelemetryFixtures.visit;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.SECOND;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.baseline.BaselineContract;
import io.touchline.schemas.Action;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EnsembleContractTest extends BaselineContract {
    private static final int DAYS = 20;
    private static final long AFTER = T0 + DAYS * DAY + 9 * HOUR;

    EnsembleContractTest() {
        super("ensemble", DAYS);
    }

    /**
     * Six hours a day a page every ten minutes: twelve names within two seconds, one in ten pages
     * of a new site; connections that end within minutes, with as much as each has to say. On four
     * days a film from five servers, on two an update of a game from eight.
     */
    @Override
    protected List<Interaction> ordinaryLife() {
        SplittableRandom random = new SplittableRandom(30);
        List<Interaction> rows = new ArrayList<>();
        for (int page = 0; page < DAYS * 36; page++) {
            long at = T0 + page / 36 * DAY + page % 36 * 10 * MINUTE;
            int site = random.nextInt(10) == 0 ? 100 + page : random.nextInt(20);
            for (int i = 0; i < 12; i++) {
                long first = at + random.nextLong(2 * SECOND);
                rows.add(asked("p" + i + ".site-" + site + ".example", first));
                double kept = Math.exp(9 + 1.2 * random.nextGaussian()); // 8 s or so
                double packets = Math.exp(3.5 + 1.2 * random.nextGaussian());
                rows.add(kept(address(site, i), first, first + (long) kept, packets));
            }
        }
        for (int day = 3; day < DAYS; day += 5) {
            rows.addAll(film(T0 + day * DAY + 7 * HOUR, day, random));
        }
        for (int day = 6; day < DAYS; day += 9) {
            rows.addAll(update(T0 + day * DAY + 8 * HOUR, day, random));
        }
        rows.sort(Comparator.comparingLong(Interaction::writeTime));
        return rows;
    }

    /** A player opens five servers at once and takes what it needs from each, for an hour. */
    private static List<Interaction> film(long at, int day, SplittableRandom random) {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            long first = at + random.nextLong(2 * SECOND);
            rows.add(asked("edge-" + i + ".film-" + day + ".example", first));
            double share = 1e5 * Math.exp(0.8 * random.nextGaussian());
            for (int minute = 1; minute <= 60; minute++) {
                rows.add(
                        kept(
                                address(900 + day, i),
                                first,
                                first + minute * MINUTE,
                                minute * share));
            }
        }
        return rows;
    }

    /** Eight mirrors at once, each as fast as it is, until its part is there. */
    private static List<Interaction> update(long at, int day, SplittableRandom random) {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            long first = at + random.nextLong(3 * SECOND);
            double perSecond = 700 * Math.exp(0.6 * random.nextGaussian());
            rows.add(asked("mirror-" + i + ".game-" + day + ".example", first));
            long lasts = (long) (4e5 / perSecond * SECOND);
            rows.add(kept(address(950 + day, i), first, first + lasts, 4e5));
        }
        return rows;
    }

    /** Nine end points asked every half second over one connection each, told when they end. */
    @Override
    protected List<Interaction> deviation() {
        return inStep(List.of(40));
    }

    /** The same, told of after each of {@code minutes}. */
    private static List<Interaction> inStep(List<Integer> minutes) {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            long first = AFTER + i * 40L;
            rows.add(asked("rpc.chain-" + i + ".example", first - 400));
            for (int minute : minutes) {
                double packets = minute * 60 * 4 + i;
                rows.add(kept(address(990, i), first, first + minute * MINUTE, packets));
            }
        }
        rows.sort(Comparator.comparingLong(Interaction::writeTime));
        return rows;
    }

    private static Interaction asked(String name, long at) {
        return visit(name).doing(Action.RESOLVE).at(at).build();
    }

    private static Interaction kept(String address, long from, long until, double packets) {
        return flow().to(EntityKeys.external(SITE, address))
                .port(443)
                .at(from)
                .until(until)
                .with(Measure.PACKETS_OUT, packets / 2)
                .with(Measure.PACKETS_IN, packets / 2)
                .with(Measure.BYTES_OUT, packets * 155)
                .with(Measure.BYTES_IN, packets * 210)
                .build();
    }

    private static String address(int network, int host) {
        return "198." + (18 + network / 250) + "." + network % 250 + "." + (10 + host);
    }

    private List<String> loud(List<Interaction> after) throws Exception {
        try (Subject subject = fed(after)) {
            return subject.loudClaims();
        }
    }

    private List<String> claims(List<Interaction> after) throws Exception {
        try (Subject subject = fed(after)) {
            return subject.claims();
        }
    }

    private Subject fed(List<Interaction> after) throws Exception {
        Subject subject = start();
        for (Interaction row : ordinaryLife()) {
            subject.row(row);
        }
        subject.watermark(AFTER - HOUR);
        for (Interaction row : after) {
            subject.row(row);
        }
        subject.watermark(AFTER + DAY);
        return subject;
    }

    @Test
    void saysThatItIsLateWhereConnectionsAreToldWhenTheyEnd() throws Exception {
        assertThat(loud(inStep(List.of(40))))
                .allMatch(claim -> claim.contains("had ended"))
                .anyMatch(claim -> claim.contains("opened 9 new destinations within 1 s and kept"))
                .anyMatch(claim -> claim.contains("4.0 packets/s each"))
                .anyMatch(claim -> claim.contains("together with rpc.chain-"));
    }

    @Test
    void seesThemWhileTheyAreOpenWhereThatIsTold() throws Exception {
        List<String> loud = loud(inStep(List.of(1, 2, 3, 4, 5, 6, 7, 8)));
        assertThat(loud).isNotEmpty().hasSizeLessThan(4);
        assertThat(loud.get(loud.size() - 1)).contains("packets/s each");
    }

    /** The same nine, but each with its own pace. */
    @Test
    void staysSilentWhereEachGoesItsOwnPace() throws Exception {
        List<Interaction> rows = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(31);
        for (int i = 0; i < 9; i++) {
            long first = AFTER + i * 40L;
            long lasts = (long) (20 * MINUTE * Math.exp(random.nextGaussian()));
            double perSecond = 4 * Math.exp(1.5 * random.nextGaussian());
            rows.add(kept(address(991, i), first, first + lasts, perSecond * lasts / SECOND));
        }
        rows.sort(Comparator.comparingLong(Interaction::writeTime));
        assertThat(loud(rows)).isEmpty();
    }

    /** One pace, but met one after the other. */
    @Test
    void staysSilentWhereTheyWereNotMetTogether() throws Exception {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            long first = AFTER + i * MINUTE;
            rows.add(kept(address(992, i), first, first + 40 * MINUTE, 9_600));
        }
        assertThat(loud(rows)).isEmpty();
    }

    /**
     * Names alone, each contacted every ten seconds: no connection is told of. Of a machine whose
     * pages bring as many it takes the peers to be sure.
     */
    @Test
    void asksThePeersOfNamesThatAreContactedEquallyOften() throws Exception {
        List<Interaction> rows = new ArrayList<>();
        for (int round = 0; round < 300; round++) {
            for (int i = 0; i < 9; i++) {
                long at = AFTER + round * 10 * SECOND + i * 40L;
                rows.add(visit("rpc.chain-" + i + ".example").at(at).build());
            }
        }
        assertThat(claims(rows)).anyMatch(claim -> claim.contains("contacts each"));
    }
}
