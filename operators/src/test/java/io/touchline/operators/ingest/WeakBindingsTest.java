// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static io.touchline.operators.ingest.TestingDecodeOutput.live;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.identity.Binding;
import io.touchline.operators.logs.Event;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What traffic, sign-ins and controllers tell of who is at an address. */
class WeakBindingsTest {
    private static final long T0 = 1_700_000_000_500L; // 22:13:20.5
    private static final long HOUR_OF_T0 = 1_699_999_200_000L;

    private static final String ID =
            "\"ts\":1700000000.5,\"uid\":\"C1\",\"id.orig_p\":50000,\"id.resp_p\":502,";

    private static List<String> bound(String path, String fields) {
        Event event = live("{\"_path\":\"" + path + "\"," + ID + fields + "}").onlyEvent();
        return event.bindings().stream()
                .map(row -> row.kind() + " " + row.address() + " " + row.holder())
                .toList();
    }

    private static List<String> frames(String orig, String origMac, String resp, String respMac) {
        return bound(
                "conn",
                """
                "id.orig_h":"%s","id.resp_h":"%s","proto":"tcp","conn_state":"SF",
                "orig_l2_addr":"%s","resp_l2_addr":"%s"
                """
                        .formatted(orig, resp, origMac, respMac));
    }

    @Test
    void framesTellTheMacOfAnOwnAddressAndARouterOfTheOutside() {
        assertThat(frames("10.0.0.5", "00-11-22-33-44-55", "10.0.0.9", "0011.2266.6666"))
                .containsExactly(
                        "SEEN 10.0.0.5 00:11:22:33:44:55", "SEEN 10.0.0.9 00:11:22:66:66:66");
        assertThat(frames("10.0.0.5", "00:11:22:33:44:55", "203.0.113.7", "00:11:22:66:66:66"))
                .containsExactly(
                        "SEEN 10.0.0.5 00:11:22:33:44:55",
                        "ROUTER 00:11:22:66:66:66 00:11:22:66:66:66");
    }

    @ParameterizedTest
    @CsvSource({
        "02:11:22:33:44:55, 01:00:5e:00:00:fb", // made up, of a group
        "00:00:00:00:00:00, ff:ff:ff:ff:ff:ff",
        "nonsense, ''"
    })
    void whatStaysWithNobodyBindsNothing(String mac, String other) {
        assertThat(frames("10.0.0.5", mac, "10.0.0.9", other)).isEmpty();
    }

    @Test
    void nobodysAddressesBindNothingNorDoTwoThatAreNotOwn() {
        String mac = "00:11:22:33:44:55";
        assertThat(frames("0.0.0.0", mac, "224.0.0.251", mac)).isEmpty();
        assertThat(frames("198.51.100.1", mac, "203.0.113.7", mac)).isEmpty();
    }

    @Test
    void aSightingSpeaksForItsHourAndTheNextAndNotWhenItIsTooLate() {
        String at =
                "{\"_path\":\"conn\",\"ts\":%s,\"uid\":\"C1\",\"id.orig_h\":\"10.0.0.5\","
                        + "\"id.orig_p\":1,\"id.resp_h\":\"10.0.0.9\",\"id.resp_p\":2,"
                        + "\"proto\":\"tcp\",\"conn_state\":\"SF\","
                        + "\"orig_l2_addr\":\"00:11:22:33:44:55\"}";
        Binding row = live(at.formatted("1700000000.5")).onlyEvent().bindings().get(0);
        assertThat(row.from()).isEqualTo(HOUR_OF_T0);
        assertThat(row.to()).isEqualTo(HOUR_OF_T0 + 7_200_000);
        assertThat(row.writeTime()).isEqualTo(TestingDecodeOutput.WRITTEN);
        assertThat(live(at.formatted("1699990000")).onlyEvent().bindings()).isEmpty();
    }

    private static List<String> arp(String sender, String ofAsked, String ofAsker) {
        return bound(
                "arp",
                """
                "operation":"request","src_mac":"%s","dst_mac":"ff:ff:ff:ff:ff:ff",
                "orig_h":"10.0.0.5","resp_h":"10.0.0.9","orig_hw":"%s","resp_hw":"%s"
                """
                        .formatted(sender, ofAsker, ofAsked));
    }

    @Test
    void arpIsBelievedOfTheSenderAlone() {
        String sender = "00:11:22:33:44:55";
        String other = "00:11:22:66:66:66";
        assertThat(arp(sender, "00:00:00:00:00:00", sender))
                .containsExactly("SEEN 10.0.0.5 " + sender);
        assertThat(arp(sender, sender, other)).containsExactly("SEEN 10.0.0.9 " + sender);
        assertThat(arp(sender, other, other)).isEmpty();
    }

    @Test
    void aCipIdentityNamesWhoSentIt() {
        String fields =
                """
                "id.orig_h":"10.0.0.5","id.resp_h":"10.9.0.10","is_orig":false,
                "source_h":"10.9.0.10","source_p":44818,"destination_h":"10.0.0.5",
                "destination_p":1,"vendor_name":"Moving Gates","product_name":"MG-500",
                "device_type_name":"Communications Adapter","serial_number":"0x1"
                """;
        assertThat(bound("cip_identity", fields))
                .containsExactly("VENDOR 10.9.0.10 Moving Gates", "MODEL 10.9.0.10 MG-500");
        assertThat(bound("cip_identity", fields.replace("10.9.0.10", "203.0.113.7"))).isEmpty();
    }

