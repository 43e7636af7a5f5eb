// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.lineage;

import static io.touchline.testkit.FindingFixtures.finding;
import static io.touchline.testkit.TelemetryFixtures.ACCOUNT;
import static io.touchline.testkit.TelemetryFixtures.CONTROLLER;
import static io.touchline.testkit.TelemetryFixtures.MAILBOX;
import static io.touchline.testkit.TelemetryFixtures.SERVER;
import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.TelemetryFixtures.WORKSTATION;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Stage;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LineageTest {
    private static final Finding MAIL =
            finding("1-mail")
                    .at(Stage.DELIVERY)
                    .on(MAILBOX)
                    .reachedBy(EntityKeys.external(SITE, "look-alike.example"))
                    .when(T0)
                    .build();
    private static final Finding TUNNEL =
            finding("2-tunnel")
                    .at(Stage.COMMAND_AND_CONTROL)
                    .on(WORKSTATION)
                    .reaching(EntityKeys.external(SITE, "tunnel.example"))
                    .linkedTo(ACCOUNT, MAILBOX)
                    .when(T0 + HOUR)
                    .build();
    private static final Finding MOVE =
            finding("3-move")
                    .at(Stage.LATERAL_MOVEMENT)
                    .on(WORKSTATION)
                    .reaching(SERVER)
                    .when(T0 + 3 * HOUR)
                    .build();
    private static final Finding WRITE =
            finding("4-write")
                    .at(Stage.OT_IMPACT)
                    .on(CONTROLLER)
                    .reachedBy(SERVER)
                    .zones(Zone.OT_CONTROL, Zone.CORPORATE)
                    .when(T0 + 5 * HOUR)
                    .build();

    private final Lineage lineage = new Lineage(LineageOptions.defaults());

    private Lineage.Change add(Finding... findings) {
        Lineage.Change last = null;
        for (Finding finding : findings) {
            last = lineage.add(finding);
        }
        return last;
    }

    /** Finding ids by chain. */
    private Map<String, TreeSet<String>> chains() {
        Map<String, TreeSet<String>> chains = new TreeMap<>();
        for (Lineage.Placed placed : lineage.all()) {
            chains.computeIfAbsent(placed.chain(), c -> new TreeSet<>())
                    .add(placed.finding().getFindingId());
        }
        return chains;
    }

    private List<TreeSet<String>> members() {
        return new ArrayList<>(chains().values());
    }

    private String chainOf(Finding finding) {
        return chains().entrySet().stream()
                .filter(chain -> chain.getValue().contains(finding.getFindingId()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static TreeSet<String> ids(Finding... findings) {
        TreeSet<String> ids = new TreeSet<>();
        for (Finding finding : findings) {
            ids.add(finding.getFindingId());
        }
        return ids;
    }

    @Test
    void fromTheMailToTheControllerIsOneChain() {
        add(MAIL, TUNNEL, MOVE, WRITE);
        assertThat(members()).containsExactly(ids(MAIL, TUNNEL, MOVE, WRITE));
        assertThat(lineage.findings(chainOf(MAIL))).containsExactly(MAIL, TUNNEL, MOVE, WRITE);
    }

    @Test
    void aSegmentThatFallsSilentGoesOnTheChainThatTouchedAMember() {
        Finding dark =
                finding("5-dark")
                        .by("outage")
                        .at(Stage.AVAILABILITY)
                        .on(EntityKeys.segment(SITE, "10.9.0.0/24"))
                        .reachedBy(EntityKeys.segment(SITE, "10.9.0.0/24"))
                        .linkedTo(CONTROLLER, EntityKeys.device(SITE, "10.9.0.11"))
                        .when(WRITE.getTime().toEpochMilli() + 60_000)
                        .build();
        add(MAIL, TUNNEL, MOVE, WRITE, dark);
        assertThat(chainOf(dark)).isEqualTo(chainOf(WRITE));
    }

    @Test
    void aFindingInOrderExtendsItsChainAndChangesNothingElse() {
        add(MAIL);
        Lineage.Change change = add(TUNNEL);
        assertThat(change.changed()).containsExactly(chainOf(MAIL));
        assertThat(change.mergedInto()).isEmpty();
    }

    @Test
    void withoutTheAccountTheMailIsAnotherStory() {
        Finding unlinked = Finding.newBuilder(TUNNEL).setLinks(List.of()).build();
        add(MAIL, unlinked, MOVE, WRITE);
        assertThat(members()).containsExactlyInAnyOrder(ids(MAIL), ids(unlinked, MOVE, WRITE));
    }

    @Test
    void aServerThatWasReachedOnlyAfterwardsCausedNothing() {
        Finding tooLate =
                finding("3-move")
                        .at(Stage.LATERAL_MOVEMENT)
                        .on(WORKSTATION)
                        .reaching(SERVER)
                        .when(T0 + 6 * HOUR)
                        .build();
        add(TUNNEL, WRITE, tooLate);
        assertThat(members()).contains(ids(WRITE));
    }

    @Test
    void anOutsideAddressJoinsNobody() {
        String outside = EntityKeys.external(SITE, "popular.example");
        Finding a = finding("a").on(WORKSTATION).reaching(outside).when(T0).build();
        Finding b = finding("b").on(SERVER).reaching(outside).when(T0 + MINUTE).build();
        add(a, b);
        assertThat(members()).containsExactlyInAnyOrder(ids(a), ids(b));
    }

    @Test
    void aHubThatManyReachDoesNotMergeThem() {
        Finding[] all = new Finding[41];
        for (int i = 0; i < 40; i++) {
            all[i] =
                    finding(String.format("in-%02d", i))
                            .at(Stage.LATERAL_MOVEMENT)
                            .on(EntityKeys.device(SITE, "10.0.4." + i))
                            .reaching(SERVER)
                            .bits(12)
                            .when(T0 + i * MINUTE)
                            .build();
        }
        all[40] =
                finding("out")
                        .at(Stage.COMMAND_AND_CONTROL)
                        .on(SERVER)
                        .bits(12)
                        .when(T0 + 41 * MINUTE)
                        .build();
        add(all);
        // whoever only touches the hub stays apart; what the hub does is not their story
        assertThat(chains().get(chainOf(all[40]))).hasSizeLessThanOrEqualTo(1);
        assertThat(chains()).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void aSuspicionBeyondTheHorizonCausesNothing() {
        Finding inside =
                Finding.newBuilder(MOVE).setTime(TUNNEL.getTime().plusMillis(71 * HOUR)).build();
        add(TUNNEL, inside);
        assertThat(members()).containsExactly(ids(TUNNEL, inside));
    }

    @Test
    void aSuspicionOlderThanTheHorizonCausesNothing() {
        Finding beyond =
                Finding.newBuilder(MOVE)
                        .setTime(TUNNEL.getTime().plusMillis(72 * HOUR + 1))
                        .build();
        add(TUNNEL, beyond);
        assertThat(members()).containsExactlyInAnyOrder(ids(TUNNEL), ids(beyond));
    }

    @Test
    void aWeakSuspicionFadesBeforeTheHorizon() {
        Finding weak = finding("weak").bits(6).when(T0).build();
        Finding soon = finding("soon").bits(6).when(T0 + HOUR).build();
        add(weak, soon);
        assertThat(members()).containsExactly(ids(weak, soon));
    }

    @Test
    void aLateLegReLinksAndTheIdIsSticky() {
        add(TUNNEL, MOVE, WRITE);
        String published = chainOf(TUNNEL);
        Lineage.Change change = add(MAIL);
        assertThat(members()).containsExactly(ids(MAIL, TUNNEL, MOVE, WRITE));
        assertThat(chainOf(MAIL)).isEqualTo(published);
        assertThat(change.changed()).containsExactly(published);
        assertThat(change.mergedInto()).isEmpty();
    }

    @Test
    void aLateLegInTheMiddleJoinsTwoStoriesUnderTheOlderId() {
        add(MAIL, TUNNEL);
        String older = chainOf(MAIL);
        add(WRITE);
        String younger = chainOf(WRITE);
        assertThat(younger).isNotEqualTo(older);
        Lineage.Change change = add(MOVE);
        assertThat(members()).containsExactly(ids(MAIL, TUNNEL, MOVE, WRITE));
        assertThat(chainOf(WRITE)).isEqualTo(older);
        assertThat(change.mergedInto()).containsExactly(Map.entry(younger, older));
        assertThat(change.changed()).containsExactly(older);
    }

    @Test
    void aLateFindingOnASideBranchChangesWhatWasTold() {
        // laptop -> printer at 1 h, laptop -> server at 5 h; then, late, the printer's own deed at
        // 3 h
        String printer = EntityKeys.device(SITE, "10.0.6.6");
        Finding toPrinter =
                finding("b")
                        .at(Stage.LATERAL_MOVEMENT)
                        .on(WORKSTATION)
                        .reaching(printer)
                        .when(T0 + HOUR)
                        .build();
        Finding toServer =
                finding("c")
                        .at(Stage.DISCOVERY)
                        .on(WORKSTATION)
                        .reaching(SERVER)
                        .when(T0 + 5 * HOUR)
                        .build();
        Finding late =
                finding("d").at(Stage.COMMAND_AND_CONTROL).on(printer).when(T0 + 3 * HOUR).build();
        add(toPrinter, toServer);
        Lineage.Change change = add(late);
        assertThat(members()).containsExactly(ids(toPrinter, toServer, late));
        // the last step told was c; d comes before it: what was told changed
        assertThat(change.changed()).containsExactly(chainOf(late));
    }

    /** d1 and d0, then an older root on d0: the merger ends under the id that was published. */
    @Test
    void aMergerThatEndsUnderTheOldIdIsNoMerger() {
        String d0 = EntityKeys.device(SITE, "d0");
        String d1 = EntityKeys.device(SITE, "d1");
        Finding last = finding("f1").on(d0).reaching(d1).when(T0 + MINUTE).build();
        Finding middle = finding("f2").on(d1).reaching(d0).when(T0).build();
        Finding oldest = finding("f0").on(d0).when(T0).build();
        add(last, middle);
        String published = chainOf(last);
        Lineage.Change change = add(oldest);
        assertThat(members()).containsExactly(ids(oldest, middle, last));
        assertThat(chainOf(last)).isEqualTo(published);
        // the chain lives on: it must be told anew, not as gone into one that nobody ever saw
        assertThat(change.mergedInto()).isEmpty();
        assertThat(change.changed()).containsExactly(published);
    }

    /** In order, the sixth weak deed makes d0 too busy to be the cause of what d0 and d1 did. */
    @Test
    void aMergerThatALateLegForbidsIsUndone() {
        String d0 = EntityKeys.device(SITE, "d0");
        String d1 = EntityKeys.device(SITE, "d1");
        List<Finding> weak = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            weak.add(
                    finding("w" + i)
                            .on(d0)
                            .reaching(EntityKeys.external(SITE, "x" + i + ".example"))
                            .bits(6)
                            .when(T0 + i * MINUTE)
                            .build());
        }
        Finding other = finding("a").on(d1).when(T0).build();
        Finding both = finding("b").on(d0).linkedTo(d1).when(T0 + 10 * MINUTE).build();
        // in order: [w0 .. w5] and [a, b]
        Lineage inOrder = new Lineage(LineageOptions.defaults());
        inOrder.add(other);
        weak.forEach(inOrder::add);
        inOrder.add(both);
        assertThat(inOrder.all().stream().map(Lineage.Placed::chain).distinct()).hasSize(2);

        Finding late = weak.remove(5);
        weak.forEach(lineage::add);
        add(other, both, late);
        weak.add(late);
        assertThat(members())
                .containsExactlyInAnyOrder(ids(weak.toArray(new Finding[0])), ids(other, both));
    }

    @Test
    void whatAYoungEntityShowsStaysWithItAndCastsNoSuspicionOnOthers() {
        Finding young = Finding.newBuilder(MOVE).setCold(true).build();
        add(TUNNEL, young, WRITE);
        assertThat(members()).containsExactlyInAnyOrder(ids(TUNNEL, young), ids(WRITE));
    }

    @Test
    void forgetsAChainWhenItCanCauseNothingMore() {
        add(MAIL, TUNNEL, MOVE);
        assertThat(lineage.expire(T0 + 3 * HOUR + 72 * HOUR)).isEmpty();
        assertThat(lineage.expire(T0 + 3 * HOUR + 72 * HOUR + 1)).hasSize(3);
        assertThat(lineage.all()).isEmpty();
        assertThat(lineage.chainOf(MAIL)).isNull();
    }

    @Test
    void aChainThatReachedAControllerIsKeptForThirtyDays() {
        add(MAIL, TUNNEL, MOVE, WRITE);
        assertThat(lineage.expire(T0 + 29 * DAY)).isEmpty();
        assertThat(lineage.expire(T0 + 5 * HOUR + 30 * DAY + 1)).hasSize(4);
    }

    @Test
    void stepsAreTheFirstPerEntityStageAndHourAndCapped() {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            findings.add(finding(String.format("%03d", i)).when(T0 + i * 30 * MINUTE).build());
        }
        List<Finding> steps = Steps.of(findings, 64);
        assertThat(steps).hasSize(64);
        assertThat(steps.get(1).getFindingId()).isEqualTo("002");
    }
}
