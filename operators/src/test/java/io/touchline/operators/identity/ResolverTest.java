// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.identity;

import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.TelemetryFixtures.flow;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.identity.Binding.Kind;
import io.touchline.operators.telemetry.IpPrefix;
import io.touchline.operators.venue.VenueFile;
import io.touchline.operators.venue.VenueReader;
import io.touchline.operators.venue.VenueRow;
import io.touchline.operators.venue.VenueVersions;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which machine is it that a log only names? */
class ResolverTest {
    private static final String LAPTOP = "00:11:22:33:44:55";
    private static final String PHONE = "da:11:22:33:44:55";
    private static final String DESK = "10.0.1.77";
    private static final String BY_NAME = EntityKeys.device(SITE, "laptop-7");

    private final BindingTable table = new BindingTable(0);

    @Test
    void aDeskOfTwoLinksBothAndAGatewayNobody() {
        for (int turn = 0; turn < 4; turn++) {
            logOn(turn % 2 == 0 ? "anna" : "bert", T0 + turn * MINUTE);
        }
        assertThat(table.accounts(SITE, DESK, T0 + HOUR, T0 + HOUR))
                .containsExactly("anna", "bert");
        logOn("anna", T0 + 4 * MINUTE);
        assertThat(table.accounts(SITE, DESK, T0 + HOUR, T0 + HOUR)).isEmpty();
        // as it was before the fifth, whoever asks later
        assertThat(table.accounts(SITE, DESK, T0 + 3 * MINUTE, T0 + HOUR)).hasSize(2);
        // and again once they logged off
        assertThat(table.accounts(SITE, DESK, T0 + DAY, T0 + DAY)).isEmpty();
    }

    private void logOn(String account, long at) {
        table.add(new Binding(Kind.ACCOUNT, SITE, DESK, account, null, at, at + 10 * HOUR, at));
    }

    @Test
    void aMachineIsItsLease() {
        bind(Kind.DEVICE, "10.0.1.5", LAPTOP, "LAPTOP-7.venue.example");
        assertThat(machine(T0 + HOUR).entity()).isEqualTo(EntityKeys.device(SITE, LAPTOP));
    }

    @Test
    void aServerWithoutALeaseIsTheAddressThatBearsItsName() {
        bind(Kind.NAME, "10.0.5.9", "LAPTOP-7", null);
        assertThat(machine(T0 + HOUR).entity()).isEqualTo(EntityKeys.device(SITE, "10.0.5.9"));
        bind(Kind.DEVICE, "10.0.5.9", LAPTOP, null);
        assertThat(machine(T0 + HOUR).entity()).isEqualTo(EntityKeys.device(SITE, LAPTOP));
    }

    @Test
    void withoutAWordOfItTheNameIsTheMachine() {
        assertThat(machine(T0 + HOUR).entity()).isEqualTo(BY_NAME);
        bind(Kind.DEVICE, "10.0.1.5", LAPTOP, "laptop-7");
        // before the lease, and after it ended
        assertThat(machine(T0 - 1).entity()).isEqualTo(BY_NAME);
        assertThat(machine(T0 + DAY).entity()).isEqualTo(BY_NAME);
    }

    @Test
    void whoBorrowsANameGetsNothingOfItsOwner() {
        bind(Kind.DEVICE, "10.0.1.66", PHONE, "laptop-7");
        assertThat(machine(T0 + HOUR).entity()).isEqualTo(BY_NAME);
        bind(Kind.NAME, "10.0.5.9", "laptop-7", null);
        assertThat(machine(T0 + HOUR).entity()).isEqualTo(EntityKeys.device(SITE, "10.0.5.9"));
        bind(Kind.DEVICE, "10.0.1.5", LAPTOP, "laptop-7");
        assertThat(machine(T0 + HOUR).entity()).isEqualTo(BY_NAME);
    }

    @Test
    void aLeaseAndTheAddressOfThatLeaseAreOneBearer() {
        bind(Kind.DEVICE, "10.0.1.5", LAPTOP, "laptop-7");
        bind(Kind.NAME, "10.0.1.5", "laptop-7", null);
        assertThat(machine(T0 + HOUR).entity()).isEqualTo(EntityKeys.device(SITE, LAPTOP));
    }

    @Test
    void namesEndWithTheirRows() {
        bind(Kind.NAME, "10.0.5.9", "laptop-7", null);
        table.expire(T0 + DAY + 1);
        assertThat(machine(T0 + HOUR).entity()).isEqualTo(BY_NAME);
        assertThat(table.rows()).isEmpty();
    }

