// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.prevalence;

import io.touchline.operators.arrival.ArrivalDetector;
import io.touchline.operators.calibration.Candidate;
import io.touchline.operators.stats.Decimals;
import io.touchline.operators.stats.NewValueModel;
import io.touchline.schemas.avro.Finding;
import java.util.HashMap;
import java.util.Map;

/** Adds the peers' answer to a candidate. Pure. */
final class Rarity {
    private static final double SHARE_THAT_STILL_IS_RARE = 0.05;

    private Rarity() {}

    /**
     * The candidate with its bits complete: its own plus those of its rarity, within what the
     * entity's maturity allows; 0 bits where more than a twentieth of the peers (at least one) know
     * the value.
     */
    static Candidate judge(Candidate candidate, long others) {
        long peers = Math.max(candidate.groupSize(), others);
        boolean common = others > Math.max(1, SHARE_THAT_STILL_IS_RARE * peers);
        double rarity = NewValueModel.rarityBits(others, peers);
        double bits = common ? 0 : Math.min(candidate.capBits(), candidate.rawBits() + rarity);
        Finding finding = candidate.finding();
        Map<String, Double> parts = new HashMap<>(finding.getParts());
        parts.put("peers", rarity);
        return candidate.completed(
                bits,
                Finding.newBuilder(finding)
                        .setRawBits(bits)
                        .setParts(parts)
                        .setExplanation(
                                finding.getExplanation()
                                        + "; "
                                        + others
                                        + " of "
                                        + peers
                                        + " peers know it ("
                                        + Decimals.fixed(rarity, 1)
                                        + " bits)")
                        .build());
    }

    /**
     * An arrival as its segment judges it; 0 bits where that is less than its gate. Most hours see
     * none, so calibration finds the most usual arrival rare: that is not enough.
     */
    static Candidate judge(Candidate arrival, ArrivalDetector.Judged judged) {
        double raw = Math.min(arrival.capBits(), judged.bits());
        double bits = raw < arrival.gateBits() ? 0 : raw;
        String usual =
                judged.hoursBetween() < 48
                        ? Decimals.fixed(judged.hoursBetween(), 1) + " hours"
                        : Decimals.fixed(judged.hoursBetween() / 24, 0) + " days";
        return arrival.completed(
                bits,
                Finding.newBuilder(arrival.finding())
                        .setRawBits(bits)
                        .setExpected("something new about every " + usual)
                        .setParts(Map.of("segment", bits))
                        .build());
    }
}
