// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5, 10.0.0.5",
        "::ffff:10.0.0.5, 10.0.0.5",
        "::FFFF:a00:5, 10.0.0.5",
        "fe80::1%eth0, fe80::1",
        "[2001:DB8::1], 2001:db8::1",
        "2001:0db8:0000:0000:0001:0000:0000:0001, 2001:db8::1:0:0:1",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "fd2d:ab8c:225:0:81d3:fd3e:7f62:aec8, fd2d:ab8c:225:0:81d3:fd3e:7f62:aec8",
    })
    void isWrittenInOneWay(String text, String canonical) {
        assertThat(IpAddress.parse(text)).hasToString(canonical);
        assertThat(IpAddress.parse(canonical)).isEqualTo(IpAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "localhost", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4 ",
                        "1..2.3",
                ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "g::", "1:",
                "::1.2.3", "1:2:3:4:5:6:7:1.2.3.4", "٣.1.1.1"
            })
    void anythingElseIsNoAddress(String text) {
        assertThat(IpAddress.parse(text)).isNull();
    }

    @Test
    void takesPortsOff() {
        assertThat(IpAddress.parseWithPort("1.2.3.4:5678")).hasToString("1.2.3.4");
        assertThat(IpAddress.parseWithPort("[2001:db8::1]:443")).hasToString("2001:db8::1");
        assertThat(IpAddress.parseWithPort("2001:db8::1")).hasToString("2001:db8::1");
        assertThat(IpAddress.parseWithPort("host:80")).isNull();
    }

    @Test
    void namesItsNetwork() {
        assertThat(address("66.63.168.35").network()).isEqualTo("66.63.168.0/24");
        assertThat(address("2001:db8:1:2::3").network()).isEqualTo("2001:db8:1::/48");
    }

    private static IpAddress address(String text) {
        IpAddress address = IpAddress.parse(text);
        assertThat(address).isNotNull();
        return address;
    }
}
