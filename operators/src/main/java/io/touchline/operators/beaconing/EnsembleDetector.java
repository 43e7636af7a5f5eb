// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.beaconing;

import io.touchline.schemas.Interaction;
import io.touchline.schemas.Measure;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Learns a contact with a member of an ensemble, and looks at 4, 8, 16, ... observations of all of
 * them together. Pure: state in, bits out; O(members).
 */
public final class EnsembleDetector {
    /** Three ways of being in step are one question. */
    private static final double WAYS_BITS = Math.log(Step.values().length) / Math.log(2);

    private EnsembleDetector() {}

    /**
     * A look at an ensemble.
     *
     * @param opened how many were met at once, by names or by addresses
     * @param members how many are alike in the way that shows it best
     * @param bits onset and step, less what the looks cost
     * @param onsetBits of so many first uses at once
     * @param stepBits of each way that can be judged
     * @param best the way that shows it best
     * @param level its usual figure: packets per second, bytes, contacts
     * @param unlike by what factor such destinations usually differ in it
     * @param usualMembers the usual size of a burst
     */
    public record Look(
            int opened,
            int members,
            double bits,
            double onsetBits,
            Map<Step, Double> stepBits,
            Step best,
            double level,
            double unlike,
            double usualMembers) {}

    /** Learns the row, which is a contact of the member; what is seen now, if a look is due. */
    public static @Nullable Look contact(Ensembles all, Ensemble it, long hash, Interaction row) {
        EnsembleMember member = it.member(hash);
        if (member == null) {
            return null;
        }
        it.touchedAt = row.writeTime();
        member.contact(it.offset(row.when()));
        double packets = row.measure(Measure.PACKETS_OUT, 0) + row.measure(Measure.PACKETS_IN, 0);
        if (packets > 0 && row.until() > row.when()) {
            double bytes = row.measure(Measure.BYTES_OUT, 0) + row.measure(Measure.BYTES_IN, 0);
            it.whileOpen |=
                    member.record(it.offset(row.when()), it.offset(row.until()), packets, bytes);
        }
        int observations = it.observations();
        return it.members.size() < Ensemble.LEAST || observations < it.next
                ? null
                : look(all, it, observations);
    }

    private static @Nullable Look look(Ensembles all, Ensemble it, int observations) {
        UsualBursts usual = all.usual;
        Ensemble twin = all.twin(it);
        int opened = Math.max(it.members.size(), twin == null ? 0 : twin.members.size());
        Map<Step, Double> steps = new EnumMap<>(Step.class);
        Step best = null;
        Step.Spread shown = null;
        double most = -1;
        for (Step step : Step.values()) {
            Step.Spread spread = step.spread(it);
            if (!Step.judges(spread, opened)) {
                continue;
            }
            double bits = usual.stepBits(step, spread);
            steps.put(step, bits);
            if (bits > most) {
                most = bits;
                best = step;
                shown = spread;
            }
        }
        if (best == null || shown == null) {
            return null; // nothing to compare yet: that was no look
        }
        it.looks++;
        it.next = 2 * observations;
        double step = Math.max(0, most - WAYS_BITS - it.looks);
        double onset = usual.onsetBits(opened);
        // a burst that does not keep step is a page
        return new Look(
                opened,
                shown.members(),
                step == 0 ? 0 : onset + step,
                onset,
                steps,
                best,
                Math.exp(shown.mean()),
                Math.exp(Math.sqrt(usual.variance(best))),
                1 + usual.usualMore());
    }
}
