// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.identity;

import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.SECOND;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.identity.Binding.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who holds an address that nobody leases? T0 is a full hour. */
class SightingsTest {
    private static final long HOLD = 45 * SECOND;
    private static final String ADDRESS = "10.0.1.5";
    private static final String TILL = "00:11:22:33:44:55";
    private static final String OTHER = "00:11:22:66:66:66";

    private final BindingTable table = new BindingTable(HOLD);

    @Test
    void aSightingFillsAGapFromItsHoldOnForItsHourAndTheNext() {
        seen(ADDRESS, TILL, T0 + MINUTE);
        assertThat(holder(T0 + MINUTE + HOLD - 1)).isNull();
        assertThat(holder(T0 + MINUTE + HOLD)).isEqualTo(TILL);
        assertThat(holder(T0 + 2 * HOUR - 1)).isEqualTo(TILL);
        assertThat(holder(T0 + 2 * HOUR)).isNull();
        // what happened before it, and was written down after it
        assertThat(holder(T0, T0 + HOUR)).isEqualTo(TILL);
        assertThat(holder(T0 - 1, T0 + HOUR)).isNull();
    }

    @Test
    void aLeaseGoesBeforeASightingAndIsNotShortened() {
        lease(Kind.DEVICE, OTHER, T0, T0 + HOUR);
        seen(ADDRESS, TILL, T0 + MINUTE);
        assertThat(holder(T0 + 30 * MINUTE)).isEqualTo(OTHER);
        assertThat(holder(T0 + HOUR - 1)).isEqualTo(OTHER);
    }

    @Test
    void whoGaveTheAddressBackDoesNotHoldItByHavingBeenSeen() {
        lease(Kind.DEVICE, TILL, T0 - DAY, T0 + DAY);
        seen(ADDRESS, TILL, T0 + MINUTE);
        lease(Kind.RELEASE, TILL, T0 + 10 * MINUTE, T0 + 10 * MINUTE);
        assertThat(holder(T0 + 30 * MINUTE)).isNull();
        assertThat(holder(T0 + HOUR + MINUTE)).isNull();
        seen(ADDRESS, OTHER, T0 + HOUR + MINUTE);
        assertThat(holder(T0 + HOUR + 5 * MINUTE)).isEqualTo(OTHER);
    }

    @Test
    void twoMacsInAnHourAreAConflictAndTheNextHourDecides() {
        seen(ADDRESS, TILL, T0 + MINUTE);
        seen(ADDRESS, OTHER, T0 + 30 * MINUTE);
        assertThat(holder(T0 + 29 * MINUTE)).isEqualTo(TILL);
        assertThat(holder(T0 + 40 * MINUTE)).isNull();
        assertThat(holder(T0 + HOUR)).isNull();
        seen(ADDRESS, OTHER, T0 + HOUR + MINUTE);
        assertThat(holder(T0 + HOUR + 5 * MINUTE)).isEqualTo(OTHER);
    }

    @Test
    void aMacOfTwoNetworksRoutesAndBindsNothing() {
        seen(ADDRESS, TILL, T0);
        seen("10.0.1.6", TILL, T0);
        assertThat(holder(T0 + MINUTE)).isEqualTo(TILL);
        seen("10.0.2.5", TILL, T0 + 10 * MINUTE);
        assertThat(holder(T0 + 20 * MINUTE)).isNull();
    }

    @Test
    void aHostOfBothProtocolsIsNoRouter() {
        seen(ADDRESS, TILL, T0);
        seen("fe80::211:22ff:fe33:4455", TILL, T0);
        seen("fd00:0:0:1:211:22ff:fe33:4455", TILL, T0);
        assertThat(holder(T0 + MINUTE)).isEqualTo(TILL);
        seen("fd00:0:0:2:211:22ff:fe33:4455", TILL, T0);
        assertThat(holder(T0 + MINUTE)).isNull();
    }

    @Test
    void aMacOfManyAddressesBindsNothing() {
        seen(ADDRESS, TILL, T0);
        for (int i = 1; i < Sightings.MAX_ADDRESSES; i++) {
            seen("10.0.1.1" + i, TILL, T0);
        }
        assertThat(holder(T0 + MINUTE)).isEqualTo(TILL);
        seen("10.0.1.200", TILL, T0);
        assertThat(holder(T0 + MINUTE)).isNull();
    }

    @Test
    void aMacBehindWhichTheOutsideLiesBindsNothing() {
        seen(ADDRESS, TILL, T0);
        add(Kind.ROUTER, TILL, TILL, T0);
        assertThat(holder(T0 + MINUTE)).isNull();
        assertThat(holder(T0 + HOUR + MINUTE)).isNull();
    }

    @Test
    void anHourThatIsFullBindsNothing() {
        seen(ADDRESS, TILL, T0);
        for (int i = 1; i < Kind.SEEN.slotRows(); i++) {
            assertThat(holder(T0 + MINUTE)).isEqualTo(TILL);
            seen("10.1." + (i >> 8) + '.' + (i & 255), "mac-" + i, T0);
        }
        assertThat(holder(T0 + MINUTE)).isNull();
    }

    private void seen(String address, String mac, long at) {
        add(Kind.SEEN, address, mac, at);
    }

    private void add(Kind kind, String address, String mac, long at) {
        long hour = at / HOUR * HOUR;
        table.add(new Binding(kind, SITE, address, mac, null, hour, hour + 2 * HOUR, at));
    }

    private void lease(Kind kind, String mac, long from, long to) {
        table.add(new Binding(kind, SITE, ADDRESS, mac, null, from, to, from));
    }

    private @Nullable String holder(long when) {
        return holder(when, when);
    }

    private @Nullable String holder(long when, long written) {
        Binding row = table.device(SITE, ADDRESS, when, written);
        return row == null ? null : row.holder();
    }
}
