// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.rate;

/**
 * When an entity does how much of one metric: the mean of each hour of an ordinary day and of each
 * phase of an event, and for a phase the windows it stands on. At most 38 bytes. Mutable, owned by
 * one {@code EntityBaseline}.
 *
 * <p>A mean is kept as ln(1 + mean) in eighths, rounded. What is learnt moves it by one step at
 * least, towards what was seen: so it does not stick where the learning is finer than a step (after
 * Ma, Muthukrishnan, Sandler 2013, frugal streaming).
 */
public final class SeasonState {
    public static final int HOURS = 24;
    public static final int PHASES = WindowShares.PHASES.size();

    private static final double EIGHT = 8;
    private static final int HIGHEST = 255;

    public final byte[] hours = new byte[HOURS];
    public final byte[] phases = new byte[PHASES];

    /** In eighths of a window. */
    public final byte[] seen = new byte[PHASES];

    double hour(int hour) {
        return mean(hours[hour]);
    }

    /** Moves the mean to {@code mean}, which was learnt from {@code count}. */
    void setHour(int hour, double mean, double count) {
        hours[hour] = moved(hours[hour], mean, count);
    }

    double phase(int phase) {
        return mean(phases[phase]);
    }

    /** Windows of that phase which the mean stands on, 0 to {@link Season#MOST_SEEN}. */
    double seen(int phase) {
        return Byte.toUnsignedInt(seen[phase]) / EIGHT;
    }

    void setPhase(int phase, double mean, double count, double windows) {
        phases[phase] = moved(phases[phase], mean, count);
        seen[phase] = (byte) Math.round(Math.min(Season.MOST_SEEN, windows) * EIGHT);
    }

    private static byte moved(byte before, double mean, double count) {
        int old = Byte.toUnsignedInt(before);
        int next = level(mean);
        return (byte) (next == old ? old + Integer.signum(level(count) - old) : next);
    }

    private static double mean(byte level) {
        return Math.expm1(Byte.toUnsignedInt(level) / EIGHT);
    }

    private static int level(double mean) {
        return (int) Math.min(HIGHEST, Math.round(Math.log1p(Math.max(0, mean)) * EIGHT));
    }
}
