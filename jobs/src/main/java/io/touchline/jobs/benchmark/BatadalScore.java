// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * The score of the battle of the attack detection algorithms (Taormina et al., Battle of the Attack
 * Detection Algorithms, J. Water Resour. Plann. Manage. 144(8), 2018): {@code S = 0.5 S_TTD + 0.5
 * S_CM}; {@code S_CM = (TPR + TNR)/2} over hours; {@code S_TTD = 1 - mean(time to detection /
 * duration)}, where an attack that is never seen takes all its duration.
 *
 * @param delays hours from the start of each attack to the first alarm in it, or its duration
 */
record BatadalScore(double s, double sTtd, double tpr, double tnr, List<Delay> delays) {
    /** Hours, both ends in it. */
    record Attack(long from, long until) {
        static Attack of(String from, String until) {
            return new Attack(WaterNetwork.seconds(from), WaterNetwork.seconds(until));
        }

        boolean holds(long time) {
            return from <= time && time <= until;
        }

        int hours() {
            return (int) ((until - from) / SECONDS_PER_HOUR) + 1;
        }
    }

    /** Of one attack. */
    record Delay(int hours, int duration, boolean detected) {}

    private static final long SECONDS_PER_HOUR = 3600;

    /**
     * Of training data set 2, as published with it; its flag column knows 219 of these 492 hours.
     */
    static final List<Attack> PUBLISHED =
            List.of(
                    Attack.of("13/09/16 23", "16/09/16 00"),
                    Attack.of("26/09/16 11", "27/09/16 10"),
                    Attack.of("09/10/16 09", "11/10/16 20"),
                    Attack.of("29/10/16 19", "02/11/16 16"),
                    Attack.of("26/11/16 17", "29/11/16 04"),
                    Attack.of("06/12/16 07", "10/12/16 04"),
                    Attack.of("14/12/16 15", "19/12/16 04"));

    static BatadalScore of(long[] times, boolean[] alarms, List<Attack> attacks) {
        int[] counts = new int[4];
        for (int i = 0; i < times.length; i++) {
            long time = times[i];
            boolean attacked = attacks.stream().anyMatch(attack -> attack.holds(time));
            counts[(attacked ? 2 : 0) + (alarms[i] ? 1 : 0)]++;
        }
        List<Delay> delays = new ArrayList<>();
        double share = 0;
        for (Attack attack : attacks) {
            Delay delay = delay(times, alarms, attack);
            delays.add(delay);
            share += (double) delay.hours() / delay.duration() / attacks.size();
        }
        double tpr = (double) counts[3] / (counts[2] + counts[3]);
        double tnr = (double) counts[0] / (counts[0] + counts[1]);
        double sTtd = 1 - share;
        return new BatadalScore(0.5 * sTtd + 0.25 * (tpr + tnr), sTtd, tpr, tnr, delays);
    }

    private static Delay delay(long[] times, boolean[] alarms, Attack attack) {
        for (int i = 0; i < times.length; i++) {
            if (alarms[i] && attack.holds(times[i])) {
                int hours = (int) ((times[i] - attack.from()) / SECONDS_PER_HOUR);
                return new Delay(hours, attack.hours(), true);
            }
        }
        return new Delay(attack.hours(), attack.hours(), false);
    }
}