    @Test
    void theAccountOfAMacIsLinkedToWhateverAddressItHolds() {
        bind(Kind.DEVICE, "10.0.1.5", LAPTOP, null);
        bind(Kind.ACCOUNT, LAPTOP, "anna", null);
        Interaction raw = flow().from(EntityKeys.address(SITE, "10.0.1.5")).at(T0 + HOUR).build();
        assertThat(resolved(raw).links()).containsExactly(EntityKeys.account(SITE, "anna"));
    }

    /** 10.0.1.0/24 is what the text says; a controller network and a cohort lie beside it. */
    private static VenueFile declared(String zone) {
        if (zone.isEmpty()) {
            return VenueFile.nothing();
        }
        IpPrefix network = Objects.requireNonNull(IpPrefix.parse("10.0.1.0/24"));
        return new VenueFile(
                List.of(new VenueFile.Zoned(network, Zone.of(zone))),
                List.of(new VenueFile.Cohort(network, "north stand")),
                List.of(),
                List.of(),
                List.of());
    }

    private List<Interaction> declared(String zone, Interaction raw) {
        VenueVersions versions = new VenueVersions(ResolverTest::declared);
        versions.add(VenueRow.first(""));
        versions.add(new VenueRow(T0, zone));
        List<Interaction> out = new ArrayList<>();
        new Resolver(table, versions).resolve(raw, out::add);
        return out;
    }

    private static Interaction fromDesk(long at) {
        return flow().from(EntityKeys.address(SITE, DESK)).at(at).build();
    }

    @Test
    void aDeclaredZoneCountsForWhatIsWrittenFromThenOn() {
        assertThat(declared("dmz", fromDesk(T0)).get(0).zoneEntity()).isEqualTo(Zone.DMZ);
        assertThat(declared("dmz", fromDesk(T0 - 1)).get(0).zoneEntity()).isEqualTo(Zone.CORPORATE);
    }

    @Test
    void aVisitorNetworkIsLearntAsTheCohortThatTheVenueNames() {
        List<Interaction> both = declared("visitor", fromDesk(T0));
        assertThat(both).hasSize(2);
        assertThat(both.get(0).zoneEntity()).isEqualTo(Zone.VISITOR);
        assertThat(both.get(1).entity()).isEqualTo(EntityKeys.cohort(SITE, "north stand"));
    }

    @Test
    void aRandomisedAddressInADeclaredOfficeIsNoVisitor() {
        bind(Kind.DEVICE, DESK, PHONE, null);
        assertThat(declared("corporate", fromDesk(T0 + HOUR))).hasSize(1);
        assertThat(declared("", fromDesk(T0 + HOUR))).hasSize(2);
    }

    @Test
    void theProtocolOfAControllerGoesBeforeTheNameOfItsNetwork() {
        Interaction raw =
                fromDesk(T0)
                        .withEnds(
                                EntityKeys.address(SITE, DESK),
                                null,
                                EntityKeys.address(SITE, "10.0.1.9"),
                                null,
                                Zone.OT_CONTROL,
                                Zone.CORPORATE,
                                Map.of(),
                                List.of());
        Interaction resolved = declared("dmz", raw).get(0);
        assertThat(resolved.zoneEntity()).isEqualTo(Zone.OT_CONTROL);
        assertThat(resolved.zonePeer()).isEqualTo(Zone.DMZ);
    }

    @Test
    void carriesTheAddressThatTheKeyOfALeaseDoesNotHold() {
        assertThat(resolved(fromDesk(T0)).attribute(Attribute.ENTITY_ADDRESS)).isNull();
        bind(Kind.DEVICE, DESK, LAPTOP, null);
        Interaction leased = resolved(fromDesk(T0 + HOUR));
        assertThat(leased.entity()).isEqualTo(EntityKeys.device(SITE, LAPTOP));
        assertThat(leased.attribute(Attribute.ENTITY_ADDRESS)).isEqualTo(DESK);
        assertThat(leased.attribute(Attribute.PEER_ADDRESS)).isNull();
    }

    private void bind(Kind kind, String address, String holder, String name) {
        table.add(new Binding(kind, SITE, address, holder, name, T0, T0 + DAY, T0));
    }

    private Interaction machine(long when) {
        return resolved(flow().from(EntityKeys.host(SITE, "laptop-7")).at(when).build());
    }

    private Interaction resolved(Interaction raw) {
        List<Interaction> out = new ArrayList<>();
        new Resolver(table, new VenueVersions(VenueReader.none())).resolve(raw, out::add);
        return out.get(0);
    }
}
