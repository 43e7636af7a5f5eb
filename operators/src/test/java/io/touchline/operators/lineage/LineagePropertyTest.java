// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.lineage;

import static io.touchline.testkit.FindingFixtures.finding;
import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Stage;
import io.touchline.schemas.avro.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LineagePropertyTest {

    /** One finding in the making, without its id. */
    record Leg(int entity, int peer, boolean acts, int minute, double bits, int link) {}

    /** Strong suspicions, which the fan of a few entities cannot outweigh. */
    @Provide
    Arbitrary<List<Leg>> strongLegs() {
        return legs(Arbitraries.of(16.0, 20.0, 24.0));
    }

    /** Any suspicion that may pass a gate. */
    @Provide
    Arbitrary<List<Leg>> anyLegs() {
        return legs(Arbitraries.of(6.0, 7.0, 10.0, 20.0));
    }

    private static Arbitrary<List<Leg>> legs(Arbitrary<Double> bits) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 12),
                        bits,
                        Arbitraries.integers().between(0, 12))
                .as(Leg::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    /** Entity 5 is outside; a link of 5 and more is none. */
    private static List<Finding> findings(List<Leg> legs) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < legs.size(); i++) {
            Leg leg = legs.get(i);
            var draft =
                    finding("f" + i)
                            .at(Stage.LATERAL_MOVEMENT)
                            .on(device(leg.entity))
                            .bits(leg.bits)
                            .when(T0 + leg.minute * MINUTE);
            String peer = leg.peer == 5 ? EntityKeys.external(SITE, "x.example") : device(leg.peer);
            draft = leg.acts ? draft.reaching(peer) : draft.reachedBy(peer);
            if (leg.link < 5) {
                draft.linkedTo(device(leg.link));
            }
            findings.add(draft.build());
        }
        return findings;
    }

    private static String device(int number) {
        return EntityKeys.device(SITE, "d" + number);
    }

    @Property(tries = 1_000)
    void strongStoriesHaveTheSameMembersForEveryOrderOfArrival(
            @ForAll("strongLegs") List<Leg> legs, @ForAll Random random) {
        sameMembers(legs, random, LineageOptions.defaults());
    }

    @Property(tries = 1_000)
    void storiesHaveTheSameMembersForEveryOrderOfArrival(
            @ForAll("anyLegs") List<Leg> legs, @ForAll Random random) {
        sameMembers(legs, random, LineageOptions.defaults());
    }

    @Property(tries = 1_000)
    void storiesAroundAHubHaveTheSameMembersForEveryOrderOfArrival(
            @ForAll("strongLegs") List<Leg> legs, @ForAll Random random) {
        LineageOptions it = LineageOptions.defaults();
        sameMembers(
                legs,
                random,
                new LineageOptions(
                        it.itHorizonMillis(),
                        it.otHorizonMillis(),
                        it.halfLifeMillis(),
                        1,
                        22,
                        it.maxSteps()));
    }

    private static void sameMembers(List<Leg> legs, Random random, LineageOptions options) {
        List<Finding> inOrder = new ArrayList<>(findings(legs));
        inOrder.sort(Comparator.comparing(Finding::getTime).thenComparing(Finding::getFindingId));
        List<Finding> arrival = new ArrayList<>(inOrder);
        Collections.shuffle(arrival, random);
        assertThat(members(play(arrival, options)))
                .as("arrival %s", arrival.stream().map(Finding::getFindingId).toList())
                .isEqualTo(members(play(inOrder, options)));
    }

    @Property(tries = 300)
    void theSameOrderGivesTheSameIds(@ForAll("anyLegs") List<Leg> legs, @ForAll Random random) {
        List<Finding> arrival = new ArrayList<>(findings(legs));
        Collections.shuffle(arrival, random);
        assertThat(play(arrival, LineageOptions.defaults()))
                .isEqualTo(play(arrival, LineageOptions.defaults()));
    }

    @Property(tries = 500)
    void everyFindingIsInExactlyOneChainAndNoChainIsLost(
            @ForAll("anyLegs") List<Leg> legs, @ForAll Random random) {
        List<Finding> arrival = new ArrayList<>(findings(legs));
        Collections.shuffle(arrival, random);
        Lineage lineage = new Lineage(LineageOptions.defaults());
        Set<String> alive = new HashSet<>();
        for (Finding finding : arrival) {
            Lineage.Change change = lineage.add(finding);
            alive.addAll(change.changed());
            alive.removeAll(change.mergedInto().keySet());
            // what was told and is not gone still has members; what has members was told
            Set<String> held = chains(lineage).keySet();
            assertThat(held).isEqualTo(alive);
            change.mergedInto()
                    .forEach((gone, into) -> assertThat(held).contains(into).doesNotContain(gone));
        }
        assertThat(lineage.all()).hasSize(arrival.size());
        assertThat(chains(lineage).values().stream().mapToInt(Set::size).sum())
                .isEqualTo(arrival.size());
    }

    @Property(tries = 300)
    void aRestoredLineageGoesOnAsIfNothingHappened(
            @ForAll("anyLegs") List<Leg> legs, @ForAll Random random) {
        List<Finding> arrival = new ArrayList<>(findings(legs));
        Collections.shuffle(arrival, random);
        int cut = arrival.size() / 2;
        Lineage before = new Lineage(LineageOptions.defaults());
        arrival.subList(0, cut).forEach(before::add);
        Lineage after = new Lineage(LineageOptions.defaults());
        before.all().forEach(row -> after.restore(row.finding(), row.chain()));
        after.relink();
        arrival.subList(cut, arrival.size()).forEach(after::add);
        assertThat(chains(after)).isEqualTo(play(arrival, LineageOptions.defaults()));
    }

    private static Map<String, TreeSet<String>> play(
            List<Finding> findings, LineageOptions options) {
        Lineage lineage = new Lineage(options);
        findings.forEach(lineage::add);
        return chains(lineage);
    }

    private static Map<String, TreeSet<String>> chains(Lineage lineage) {
        Map<String, TreeSet<String>> chains = new TreeMap<>();
        for (Lineage.Placed placed : lineage.all()) {
            chains.computeIfAbsent(placed.chain(), c -> new TreeSet<>())
                    .add(placed.finding().getFindingId());
        }
        return chains;
    }

    private static Set<TreeSet<String>> members(Map<String, TreeSet<String>> chains) {
        return new HashSet<>(chains.values());
    }
}
