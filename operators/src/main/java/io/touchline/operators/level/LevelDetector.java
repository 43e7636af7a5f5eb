// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.level;

import io.touchline.operators.stats.Bits;

/**
 * Scores and learns one value of a series. Pure: state in, score out, state changed in place; O(1),
 * two to three microseconds. Deterministic, and the same before and after a state is written and
 * read.
 *
 * <p>Level, season and log step are Student t under a normal-inverse-gamma belief (Murphy 2007);
 * the largest of their raw bits is calibrated against what the series has shown, capped by its age,
 * divided by the episode it is in, and decides how much it teaches.
 */
public final class LevelDetector {
    private static final double FORGET = 0.7;
    private static final int EPISODE_HIT = 25;
    private static final int EPISODE_MOST = 100;
    private static final double EPISODE_UNIT = 50;
    private static final int LONG_RUN = 100;

    /** Half-life of beliefs about times without change, in such times. */
    private static final double RESTS_HALF_LIFE = 50;

    private static final int SECONDS_PER_DAY = 86_400;
    private static final int SLOT_KNOWN = 3;
    private static final int SLOT_MEMORY = 33;

    private final LevelOptions options;
    private final double fade;
    private final double calibrationFade;

    public LevelDetector(LevelOptions options) {
        this.options = options;
        this.fade = Math.pow(2, -1 / options.halfLife());
        this.calibrationFade =
                Math.pow(2, -SeriesHistogram.FADE_EVERY / options.calibrationHalfLife());
    }

    /**
     * @param value finite; at {@code epochSecond}, which only tells the time of day
     */
    public LevelScore next(LevelState state, double value, long epochSecond) {
        float x = (float) value;
        int slot =
                (int)
                        (Math.floorMod(epochSecond, (long) SECONDS_PER_DAY)
                                * LevelState.SLOTS
                                / SECONDS_PER_DAY);
        boolean slotKnown = state.slotWeights[slot] >= SLOT_KNOWN;
        double residual = x - state.slots[slot];
        double logStep = logStep(state, x);
        int still = state.seen > 0 && x == state.last ? Math.min(state.still + 1, 9999) : 0;

        double level = Math.abs(state.level.bits(x));
        double season = slotKnown ? Math.abs(state.season.bits(residual)) : 0;
        double step = Math.max(0, state.step.bits(logStep)) * options.subordinate();
        double stuck = stuckBits(state, still) * options.subordinate();
        LevelPart part = largest(level, season, step, stuck);
        double raw = Math.max(Math.max(level, season), Math.max(step, stuck));
        double calibrated =
                state.seen < options.warmUp()
                        ? 0
                        : Math.min(
                                Bits.ofTail(state.shown.p(raw)),
                                Bits.ofTail(1.0 / (state.seen + 2)) + 10);
        double bits = calibrated / (1 + state.episode / EPISODE_UNIT);
        double expected =
                slotKnown && part == LevelPart.SEASON ? state.slots[slot] : state.level.mu();

        boolean adopted = count(state, raw, calibrated);
        double weight = weight(state, calibrated);
        if (state.run >= options.adoptAfter()) {
            state.level.fade(FORGET);
            state.season.fade(FORGET);
        }
        state.level.learn(x, weight, fade);
        if (slotKnown) {
            state.season.learn(residual, weight, fade);
        }
        learnSlot(state, slot, x, weight);
        learnChange(state, x, logStep, still, weight);
        state.shown.add(raw);
        state.seen++;
        if (state.seen % SeriesHistogram.FADE_EVERY == 0) {
            state.shown.fade(calibrationFade);
        }
        state.last = x;
        state.still = (short) still;
        return new LevelScore(
                bits, calibrated, part, level, season, step, stuck, expected, adopted);
    }

    /** ln of the step, which is never less than a thousandth of the spread. */
    private static double logStep(LevelState state, double x) {
        return state.seen == 0
                ? 0
                : Math.log(
                        Math.abs(x - state.last)
                                + 1e-6 * Math.abs(x)
                                + 1e-3 * (state.level.spread() + 1e-9));
    }

    /**
     * The smaller of {@code -n log2 P(no change)} and the surprise of so long a time without change
     * among those that are over: polls that rest together are not independent.
     */
    private static double stuckBits(LevelState state, int still) {
        if (still < 2) {
            return 0;
        }
        double geometric = still * Bits.ofTail(1 - state.changes);
        return Math.min(
                Math.min(Bits.MAX, geometric), Math.max(0, state.rests.bits(Math.log(still))));
    }

    private static LevelPart largest(double level, double season, double step, double stuck) {
        double most = Math.max(Math.max(level, season), Math.max(step, stuck));
        if (most == level) {
            return LevelPart.LEVEL;
        }
        if (most == season) {
            return LevelPart.SEASON;
        }
        return most == step ? LevelPart.STEP : LevelPart.STUCK;
    }

    /**
     * Counts run and episode. A shift soon is usual to the calibration, long before the beliefs
     * have followed: so the run counts raw bits. True when this value completes the run after which
     * it is adopted.
     */
    private boolean count(LevelState state, double raw, double calibrated) {
        boolean hit = calibrated >= options.surprising();
        boolean far = raw >= options.shifted();
        boolean before = state.run >= options.adoptAfter();
        state.run = (byte) (far ? Math.min(LONG_RUN, state.run + 1) : Math.max(0, state.run - 1));
        int episode = hit ? Math.min(EPISODE_MOST, state.episode + EPISODE_HIT) : state.episode;
        state.episode = (byte) Math.max(0, episode - 1);
        return !before && state.run >= options.adoptAfter();
    }

    /** {@code clamp(1000 p, w_min, 1)} with a time-out: what stays is learnt. */
    private double weight(LevelState state, double calibrated) {
        double derate = Math.min(1, (double) state.run / options.adoptAfter());
        if (derate >= 1) {
            return 1;
        }
        double least = options.leastWeight() + (0.5 - options.leastWeight()) * derate;
        return Math.max(least, Math.min(1, 1000 * Bits.toTail(calibrated)));
    }

    private static void learnSlot(LevelState state, int slot, double x, double weight) {
        int known = state.slotWeights[slot];
        double share = known == 0 ? 1 : weight / Math.min(known + 1, SLOT_MEMORY);
        state.slots[slot] += (float) (share * (x - state.slots[slot]));
        state.slotWeights[slot] = (byte) Math.min(SLOT_MEMORY, known + 1);
    }

    private void learnChange(LevelState state, double x, double logStep, int still, double weight) {
        if (state.seen == 0) {
            return;
        }
        state.step.learn(logStep, weight, fade);
        if (still == 0 && state.still > 0) {
            state.rests.learn(Math.log(state.still), 1, Math.pow(2, -1 / RESTS_HALF_LIFE));
        }
        double share = Math.max(1 - fade, 1.0 / (state.seen + 2));
        state.changes += (float) (share * ((x == state.last ? 0 : 1) - state.changes));
        // a series that never changes has at least half a change in its memory
        state.changes = (float) Math.max(state.changes, share / 2);
    }
}
