// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.identity;

import static io.touchline.testkit.TelemetryFixtures.SERVER;
import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.TelemetryFixtures.WORKSTATION;
import static io.touchline.testkit.TelemetryFixtures.flow;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.SECOND;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.identity.Binding.Kind;
import io.touchline.operators.novelty.NoveltyWatch;
import io.touchline.operators.novelty.Watched;
import io.touchline.operators.venue.VenueReader;
import io.touchline.operators.venue.VenueVersions;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Zone;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who of the venue is behind an address outside? */
class SignInsTest {
    private static final long HOLD = 45 * SECOND;
    private static final String HOME = "203.0.113.7";
    private static final String ANNA = "anna@venue.example";

    private final BindingTable table = new BindingTable(HOLD);

    @Test
    void aClientIsKnownByItsNetworkAndWhoIsBehindIt() {
        signIn(ANNA, T0);
        Interaction in = resolved(fromHome(T0 + 10 * MINUTE));
        assertThat(in.peer()).isEqualTo(EntityKeys.external(SITE, "203.0.113.0/24"));
        assertThat(in.zonePeer()).isEqualTo(Zone.INTERNET);
        assertThat(in.links())
                .containsExactly(EntityKeys.account(SITE, ANNA), EntityKeys.mailbox(SITE, ANNA));
        assertThat(in.attribute(Attribute.EGRESS_ACCOUNT)).isEqualTo(ANNA);
    }

    @Test
    void anAddressThatIsReachedOutsideIsLinkedLikewise() {
        signIn(ANNA, T0);
        String home = EntityKeys.external(SITE, HOME);
        Interaction out = resolved(flow().from(WORKSTATION).to(home).at(T0 + HOUR - 1).build());
        assertThat(out.peer()).isEqualTo(home);
        assertThat(out.links()).contains(EntityKeys.account(SITE, ANNA));
    }

    @Test
    void nobodyIsBehindItInsideTheHoldNorAfterTheIdleTimeNorElsewhere() {
        signIn(ANNA, T0);
        assertThat(resolved(fromHome(T0 + HOLD - 1)).links()).isEmpty();
        assertThat(resolved(fromHome(T0 + HOLD)).links()).isNotEmpty();
        assertThat(resolved(fromHome(T0 + HOUR - 1)).links()).isNotEmpty();
        Interaction gone = resolved(fromHome(T0 + HOUR));
        assertThat(gone.links()).isEmpty();
        assertThat(gone.attribute(Attribute.EGRESS_ACCOUNT)).isNull();
        Interaction neighbour = from("203.0.113.8", T0 + MINUTE);
        assertThat(resolved(neighbour).peer()).isEqualTo("external:venue:203.0.113.0/24");
        assertThat(resolved(neighbour).links()).isEmpty();
    }

    @Test
    void aHouseholdIsLinkedAndIsNobodysAlone() {
        signIn(ANNA, T0);
        signIn("bert@venue.example", T0 + MINUTE);
        Interaction in = resolved(fromHome(T0 + 10 * MINUTE));
        assertThat(in.links()).contains(EntityKeys.account(SITE, ANNA)).hasSize(4);
        assertThat(in.attribute(Attribute.EGRESS_ACCOUNT)).isNull();
    }

    @Test
    void aWayOutThatManyShareIsNobodys() {
        for (int i = 0; i < 4; i++) {
            assertThat(table.accounts(SITE, HOME, T0 + 9 * MINUTE, T0 + HOUR)).hasSize(i);
            signIn("user-" + i, T0 + i * MINUTE);
        }
        assertThat(table.accounts(SITE, HOME, T0 + 9 * MINUTE, T0 + HOUR)).isEmpty();
        // and not only while those hold that were kept: others came from there in that slot
        assertThat(table.accounts(SITE, HOME, T0 + HOUR + 2 * MINUTE, T0 + 2 * HOUR)).isEmpty();
        signIn("user-5", T0 + HOUR);
        assertThat(table.accounts(SITE, HOME, T0 + HOUR + 20 * MINUTE, T0 + 2 * HOUR))
                .containsExactly("user-5");
    }

    @Test
    void aHundredThousandSignInsAreSoManyAsTheirSlotsHold() {
        for (int i = 0; i < 100_000; i++) {
            signIn("user-" + i, T0 + i);
        }
        assertThat(table.rows()).hasSize(WeakRows.PER_ADDRESS);
        for (int i = 0; i < 100_000; i++) {
            String address = "203.0." + (i >> 8 & 255) + '.' + (i & 255);
            table.add(row(address, "user-" + i, T0 + i));
        }
        assertThat(table.rows()).hasSize(Kind.SIGN_IN.slotRows());
        // what such a slot lacks might show that an address is shared
        assertThat(table.accounts(SITE, "203.0.0.9", T0 + 5 * MINUTE, T0 + HOUR)).isEmpty();
    }

    /** Else a stolen account made whatever network its thief sits in a familiar one. */
    @Test
    void anOwnUserIsNewOrKnownByTheAccountWhereverItIs() {
        assertThat(drawn(fromHome(T0))).isEqualTo("203.0.113.0/24");
        signIn(ANNA, T0);
        table.add(row("198.51.100.1", ANNA, T0));
        assertThat(drawn(fromHome(T0 + MINUTE)))
                .isEqualTo(drawn(from("198.51.100.1", T0 + MINUTE)))
                .isEqualTo("that of " + ANNA);
    }

    private String drawn(Interaction raw) {
        List<Watched> drawn = NoveltyWatch.of(resolved(raw));
        assertThat(drawn).hasSize(1);
        return String.valueOf(drawn.get(0).value());
    }

    private void signIn(String account, long at) {
        table.add(row(HOME, account, at));
    }

    private static Binding row(String address, String account, long at) {
        return IdentityOptions.defaults()
                .ended(
                        new Binding(
                                Kind.SIGN_IN, SITE, address, account, null, at, Binding.OPEN, at));
    }

    private static Interaction fromHome(long when) {
        return from(HOME, when);
    }

    private static Interaction from(String address, long when) {
        return flow().from(SERVER)
                .to(EntityKeys.client(SITE, address))
                .actedUpon()
                .ending(Outcome.SUCCESS)
                .peerInZone(Zone.INTERNET)
                .at(when)
                .build();
    }

    private Interaction resolved(Interaction raw) {
        List<Interaction> out = new ArrayList<>();
        new Resolver(table, new VenueVersions(VenueReader.none())).resolve(raw, out::add);
        return out.get(0);
    }
}
