// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import io.touchline.jobs.evaluate.Ledger.Member;
import java.util.Collection;
import java.util.List;

/**
 * How pairs of equal acts in two contexts were told apart.
 *
 * @param hidden pairs of which no log shows one half: in neither share
 * @param graveAbove pairs whose grave half scores above the benign one
 * @param benignQuiet pairs whose benign half no published incident fits
 */
record PairFigures(long hidden, Share graveAbove, Share benignQuiet) {
    static final PairFigures NONE = new PairFigures(0, Share.NONE, Share.NONE);

    static PairFigures of(Ledger ledger, Collection<Story> stories) {
        return ledger.members().stream()
                .map(Member::pair)
                .distinct()
                .map(pair -> of(half(ledger, pair, true), half(ledger, pair, false), stories))
                .reduce(NONE, PairFigures::plus);
    }

    private static List<Member> half(Ledger ledger, String pair, boolean grave) {
        return ledger.members().stream()
                .filter(member -> member.pair().equals(pair) && member.grave() == grave)
                .toList();
    }

    private static PairFigures of(
            List<Member> grave, List<Member> benign, Collection<Story> stories) {
        if (grave.stream().noneMatch(Member::visible)
                || benign.stream().noneMatch(Member::visible)) {
            return new PairFigures(1, Share.NONE, Share.NONE);
        }
        boolean quiet = stories.stream().filter(Story::published).noneMatch(s -> fits(benign, s));
        return new PairFigures(
                0, Share.one(score(grave, stories) > score(benign, stories)), Share.one(quiet));
    }

    /** Of the best incident, published or not; 0 if there is none. */
    private static double score(List<Member> half, Collection<Story> stories) {
        return stories.stream()
                .filter(story -> fits(half, story))
                .mapToDouble(story -> story.latest().score())
                .max()
                .orElse(0);
    }

    private static boolean fits(List<Member> half, Story story) {
        return half.stream().anyMatch(member -> member.trace().fitsAny(story.latest()));
    }

    PairFigures plus(PairFigures other) {
        return new PairFigures(
                hidden + other.hidden,
                graveAbove.plus(other.graveAbove),
                benignQuiet.plus(other.benignQuiet));
    }
}
