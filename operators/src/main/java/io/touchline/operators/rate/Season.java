// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.rate;

/**
 * What to expect of an entity at this hour of the day, or in this phase of an event: its own mean
 * of such windows, drawn towards its overall level while there are few of them. Pure; O(1).
 *
 * <p>A phase ages by appearances, not by days: its mean moves only when such a window comes again.
 * An event day is judged like any other day, by what earlier events were like; at the first one the
 * prediction is wide.
 */
final class Season {
    /** Windows of a phase beyond which older ones are forgotten. */
    static final double MOST_SEEN = 30;

    /** Events of the level that weigh against the mean of an hour of the day. */
    private static final double PRIOR_OF_HOUR = 1;

    /** The same against the mean of a phase: at a first event anything may come. */
    private static final double PRIOR_OF_PHASE = 0.5;

    /**
     * The least that a surprising window teaches: what comes back at each event, or every night at
     * the same hour, is a habit even if it never comes twice in a row.
     */
    private static final double LEAST_OF_HOUR = 0.25;

    private static final double LEAST_OF_PHASE = 0.5;

    private Season() {}

    /**
     * @param level mean of all ordinary windows, positive
     * @param days on which the means of the hours stand
     */
    static double hour(SeasonState it, int hour, double level, double days) {
        return mean(PRIOR_OF_HOUR, level, it.hour(hour), days);
    }

    static double hourSize(SeasonState it, int hour, double days) {
        return size(PRIOR_OF_HOUR, it.hour(hour), days);
    }

    static double phase(SeasonState it, int phase, double level) {
        return mean(PRIOR_OF_PHASE, level, it.phase(phase), it.seen(phase));
    }

    static double phaseSize(SeasonState it, int phase) {
        return size(PRIOR_OF_PHASE, it.phase(phase), it.seen(phase));
    }

    /** Of a Gamma belief: the prior has the mean {@code level}, the windows are exposure. */
    private static double mean(double prior, double level, double mean, double windows) {
        return (prior + windows * mean) / (prior / level + windows);
    }

    /**
     * Its shape, which is the size of the prediction; but no more than a unit for each window: many
     * events in one window say nothing of the next one.
     */
    private static double size(double prior, double mean, double windows) {
        return prior + windows * Math.min(1, mean);
    }

    static void learnHour(SeasonState it, int hour, double count, double weight, double days) {
        double learnt = Math.max(LEAST_OF_HOUR, weight);
        double mean = it.hour(hour);
        it.setHour(hour, mean + learnt * (count - mean) / (days + 1), count);
    }

    /**
     * @param share of the window that lies in the phase
     */
    static void learnPhase(SeasonState it, int phase, double count, double weight, double share) {
        double learnt = share * Math.max(LEAST_OF_PHASE, weight);
        double seen = it.seen(phase);
        double mean = (seen * it.phase(phase) + learnt * count) / (seen + learnt);
        it.setPhase(phase, mean, count, seen + learnt);
    }

    /** Days without activity, in closed form. */
    static void idleDays(SeasonState it, double passed, double days) {
        double fade = Math.pow(days / (days + 1), passed);
        for (int hour = 0; hour < SeasonState.HOURS; hour++) {
            it.setHour(hour, it.hour(hour) * fade, 0);
        }
    }
}
