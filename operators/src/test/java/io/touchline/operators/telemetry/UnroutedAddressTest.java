// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnroutedAddressTest {
    @ParameterizedTest
    @CsvSource({
        "9.255.255.255, false",
        "10.0.0.1, true",
        "11.0.0.1, false",
        "100.63.0.1, false",
        "100.64.0.1, true",
        "100.127.0.1, true",
        "100.128.0.1, false",
        "127.0.0.1, true",
        "169.254.169.254, true",
        "172.15.0.1, false",
        "172.16.0.1, true",
        "172.31.0.1, true",
        "172.32.0.1, false",
        "192.168.0.1, true",
        "192.169.0.1, false",
        "203.0.113.7, false",
        "::1, true",
        "fbff::1, false",
        "fc00::1, true",
        "fdff::1, true",
        "fe80::1, true",
        "febf::1, true",
        "fec0::1, false",
        "2001:db8::1, false"
    })
    void onlyRangesWithoutARouteAreUnrouted(String text, boolean unrouted) {
        IpAddress address = IpAddress.parse(text);
        assertThat(address).isNotNull();
        assertThat(address.unrouted()).isEqualTo(unrouted);
    }
}
