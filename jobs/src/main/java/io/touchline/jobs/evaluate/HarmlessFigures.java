// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import io.touchline.jobs.evaluate.Incident.Party;
import io.touchline.jobs.evaluate.Ledger.Benign;
import io.touchline.jobs.evaluate.Ledger.Member;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was harmless and how it fared.
 *
 * @param named entities that a published incident calls compromised though no stage involves them
 * @param naming published incidents that name such a one
 * @param withdrawn false incidents that people saw and that are held back at the end
 * @param lookAlikesLoud by name, look-alikes that a published false incident fits
 * @param graveAbove context pairs whose grave half scores above the benign one
 * @param benignQuiet context pairs whose benign half no published incident fits
 */
record HarmlessFigures(
        long named,
        Share naming,
        long withdrawn,
        Map<String, Share> lookAlikesLoud,
        Share graveAbove,
        Share benignQuiet) {
    static final HarmlessFigures NONE =
            new HarmlessFigures(0, Share.NONE, 0, Map.of(), Share.NONE, Share.NONE);

    static HarmlessFigures of(Ledger ledger, Collection<Story> stories) {
        List<Incident> shown =
                stories.stream().filter(Story::published).map(Story::latest).toList();
        List<Story> wrong = View.wrong(ledger, stories);
        Map<String, Share> loud = new TreeMap<>();
        for (Benign benign : ledger.benign()) {
            boolean told =
                    wrong.stream()
                            .anyMatch(s -> s.published() && benign.trace().fitsAny(s.latest()));
            loud.merge(benign.name(), Share.one(told), Share::plus);
        }
        long naming =
                shown.stream().filter(i -> innocents(ledger, i).findAny().isPresent()).count();
        HarmlessFigures figures =
                new HarmlessFigures(
                        shown.stream().flatMap(i -> innocents(ledger, i)).distinct().count(),
                        new Share(naming, shown.size()),
                        wrong.stream().filter(HarmlessFigures::withdrawn).count(),
                        loud,
                        Share.NONE,
                        Share.NONE);
        return figures.plus(pairs(ledger, stories));
    }

    /** Keys of those it calls compromised and nobody planted. */
    private static Stream<String> innocents(Ledger ledger, Incident incident) {
        return incident.parties().stream()
                .filter(Party::compromised)
                .filter(party -> !ledger.involves(party.called()))
                .map(Party::key);
    }

    private static boolean withdrawn(Story story) {
        return !story.published() && story.firstPublished(revision -> true).isPresent();
    }

    private static HarmlessFigures pairs(Ledger ledger, Collection<Story> stories) {
        HarmlessFigures sum = NONE;
        for (String pair : ledger.members().stream().map(Member::pair).distinct().toList()) {
            List<Member> halves =
                    ledger.members().stream().filter(m -> m.pair().equals(pair)).toList();
            double grave = score(halves.stream().filter(Member::grave).toList(), stories);
            List<Member> benign = halves.stream().filter(m -> !m.grave()).toList();
            boolean quiet =
                    stories.stream().filter(Story::published).noneMatch(s -> fits(benign, s));
            sum =
                    sum.plus(
                            new HarmlessFigures(
                                    0,
                                    Share.NONE,
                                    0,
                                    Map.of(),
                                    Share.one(grave > score(benign, stories)),
                                    Share.one(quiet)));
        }
        return sum;
    }

    /** Of the best incident, published or not; 0 if there is none. */
    private static double score(List<Member> members, Collection<Story> stories) {
        return stories.stream()
                .filter(story -> fits(members, story))
                .mapToDouble(story -> story.latest().score())
                .max()
                .orElse(0);
    }

    private static boolean fits(List<Member> members, Story story) {
        return members.stream().anyMatch(member -> member.trace().fitsAny(story.latest()));
    }

    HarmlessFigures plus(HarmlessFigures other) {
        return new HarmlessFigures(
                named + other.named,
                naming.plus(other.naming),
                withdrawn + other.withdrawn,
                Sums.of(lookAlikesLoud, other.lookAlikesLoud, Share::plus),
                graveAbove.plus(other.graveAbove),
                benignQuiet.plus(other.benignQuiet));
    }
}
