// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import io.touchline.jobs.evaluate.Incident.Party;
import io.touchline.jobs.evaluate.Ledger.Benign;
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
 */
record HarmlessFigures(
        long named, Share naming, long withdrawn, Map<String, Share> lookAlikesLoud) {
    static final HarmlessFigures NONE = new HarmlessFigures(0, Share.NONE, 0, Map.of());

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
        return new HarmlessFigures(
                shown.stream().flatMap(i -> innocents(ledger, i)).distinct().count(),
                new Share(naming, shown.size()),
                wrong.stream().filter(HarmlessFigures::withdrawn).count(),
                loud);
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

    HarmlessFigures plus(HarmlessFigures other) {
        return new HarmlessFigures(
                named + other.named,
                naming.plus(other.naming),
                withdrawn + other.withdrawn,
                Sums.of(lookAlikesLoud, other.lookAlikesLoud, Share::plus));
    }
}