    @Test
    void anIAmOfBacnetNamesWhoSentIt() {
        String fields =
                """
                "id.orig_h":"10.9.0.10","id.resp_h":"10.9.0.255","is_orig":true,
                "source_h":"10.9.0.10","source_p":47808,"destination_h":"10.9.0.255",
                "destination_p":47808,"pdu_service":"i-am","object_type":"device",
                "instance_number":108,"vendor":"Moving Gates","range":"-","object_name":"-"
                """;
        assertThat(bound("bacnet_discovery", fields))
                .containsExactly("VENDOR 10.9.0.10 Moving Gates", "MODEL 10.9.0.10 device 108");
        assertThat(bound("bacnet_discovery", fields.replace("Moving", "Unknown Vendor")))
                .containsExactly("MODEL 10.9.0.10 device 108");
        assertThat(bound("bacnet_discovery", fields.replace("i-am", "who-is"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "VendorName, Moving Gates, VENDOR 10.9.0.10 Moving Gates",
        "ProductCode, MG-500, MODEL 10.9.0.10 MG-500",
        "MajorMinorRevision, 1.2, ''"
    })
    void anAnswerOfModbusNamesTheServer(String object, String value, String row) {
        String fields =
                """
                "id.orig_h":"10.0.0.5","id.resp_h":"10.9.0.10","unit":1,
                "func":"ENCAP_INTERFACE_TRANSPORT","request_response":"RESPONSE",
                "conformity_level":"Basic","object_id":"%s","object_value":"%s"
                """
                        .formatted(object, value);
        assertThat(String.join("", bound("modbus_read_device_identification", fields)))
                .isEqualTo(row);
    }

    private static List<Binding> entra(String address, String code) {
        return live("""
                {"id":"s-1","createdDateTime":"2023-11-14T22:13:20.5Z","appId":"a",
                 "userPrincipalName":"Clerk@Venue.example","ipAddress":"%s",
                 "status":{"errorCode":%s}}"""
                        .formatted(address, code))
                .onlyEvent()
                .bindings();
    }

    @Test
    void aSignInTellsWhoIsAtAnAddressOutsideUntilAnOptionEndsIt() {
        Binding row = entra("203.0.113.7", "0").get(0);
        assertThat(row.kind()).isEqualTo(Binding.Kind.SIGN_IN);
        assertThat(row.address()).isEqualTo("203.0.113.7");
        assertThat(row.holder()).isEqualTo("clerk@venue.example");
        assertThat(row.from()).isEqualTo(T0);
        assertThat(row.to()).isEqualTo(Binding.OPEN);
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.7, 50126", "203.0.113.7, 50076", "10.0.0.5, 0", "127.0.0.1, 0"})
    void aSignInThatFailedOrGoesOnOrIsFromInsideTellsNothing(String address, String code) {
        assertThat(entra(address, code)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'eventType':'user.session.start','published':'2023-11-14T22:13:20Z','severity':"
                        + "'INFO','actor':{'alternateId':'a@v.example'},'client':{'ipAddress':"
                        + "'203.0.113.7'},'outcome':{'result':'SUCCESS'}} | 1",
                "{'eventType':'user.session.start','published':'2023-11-14T22:13:20Z','severity':"
                        + "'INFO','actor':{'alternateId':'a@v.example'},'client':{'ipAddress':"
                        + "'203.0.113.7'},'outcome':{'result':'FAILURE'}} | 0",
                "{'eventType':'user.lifecycle.create','published':'2023-11-14T22:13:20Z',"
                        + "'severity':'INFO','actor':{'alternateId':'a@v.example'},'client':"
                        + "{'ipAddress':'203.0.113.7'},'outcome':{'result':'SUCCESS'}} | 0",
                "{'CreationTime':'2023-11-14T22:13:20','Operation':'UserLoggedIn','UserId':"
                        + "'a@v.example','ClientIP':'203.0.113.7:1','ResultStatus':'Success'} | 1",
                "{'CreationTime':'2023-11-14T22:13:20','Operation':'UserLoginFailed','UserId':"
                        + "'a@v.example','ClientIP':'203.0.113.7','ResultStatus':'Failed'} | 0",
                "{'id':{'time':'2023-11-14T22:13:20Z','applicationName':'login'},'actor':{'email':"
                        + "'a@v.example'},'ipAddress':'203.0.113.7','events':[{'type':'login',"
                        + "'name':'login_success'}]} | 1",
                "{'id':{'time':'2023-11-14T22:13:20Z','applicationName':'login'},'actor':{'email':"
                        + "'a@v.example'},'ipAddress':'203.0.113.7','events':[{'type':'login',"
                        + "'name':'login_failure'}]} | 0"
            })
    void everyServiceTellsOfSignInsThatSucceeded(String record, int rows) {
        assertThat(live(record.replace('\'', '"')).onlyEvent().bindings()).hasSize(rows);
    }
}
