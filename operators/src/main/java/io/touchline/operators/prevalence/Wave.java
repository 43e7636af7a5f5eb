// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.prevalence;

import io.touchline.operators.calibration.Candidate;
import io.touchline.operators.novelty.NoveltyAttribute;
import io.touchline.schemas.ContentIds;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.avro.Finding;
import java.util.List;
import java.util.Map;

/**
 * A value that nobody of the peers knew goes through them within hours: a worm, a tool that is
 * pushed to many machines, but also a new server or the page that everybody reads today. How many
 * peers new values of this kind reach as a rule is what its stratum learns. Pure.
 */
final class Wave {
    static final String DETECTOR = "wave";

    /** Peers within six hours from which it is told, and again at each doubling. */
    static final int LEAST = 3;

    private static final String NOVELTY = "novelty.";
    private static final String FROM_OUTSIDE = NOVELTY + NoveltyAttribute.INBOUND_NETWORK.key();

    /** Any scale would do that grows with the peers: calibration is by rank. */
    private static final double BITS_PER_DOUBLING = 4;

    private Wave() {}

    /**
     * Whether the candidate may be part of one. The young meet everything for the first time; and
     * who comes from outside to several servers is a customer: nothing went from one to the next.
     */
    static boolean mayBePart(Candidate candidate, long others) {
        return others == 0
                && candidate.stratum().startsWith(NOVELTY)
                && !candidate.stratum().startsWith(FROM_OUTSIDE)
                && !candidate.finding().getCold();
    }

    /** Key of the stratum that learns how far new values of this kind go. */
    static String stratum(Candidate part) {
        return DETECTOR + '.' + part.stratum().substring(NOVELTY.length());
    }

    /**
     * @param size peers that met the value within six hours, the last one among them
     */
    static double bits(long size) {
        return BITS_PER_DOUBLING * Math.log(size) / Math.log(2);
    }

    static boolean isTold(long size) {
        return size % LEAST == 0 && Long.bitCount(size / LEAST) == 1;
    }

    /** Told by the peer whose first use made it so large. */
    static Candidate of(Candidate last, long size) {
        Finding met = last.finding();
        String observed = size + " within six hours: " + met.getObserved();
        Finding finding =
                Finding.newBuilder(met)
                        .setFindingId(
                                ContentIds.uuid(DETECTOR, met.getFindingId(), Long.toString(size)))
                        .setDetector(DETECTOR)
                        .setObserved(observed)
                        .setExpected("nobody of " + last.groupSize() + " peers knew it before")
                        .setExplanation(
                                size
                                        + " of "
                                        + last.groupSize()
                                        + " peers met it for the first time within six hours, the"
                                        + " last of them "
                                        + EntityKeys.id(met.getEntity()))
                        .setRawBits(bits(size))
                        .setSupport(size)
                        .setParts(Map.of("peers-at-once", bits(size)))
                        .setLinks(List.of())
                        .build();
        return new Candidate(
                stratum(last),
                0,
                bits(size),
                last.gateBits(),
                bits(size),
                last.knownAt(),
                last.prevalenceKey(),
                last.entityHash(),
                last.groupSize(),
                last.unsettled(),
                finding);
    }
}
