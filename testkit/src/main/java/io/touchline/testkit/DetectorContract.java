// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.schemas.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What every detector promises: silent when cold, silent on an ordinary life, loud on what it was
 * made for; the same result on replay, for any split into bundles and after a restore; state that
 * stays bounded on a hostile key and ends.
 */
public abstract class DetectorContract {

    /** A detector in the room that calls it, started empty. */
    protected abstract Subject start() throws Exception;

    /** An ordinary life, long enough to be learnt; in order of write time. */
    protected abstract List<Interaction> ordinaryLife();

    /** What the detector was made for, after that life; in order of write time. */
    protected abstract List<Interaction> deviation();

    /** As much of one key's {@code values} distinct values as a hostile sender could make. */
    protected abstract List<Interaction> hostile(int values);

    /** The most state entries that one hostile key may hold, beside its one baseline. */
    protected abstract long mostEntries();

    /** A write time by which everything learnt has ended. */
    protected abstract long end();

    /** A detector that is being fed. */
    public interface Subject extends AutoCloseable {
        void row(Interaction row) throws Exception;

        void watermark(long time) throws Exception;

        /** Takes a snapshot and goes on from it in a new instance. */
        Subject restored() throws Exception;

        /** What it claimed so far, as text that tells all of it, in order of key and time. */
        List<String> claims() throws Exception;

        /** Those of the claims that are strong enough to become findings. */
        List<String> loudClaims() throws Exception;

        /** Rows held beside the one baseline of each key. */
        long entries() throws Exception;

        /** Everything held, timers included. */
        long everythingHeld() throws Exception;

        @Override
        void close() throws Exception;
    }

    @Test
    void staysSilentWhenCold() throws Exception {
        try (Subject subject = start()) {
            for (Interaction row : deviation()) {
                subject.row(row);
            }
            subject.watermark(lastTime(deviation()) + 2 * Times.HOUR);
            assertThat(subject.loudClaims()).isEmpty();
        }
    }

    @Test
    void staysSilentOnAnOrdinaryLife() throws Exception {
        try (Subject subject = start()) {
            feed(subject, ordinaryLife());
            assertThat(subject.loudClaims()).isEmpty();
        }
    }

    @Test
    void speaksUpWhenWarm() throws Exception {
        try (Subject subject = start()) {
            feed(subject, story());
            assertThat(subject.loudClaims()).isNotEmpty();
        }
    }

    @Test
    void saysTheSameOnReplay() throws Exception {
        assertThat(claimsOf(story(), 0)).isEqualTo(claimsOf(story(), 0));
    }

    @Test
    void saysTheSameForAnySplitIntoBundles() throws Exception {
        List<String> atOnce = claimsOf(story(), 0);
        assertThat(atOnce).isNotEmpty();
        for (long seed = 1; seed <= 5; seed++) {
            assertThat(claimsOf(story(), seed)).as("seed %d", seed).isEqualTo(atOnce);
        }
    }

    @Test
    void saysTheSameAfterARestoreAnywhere() throws Exception {
        List<Interaction> rows = story();
        List<String> expected = claimsOf(rows, 0);
        for (int cut : List.of(1, rows.size() / 3, rows.size() - 1)) {
            List<String> claims = new ArrayList<>();
            Subject subject = start();
            for (Interaction row : rows.subList(0, cut)) {
                subject.row(row);
            }
            subject.watermark(rows.get(cut - 1).writeTime() - 1);
            claims.addAll(subject.claims());
            subject = subject.restored(); // the last row waits in the snapshot
            for (Interaction row : rows.subList(cut, rows.size())) {
                subject.row(row);
            }
            subject.watermark(lastTime(rows) + 2 * Times.HOUR);
            claims.addAll(subject.claims());
            subject.close();
            claims.sort(null);
            assertThat(claims).as("cut at %d", cut).isEqualTo(expected);
        }
    }

    @Test
    void staysBoundedOnAHostileKey() throws Exception {
        try (Subject subject = start()) {
            feed(subject, hostile(100_000));
            assertThat(subject.everythingHeld()).isPositive();
            assertThat(subject.entries()).isLessThanOrEqualTo(mostEntries());
        }
    }

    @Test
    void holdsNothingInTheEnd() throws Exception {
        try (Subject subject = start()) {
            feed(subject, story());
            assertThat(subject.everythingHeld()).isPositive();
            subject.watermark(end());
            assertThat(subject.everythingHeld()).isZero();
        }
    }

    private List<Interaction> story() {
        List<Interaction> rows = new ArrayList<>(ordinaryLife());
        rows.addAll(deviation());
        return rows;
    }

    /**
     * In one bundle for seed 0, else with a watermark before a row in ten, at a random distance.
     */
    private List<String> claimsOf(List<Interaction> rows, long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        try (Subject subject = start()) {
            for (Interaction row : rows) {
                if (seed != 0 && random.nextInt(10) == 0) {
                    subject.watermark(row.writeTime() - 1 - random.nextInt(3));
                }
                subject.row(row);
            }
            subject.watermark(lastTime(rows) + 2 * Times.HOUR);
            List<String> claims = new ArrayList<>(subject.claims());
            claims.sort(null);
            return claims;
        }
    }

    private static void feed(Subject subject, List<Interaction> rows) throws Exception {
        for (Interaction row : rows) {
            subject.row(row);
        }
        subject.watermark(lastTime(rows) + 2 * Times.HOUR);
    }

    private static long lastTime(List<Interaction> rows) {
        return rows.get(rows.size() - 1).writeTime();
    }
}
