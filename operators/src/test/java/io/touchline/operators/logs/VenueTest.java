// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.ingest.DecodeOptions;
import io.touchline.operators.telemetry.IpAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VenueTest {
    @Test
    void venueOwnsItsNetworks() {
        DecodeOptions options = DecodeOptions.defaults();
        Venue venue = new Venue(options.site(), options.ownNetworks(), options.ownMailDomains());
        for (String own :
                Set.of(
                        "10.255.1.1",
                        "172.31.0.1",
                        "192.168.1.1",
                        "169.254.0.9",
                        "fd00::1",
                        "fe80::1")) {
            assertThat(venue.owns(address(own))).as(own).isTrue();
        }
        for (String other : Set.of("172.32.0.1", "8.8.8.8", "2001:db8::1", "::", "11.0.0.1")) {
            assertThat(venue.owns(address(other))).as(other).isFalse();
        }
    }

    private static IpAddress address(String text) {
        IpAddress address = IpAddress.parse(text);
        assertThat(address).isNotNull();
        return address;
    }
}
