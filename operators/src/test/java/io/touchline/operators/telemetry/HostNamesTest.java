// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNamesTest {
    @ParameterizedTest
    @CsvSource({
        "www.club.example, club.example",
        "club.example, club.example",
        "a.b.co.uk, b.co.uk",
        // a suffix alone is nobody's, and stays what it is
        "co.uk, co.uk",
        "com, com",
        // private suffixes: each customer is somebody else
        "anna.github.io, anna.github.io",
        "www.anna.github.io, anna.github.io",
        "bucket.s3.amazonaws.com, bucket.s3.amazonaws.com",
        // international, in either form
        "www.bücher.de, xn--bcher-kva.de",
        "www.xn--bcher-kva.de, xn--bcher-kva.de",
        "WWW.MÜLLER.CO.AT., xn--mller-kva.co.at",
        "www.食狮.公司.cn, xn--85x722f.xn--55qx5d.cn",
        // inside
        "printer, printer",
        "localhost, localhost",
        "_ldap._tcp.dc.arena.local, arena.local",
        // addresses are no names
        "192.0.2.15, 192.0.2.15",
        "192.0.2.15:8443, 192.0.2.15",
        "[2001:db8::1]:443, 2001:db8::1",
        "::ffff:192.0.2.15, 192.0.2.15",
        "1.2.3, 2.3",
        // reverse names stand for one thing, names that only look so for themselves
        "15.2.0.192.in-addr.arpa, in-addr.arpa",
        "in-addr.arpa, in-addr.arpa",
        "8.b.d.0.1.0.0.2.ip6.arpa, ip6.arpa",
        "evil-in-addr.arpa, evil-in-addr.arpa"
    })
    void aHostCountsByItsRegisteredDomain(String told, String domain) {
        String host = HostNames.canonical(told);
        assertThat(host).isNotNull();
        assertThat(HostNames.registeredDomain(host)).isEqualTo(domain);
    }

    @Test
    void isTotal() {
        assertThat(HostNames.registeredDomain("")).isEmpty();
        assertThat(HostNames.registeredDomain(".")).isNotNull();
        assertThat(HostNames.registeredDomain("a..b")).isNotNull();
        assertThat(HostNames.canonical("...")).isNull();
        assertThat(HostNames.ofUrl("https://user@www.club.example:8443/a?b=@c"))
                .isEqualTo("www.club.example");
        assertThat(HostNames.ofUrl("https://[2001:db8::1]/a")).isEqualTo("2001:db8::1");
    }
}
