// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values were computed apart from this code, with the hash of another language's library. */
class CommunityIdTest {
    @ParameterizedTest
    @CsvSource({
        "tcp, 128.232.110.120, 34855, 66.35.250.204, 80, 1:LQU9qZlK+B5F3KDmev6m5PMibrg=",
        "6, 128.232.110.120, 34855, 66.35.250.204, 80, 1:LQU9qZlK+B5F3KDmev6m5PMibrg=",
        "udp, 192.168.1.52, 54585, 8.8.8.8, 53, 1:d/FP5EW3wiY1vCndhwleRRKHowQ=",
        "sctp, 192.168.170.8, 7, 192.168.170.20, 80, 1:gFaHI1laWtpQlwRSTE0djem/ECM=",
        "tcp, 2607:f010:3f9::1001, 32768, 2607:f010:3f9::11:0, 80, 1:HfCHVZwT4C4S9wpjWBkRDgU0RNQ=",
        // both ends on one address: the ports decide
        "tcp, 10.0.0.5, 2000, 10.0.0.5, 1000, 1:nKm55EFCijp2APqpd+Uhk/7kr5A=",
        // without ports
        "gre, 10.0.0.1, , 10.0.0.2, , 1:+KlEHDT0vJgzs/eNmzHq0aSpRYw=",
        "46, 10.1.24.4, , 10.1.12.1, , 1:/nQI4Rh/TtY3mf0R2gJFBkVlgS4="
    })
    void isThatOfTheSpecificationFromEitherEnd(
            String protocol, String orig, Integer from, String resp, Integer to, String id) {
        assertThat(of(protocol, orig, from, resp, to)).isEqualTo(id);
        assertThat(of(protocol, resp, to, orig, from)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "icmp, 192.168.0.89, 8, 192.168.0.1, 0, 1:X0snYXpgwiv9TZtqg64sgzUn6Dk=",
        // the answer belongs to what was asked
        "icmp, 192.168.0.1, 0, 192.168.0.89, 0, 1:X0snYXpgwiv9TZtqg64sgzUn6Dk=",
        // types that nothing answers are told apart by their code
        "icmp, 192.168.0.89, 20, 192.168.0.1, 0, 1:3o2RFccXzUgjl7zDpqmY7yJi8rI=",
        "icmp, 192.168.0.89, 3, 192.168.0.1, 1, 1:LXCfhMUFbYXe+CEMrQuZCbiLY3o=",
        "ipv6-icmp, fe80::200:86ff:fe05:80da, 135, fe80::260:97ff:fe07:69ea, 0,"
                + " 1:dGHyGvjMfljg6Bppwm3bg0LO8TY=",
        "icmp, fe80::260:97ff:fe07:69ea, 136, fe80::200:86ff:fe05:80da, 0,"
                + " 1:dGHyGvjMfljg6Bppwm3bg0LO8TY=",
        "58, 3ffe:507:0:1:260:97ff:fe07:69ea, 3, 3ffe:507:0:1:200:86ff:fe05:80da, 0,"
                + " 1:NdobDX8PQNJbAyfkWxhtL2Pqp5w=",
        "58, fe80::260:97ff:fe07:69ea, 134, ff02::1, 0, 1:pkvHqCL88/tg1k4cPigmZXUtL00="
    })
    void takesTypeAndCodeOfIcmp(
            String protocol, String orig, Integer type, String resp, Integer code, String id) {
        assertThat(of(protocol, orig, type, resp, code)).isEqualTo(id);
    }

    @Test
    void isAbsentWhereItCannotBeTold() {
        assertThat(of("tcp", "10.0.0.1", null, "10.0.0.2", 80)).isNull();
        assertThat(of("icmp", "10.0.0.1", 8, "10.0.0.2", null)).isNull();
        assertThat(of("tcp", "10.0.0.1", 5, "2001:db8::1", 80)).isNull();
        assertThat(of("tcp", "10.0.0.1", 65_536, "10.0.0.2", 80)).isNull();
        assertThat(of("tcp", "10.0.0.1", -1, "10.0.0.2", 80)).isNull();
        assertThat(of("unknown_transport", "10.0.0.1", 5, "10.0.0.2", 80)).isNull();
        assertThat(of("256", "10.0.0.1", 5, "10.0.0.2", 80)).isNull();
        assertThat(of("", "10.0.0.1", 5, "10.0.0.2", 80)).isNull();
        assertThat(of(null, "10.0.0.1", 5, "10.0.0.2", 80)).isNull();
    }

    @Test
    void isTheSameOnEveryThread() {
        assertThat(
                        IntStream.range(0, 10_000)
                                .parallel()
                                .mapToObj(i -> of("udp", "192.168.1.52", 54_585, "8.8.8.8", 53))
                                .distinct())
                .containsExactly("1:d/FP5EW3wiY1vCndhwleRRKHowQ=");
    }

    private static @Nullable String of(
            @Nullable String protocol,
            String orig,
            @Nullable Integer from,
            String resp,
            @Nullable Integer to) {
        IpAddress one = IpAddress.parse(orig);
        IpAddress other = IpAddress.parse(resp);
        assertThat(one).isNotNull();
        assertThat(other).isNotNull();
        return CommunityId.of(one, other, protocol, from, to);
    }
}
