// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.telemetry.IpPrefix;
import io.touchline.schemas.EntityKeys;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MembersTest {
    private static final String SITE = "venue";
    private static final Members MEMBERS =
            new Members(
                    List.of(Objects.requireNonNull(IpPrefix.parse("10.30.0.0/27"))),
                    List.of("00:80:f4"),
                    List.of("cam-*", "eng-srv-02"),
                    List.of("*@supplier.example", "ops@arena.example", "svc-*"));

    private static boolean device(String id, String address, String name) {
        return MEMBERS.hold(EntityKeys.device(SITE, id), address, name);
    }

    @Test
    void aDeviceBelongsByItsAddressEvenWhereItsKeyIsAnotherNameOfIt() {
        assertThat(device("10.30.0.12", null, null)).isTrue();
        assertThat(device("8c:47:be:00:00:01", "10.30.0.12", null)).isTrue();
        assertThat(device("8c:47:be:00:00:01", "10.30.0.40", null)).isFalse();
    }

    @Test
    void aDeviceBelongsByItsHardwareAddress() {
        assertThat(device("00:80:f4:12:34:56", "192.168.1.1", null)).isTrue();
        assertThat(device("00:80:f5:12:34:56", "192.168.1.1", null)).isFalse();
    }

    @Test
    void aDeviceBelongsByItsNameWholeOrFirstLabel() {
        assertThat(device("192.168.1.1", null, "CAM-007")).isTrue();
        assertThat(device("192.168.1.1", null, "eng-srv-02.arena.example")).isTrue();
        assertThat(device("192.168.1.1", null, "eng-srv-021")).isFalse();
    }

    @Test
    void aPersonBelongsByAccountAlone() {
        assertThat(MEMBERS.hold(EntityKeys.account(SITE, "Ann@supplier.example"), null, null))
                .isTrue();
        assertThat(MEMBERS.hold(EntityKeys.mailbox(SITE, "ops@arena.example"), null, null))
                .isTrue();
        assertThat(MEMBERS.hold(EntityKeys.account(SITE, "svc-backup"), null, null)).isTrue();
        assertThat(MEMBERS.hold(EntityKeys.account(SITE, "cam-1"), null, null)).isFalse();
    }
}
