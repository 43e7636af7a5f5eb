// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.schemas.Attribute;
import io.touchline.schemas.Interaction;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The Community ID of flows and alerts: what the log says, else what it would have said. */
class FlowNamesTest {
    private static final String TCP = "1:LQU9qZlK+B5F3KDmev6m5PMibrg=";
    private static final String PING = "1:X0snYXpgwiv9TZtqg64sgzUn6Dk=";
    private static final String CONN =
            "{\"ts\":1700000000.5,\"uid\":\"C1\",\"id.orig_h\":\"%s\",\"id.orig_p\":%d,"
                    + "\"id.resp_h\":\"%s\",\"id.resp_p\":%d,\"proto\":\"%s\","
                    + "\"conn_state\":\"SF\",\"history\":\"D\"%s}";
    private static final String EVE =
            "{\"timestamp\":\"2023-11-14T22:13:20.457984+0000\",\"flow_id\":1,\"event_type\":\"%s\","
                    + "\"src_ip\":\"%s\",\"dest_ip\":\"%s\",\"proto\":\"%s\",%s}";

    @Test
    void ofAConnectionBothRolesBearIt() {
        List<Interaction> both =
                TestingDecodeOutput.live(
                                String.format(
                                        CONN,
                                        "128.232.110.120",
                                        34_855,
                                        "66.35.250.204",
                                        80,
                                        "tcp",
                                        ""))
                        .interactions();
        assertThat(both).hasSize(2).allMatch(it -> TCP.equals(name(it)));
    }

    @Test
    void whatTheLogTellsWins() {
        String told = ",\"community_id\":\"1:told-with-another-seed=\"";
        assertThat(conn("192.168.0.89", 5, "192.168.0.1", 80, "tcp", told))
                .isEqualTo("1:told-with-another-seed=");
    }

    @Test
    void ofPingsItIsThatOfTypeAndCode() {
        assertThat(conn("192.168.0.89", 8, "192.168.0.1", 0, "icmp", "")).isEqualTo(PING);
        String icmp =
                "\"icmp_type\":8,\"icmp_code\":0,\"flow\":{\"state\":\"new\",\"start\":"
                        + "\"2023-11-14T22:13:08.457984+0000\"}";
        assertThat(eve("flow", "192.168.0.89", "192.168.0.1", "ICMP", icmp)).isEqualTo(PING);
        String alert = "\"icmp_type\":8,\"icmp_code\":0,\"alert\":{\"signature_id\":7}";
        assertThat(eve("alert", "192.168.0.89", "192.168.0.1", "ICMP", alert)).isEqualTo(PING);
    }

    @Test
    void ofAnAlertItIsThatOfItsFlow() {
        String ports = "\"src_port\":80,\"dest_port\":34855,\"alert\":{\"signature_id\":7}";
        assertThat(eve("alert", "66.35.250.204", "128.232.110.120", "TCP", ports)).isEqualTo(TCP);
        assertThat(
                        eve(
                                "alert",
                                "66.35.250.204",
                                "128.232.110.120",
                                "TCP",
                                ports + ",\"community_id\":\"1:own=\""))
                .isEqualTo("1:own=");
    }

    @Test
    void ofPingsInFlowLogsThatTellNoTypeItIsAbsent() {
        String row =
                "{\"version\":2,\"interface-id\":\"eni-1\",\"srcaddr\":\"10.0.0.5\",\"dstaddr\":"
                        + "\"10.0.0.6\",\"srcport\":%d,\"dstport\":%d,\"protocol\":%d,\"packets\":1,"
                        + "\"bytes\":84,\"start\":1700000000,\"end\":1700000060,\"action\":\"ACCEPT\","
                        + "\"log-status\":\"OK\"}";
        assertThat(first(String.format(row, 0, 0, 1))).isNull();
        assertThat(first(String.format(row, 40_000, 443, 6))).startsWith("1:");
    }

    @Test
    void itIsNoPartOfTheEvent() {
        // a sensor with the package and one without tell two records; computing it changes neither
        Interaction it =
                TestingDecodeOutput.live(
                                String.format(
                                        CONN, "192.168.0.89", 5, "192.168.0.1", 80, "tcp", ""))
                        .interactions()
                        .get(0);
        assertThat(name(it)).isNotNull();
        // the id that this record had before there was such a name
        assertThat(Long.toHexString(it.idHigh()) + ' ' + Long.toHexString(it.idLow()))
                .isEqualTo("2e0f538e62fd8926 410de2594848b2a6");
    }

    private static @Nullable String conn(
            String orig, int from, String resp, int to, String proto, String more) {
        return first(String.format(CONN, orig, from, resp, to, proto, more));
    }

    private static @Nullable String eve(
            String type, String from, String to, String proto, String more) {
        return first(String.format(EVE, type, from, to, proto, more));
    }

    private static @Nullable String first(String record) {
        return name(TestingDecodeOutput.live(record).interactions().get(0));
    }

    private static @Nullable String name(Interaction it) {
        return it.attribute(Attribute.COMMUNITY_ID);
    }
}
