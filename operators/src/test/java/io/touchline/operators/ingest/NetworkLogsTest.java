// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.identity.Binding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rows of network sensors become: Zeek's further logs, EVE, NetFlow, flow logs, mail. */
class NetworkLogsTest {
    private static final String ID =
            "\"ts\":1700000000.5,\"uid\":\"C1\",\"id.orig_h\":\"10.0.0.5\",\"id.orig_p\":50000,"
                    + "\"id.resp_h\":\"10.0.0.9\",\"id.resp_p\":445,";
    private static final String EVE =
            "{\"timestamp\":\"2023-11-14T23:13:20.500000+0100\",\"flow_id\":5,\"event_type\":\"%s\","
                    + "\"src_ip\":\"10.0.0.5\",\"src_port\":50000,\"dest_ip\":\"66.63.168.35\","
                    + "\"dest_port\":443,\"proto\":\"TCP\",%s}";

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "ssh ~ \"auth_success\":true,\"auth_attempts\":3,\"client\":\"SSH-2.0-x\",\"kex_alg\":\"k\""
                        + " ~ 10.0.0.5 LOG_ON 10.0.0.9 SUCCESS {SERVICE=ssh, RESPONDER_PORT=445,"
                        + " CLIENT_SOFTWARE=SSH-2.0-x} {ATTEMPTS=3.0}",
                "rdp ~ \"cookie\":\"anna\",\"result\":\"Success\",\"security_protocol\":\"RDP\","
                        + "\"client_name\":\"PC-14\" ~ 10.0.0.5 LOG_ON 10.0.0.9 SUCCESS"
                        + " {SERVICE=rdp, RESPONDER_PORT=445, HOST_NAME=PC-14, COOKIE_USER=anna} {}",
                "ntlm ~ \"username\":\"Anna\",\"domainname\":\"VENUE\",\"hostname\":\"PC-14\","
                        + "\"success\":false ~ account:venue\\anna LOG_ON 10.0.0.9 FAILURE"
                        + " {SERVICE=ntlm, HOST_NAME=PC-14} {}",
                "radius ~ \"username\":\"Anna\",\"mac\":\"00-11-22-AA-BB-CC\",\"framed_addr\":"
                        + "\"10.0.1.1\",\"result\":\"success\" ~ account:anna LOG_ON 10.0.0.5 SUCCESS"
                        + " {SERVICE=radius} {}",
                "smb_mapping ~ \"path\":\"\\\\\\\\SRV\\\\ADMIN$\",\"share_type\":\"DISK\""
                        + " ~ 10.0.0.5 READ 10.0.0.9|admin$ SUCCESS {SERVICE=smb, SHARE=admin$} {}",
                "smb_files ~ \"action\":\"SMB::FILE_WRITE\",\"path\":\"\\\\\\\\SRV\\\\c$\",\"name\":"
                        + "\"a\\\\b.EXE\",\"size\":9 ~ 10.0.0.5 WRITE 10.0.0.9|c$ SUCCESS"
                        + " {SERVICE=smb, FILE_EXTENSION=exe, SHARE=c$} {SIZE_BYTES=9.0}",
                "weird ~ \"name\":\"bad_TCP_checksum\",\"notice\":false,\"peer\":\"zeek\""
                        + " ~ 10.0.0.5 ALERT 10.0.0.9 UNKNOWN {SIGNATURE=bad_TCP_checksum} {}",
                "notice ~ \"note\":\"Scan::Port_Scan\",\"src\":\"10.0.0.5\",\"dst\":\"10.0.0.9\",\"n\":15"
                        + " ~ 10.0.0.5 ALERT 10.0.0.9 UNKNOWN {SIGNATURE=Scan::Port_Scan} {COUNT=15.0}",
                "quic ~ \"server_name\":\"a.example.org\",\"client_initial_dcid\":\"d\",\"history\":"
                        + "\"ISiih\" ~ 10.0.0.5 CONNECT 10.0.0.9 SUCCESS {SERVICE=quic,"
                        + " RESPONDER_PORT=445} {}",
            })
    void zeek(String path, String fields, String first) {
        assertThat(Told.of(live("{\"_path\":\"" + path + "\"," + ID + fields + "}")).get(0))
                .isEqualTo(first);
    }

    @Test
    void logonsOfTheNetworkLinkAddressOrMacToTheAccount() {
        Binding ntlm =
                live("{\"_path\":\"ntlm\"," + ID + "\"username\":\"anna\",\"success\":true}")
                        .onlyEvent()
                        .bindings()
                        .get(0);
        assertThat(List.of(ntlm.kind(), ntlm.address(), ntlm.holder()))
                .isEqualTo(List.of(Binding.Kind.ACCOUNT, "10.0.0.5", "anna"));
        assertThat(
                        live("{\"_path\":\"ntlm\","
                                        + ID
                                        + "\"username\":\"pc-14$\",\"success\":true}")
                                .onlyEvent()
                                .bindings())
                .isEmpty();
        String radius = "\"username\":\"anna\",\"mac\":\"0011.22aa.bbcc\",\"result\":\"success\"}";
        assertThat(live("{\"_path\":\"radius\"," + ID + radius).onlyEvent().bindings())
                .extracting(Binding::address)
                .containsExactly("00:11:22:aa:bb:cc");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flow | \"flow\":{\"start\":\"2023-11-14T23:13:10+0100\",\"end\":"
                        + "\"2023-11-14T23:13:20+0100\",\"bytes_toserver\":10,\"bytes_toclient\":30,"
                        + "\"pkts_toserver\":1,\"pkts_toclient\":2,\"state\":\"closed\"}"
                        + " | 10.0.0.5 CONNECT external:66.63.168.35 SUCCESS {PROTO=tcp,"
                        + " RESPONDER_PORT=443} {BYTES_OUT=10.0, BYTES_IN=30.0, PACKETS_OUT=1.0,"
                        + " PACKETS_IN=2.0, DURATION_MILLIS=10000.0}",
                "flow | \"flow\":{\"start\":\"2023-11-14T23:13:10+0100\",\"pkts_toserver\":1,"
                        + "\"pkts_toclient\":0,\"state\":\"new\"} | 10.0.0.5 CONNECT"
                        + " external:66.63.168.35 FAILURE {PROTO=tcp, RESPONDER_PORT=443}"
                        + " {PACKETS_OUT=1.0, PACKETS_IN=0.0}",
                "dns | \"dns\":{\"type\":\"query\",\"id\":1,\"rrname\":\"a.b.example.org\",\"rrtype\":\"A\"}"
                        + " | 10.0.0.5 RESOLVE external:example.org UNKNOWN {DESTINATION=example.org,"
                        + " QUERY_TYPE=A, RESOLVER=66.63.168.35} {ANSWERS=0.0}",
                "dns | \"dns\":{\"type\":\"request\",\"version\":3,\"queries\":[{\"rrname\":"
                        + "\"a.b.example.org\",\"rrtype\":\"AAAA\"}]} | 10.0.0.5 RESOLVE"
                        + " external:example.org UNKNOWN {DESTINATION=example.org, QUERY_TYPE=AAAA,"
                        + " RESOLVER=66.63.168.35} {ANSWERS=0.0}",
                "http | \"http\":{\"hostname\":\"www.example.org\",\"url\":\"/a?token=x\","
                        + "\"http_method\":\"GET\",\"status\":403,\"length\":9} | 10.0.0.5 REQUEST"
                        + " external:www.example.org DENIED {DESTINATION=example.org, METHOD=GET,"
                        + " PATH_SHAPE=/word, STATUS_CLASS=4xx} {BYTES_IN=9.0}",
                "tls | \"tls\":{\"sni\":\"www.example.org\",\"version\":\"TLS 1.2\",\"issuerdn\":\"CN=x\","
                        + "\"ja3\":{\"hash\":\"abc\"}} | 10.0.0.5 CONNECT external:www.example.org"
                        + " SUCCESS {SERVICE=ssl, RESPONDER_PORT=443, DESTINATION=example.org,"
                        + " TLS_VERSION=TLS 1.2, ISSUER=CN=x, JA3=abc} {}",
                "alert | \"http\":{},\"alert\":{\"action\":\"blocked\",\"signature_id\":7,\"category\":\"c\","
                        + "\"severity\":1} | 10.0.0.5 ALERT external:66.63.168.35 UNKNOWN"
                        + " {SIGNATURE=7, CATEGORY=c, SEVERITY=1} {}",
            })
    void suricata(String type, String fields, String first) {
        String expected = type.equals("alert") ? first.replace("UNKNOWN", "DENIED") : first;
        assertThat(Told.of(live(EVE.formatted(type, fields))).get(0)).isEqualTo(expected);
    }

    @Test
    void anAnswerOfSuricataCountsOnlyWhereItSaysNo() {
        String answer = "\"dns\":{\"type\":\"answer\",\"rrname\":\"x.org\",\"rcode\":\"%s\"}";
        assertThat(Told.of(live(EVE.formatted("dns", answer.formatted("NOERROR"))))).isEmpty();
        assertThat(Told.of(live(EVE.formatted("dns", answer.formatted("NXDOMAIN")))))
                .singleElement()
                .asString()
                .contains("RESOLVE external:x.org FAILURE");
    }

    @Test
    void binetflowIsReadWithCommasAndTabs() throws IOException {
        String head =
                "StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,sTos,dTos,TotPkts,"
                        + "TotBytes,SrcBytes,Label\n";
        String rows =
                "2019/04/04 16:23:00.325010,2.0,tcp,10.8.0.69,48427,   ->,8.8.8.8,443,FSPA_FSPA,0,0,3,"
                        + "142,63,x\n"
                        + "2019/04/04 16:23:00.325010,0.0,tcp,10.8.0.69,48428,   ->,8.8.8.8,443,S_,0,0,1,"
                        + "60,60,x\n"
                        + "2019/04/04 16:23:00.325010,0.0,udp,8.8.8.8,53,  <->,10.8.0.69,48429,CON,0,0,2,"
                        + "100,60,x\n"
                        + "2019/04/04 16:23:00.325010,0.0,arp,00:11:22:33:44:55,,who,10.8.0.1,,CON,0,0,2,"
                        + "100,60,x\n";
        for (String text : List.of(head + rows, (head + rows).replace(',', '\t'))) {
            assertThat(interactions("a.binetflow", text))
                    .containsExactly(
                            "10.8.0.69 CONNECT external:8.8.8.8 SUCCESS {PROTO=tcp,"
                                    + " RESPONDER_PORT=443} {BYTES_OUT=63.0, BYTES_IN=79.0,"
                                    + " DURATION_MILLIS=2000.0}",
                            "10.8.0.69 CONNECT external:8.8.8.8 FAILURE {PROTO=tcp,"
                                    + " RESPONDER_PORT=443} {BYTES_OUT=60.0, BYTES_IN=0.0,"
                                    + " DURATION_MILLIS=0.0}",
                            // the lower port responds, so the row is turned round
                            "10.8.0.69 CONNECT external:8.8.8.8 SUCCESS {PROTO=udp,"
                                    + " RESPONDER_PORT=53} {BYTES_OUT=40.0, BYTES_IN=60.0,"
                                    + " DURATION_MILLIS=0.0}");
        }
    }

    @Test
    void nfdumpEndsWithItsSums() throws IOException {
        String text =
                "ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt\n"
                        + "2019-04-04 16:23:00,2019-04-04 16:23:05,5.0,10.8.0.69,8.8.8.8,50000,443,TCP,"
                        + ".AP.SF,0,0,3,300,4,400\n"
                        + "2019-04-04 16:23:00,2019-04-04 16:23:05,5.0,8.8.8.8,10.8.0.69,443,50000,TCP,"
                        + ".A.R..,0,0,3,300,0,0\n"
                        + "Summary\nflows,bytes\n1,2\n";
        assertThat(interactions("flows.csv", text))
                .containsExactly(
                        "10.8.0.69 CONNECT external:8.8.8.8 SUCCESS {PROTO=tcp, RESPONDER_PORT=443}"
                                + " {BYTES_OUT=300.0, BYTES_IN=400.0, PACKETS_OUT=3.0,"
                                + " PACKETS_IN=4.0, DURATION_MILLIS=5000.0}",
                        "10.8.0.69 CONNECT external:8.8.8.8 FAILURE {PROTO=tcp, RESPONDER_PORT=443}"
                                + " {BYTES_OUT=0.0, BYTES_IN=300.0, PACKETS_OUT=0.0,"
                                + " PACKETS_IN=3.0, DURATION_MILLIS=5000.0}");
    }

    @Test
    void flowLogsOfAmazonAreReadInTheirUsualOrderOrThatOfAHeader() throws IOException {
        String row =
                "2 123456789010 eni-1 10.1.0.4 66.63.168.35 443 50000 6 3 300 1700000000 1700000060"
                        + " ACCEPT OK\n";
        String turned =
                "10.1.0.4 < CONNECT client:66.63.168.35 SUCCESS {PROTO=tcp, RESPONDER_PORT=443}"
                        + " {BYTES_OUT=300.0, PACKETS_OUT=3.0, DURATION_MILLIS=60000.0}";
        String nothing = "2 123456789010 eni-1 - - - - - - - 1700000000 1700000060 - NODATA\n";
        assertThat(interactions("flows.log", row + nothing)).containsExactly(turned);
        assertThat(
                        interactions(
                                "custom.log",
                                "srcaddr dstaddr srcport dstport protocol bytes start end action"
                                        + " log-status flow-direction\n"
                                        + "10.1.0.4 66.63.168.35 50000 443 17 9 1700000000 1700000060"
                                        + " REJECT OK egress\n"))
                .containsExactly(
                        "10.1.0.4 CONNECT external:66.63.168.35 DENIED {PROTO=udp,"
                                + " RESPONDER_PORT=443, DIRECTION=egress}"
                                + " {BYTES_OUT=9.0, DURATION_MILLIS=60000.0}");
        assertThat(Told.of(live(row.strip()))).containsExactly(turned);
    }

    @Test
    void tuplesOfOneAzureRecordAreEventsOfTheirOwn() {
        String record =
                "{\"records\":[{\"time\":\"2023-11-14T22:14:20Z\",\"category\":"
                        + "\"NetworkSecurityGroupFlowEvent\",\"resourceId\":\"r\",\"properties\":{"
                        + "\"Version\":2,\"flows\":[{\"rule\":\"Allow\",\"flows\":[{\"mac\":\"00\","
                        + "\"flowTuples\":[\"1700000000,10.1.0.4,66.63.168.35,5000,443,T,O,A,E,1,60,2,90\","
                        + "\"1700000000,66.63.168.35,10.1.0.4,5001,22,T,I,D\"]}]}]}}]}";
        List<String> lines = new ArrayList<>();
        live(record).events.forEach(event -> assertThat(event.interactions()).hasSize(1));
        for (var event : live(record).events) {
            lines.add(event.source() + " " + event.interactions().get(0).outcome());
        }
        assertThat(lines).containsExactly("azure.nsg-flow SUCCESS", "azure.nsg-flow DENIED");
        String network =
                "{\"records\":[{\"time\":\"2023-11-14T22:14:20Z\",\"category\":\"FlowLogFlowEvent\","
                        + "\"macAddress\":\"00\",\"flowLogVersion\":4,\"flowRecords\":{\"flows\":[{"
                        + "\"aclID\":\"a\",\"flowGroups\":[{\"rule\":\"Allow\",\"flowTuples\":["
                        + "\"1700000000500,10.1.0.4,66.63.168.35,5000,443,6,O,E,X,1,60,2,90\"]}]}]}}]}";
        assertThat(Told.of(live(network)))
                .containsExactly(
                        "10.1.0.4 CONNECT external:66.63.168.35 SUCCESS {PROTO=tcp,"
                                + " RESPONDER_PORT=443, DIRECTION=O, RULE=Allow} {BYTES_OUT=60.0,"
                                + " BYTES_IN=90.0, PACKETS_OUT=1.0, PACKETS_IN=2.0}");
    }

    @Test
    void defendersTablesOfMailAreMessagesAttachmentsAndClicks() {
        String common = "\"Timestamp\":\"2023-11-14T22:13:20Z\",\"NetworkMessageId\":\"n\",";
        String envelope =
                "{\"time\":\"2023-11-14T22:14:00Z\",\"category\":\"%s\",\"properties\":{%s}}";
        String message =
                common
                        + "\"SenderFromAddress\":\"x@evil.example\",\"SenderMailFromAddress\":"
                        + "\"b@bulk.example\",\"RecipientEmailAddress\":\"anna@venue.example\","
                        + "\"EmailDirection\":\"Inbound\",\"DeliveryAction\":\"Delivered\",\"UrlCount\":2";
        String told =
                "mailbox:anna@venue.example < RECEIVE external:evil.example SUCCESS"
                        + " {SENDER_DOMAIN=evil.example, REPLY_TO_DIFFERS=false,"
                        + " FROM_ENVELOPE_DIFFERS=true} {RECIPIENTS=1.0, URLS=2.0}";
        assertThat(Told.of(live("{" + message + "}"))).containsExactly(told);
        assertThat(Told.of(live(envelope.formatted("AdvancedHunting-EmailEvents", message))))
                .containsExactly(told);
        String file =
                common
                        + "\"SenderFromAddress\":\"x@evil.example\",\"RecipientEmailAddress\":"
                        + "\"anna@venue.example\",\"FileName\":\"invoice.pdf.JS\",\"FileType\":\"js\"";
        assertThat(Told.of(live("{" + file + "}")))
                .containsExactly(
                        "mailbox:anna@venue.example < TRANSFER external:evil.example UNKNOWN"
                                + " {SENDER_DOMAIN=evil.example, FILE_EXTENSION=pdf.js, FILE_TYPE=js} {}");
        String click =
                common
                        + "\"Url\":\"https://login.evil.example/a?user=anna\",\"ActionType\":"
                        + "\"ClickBlocked\",\"AccountUpn\":\"anna@venue.example\","
                        + "\"IsClickedThrough\":false";
        assertThat(Told.of(live("{" + click + "}")))
                .containsExactly(
                        "mailbox:anna@venue.example REQUEST external:login.evil.example DENIED"
                                + " {DESTINATION=evil.example, CLICKED_THROUGH=false} {}");
    }

    @Test
    void aSessionWithoutAnEnvelopeIsNoMail() {
        String smtp = "{\"_path\":\"smtp\"," + ID + "\"trans_depth\":1,\"helo\":\"x\"";
        assertThat(Told.of(live(smtp + "}"))).isEmpty();
        assertThat(
                        Told.of(
                                live(
                                        smtp
                                                + ",\"mailfrom\":\"a@b.example\",\"rcptto\":[\"c@d.example\"],"
                                                + "\"last_reply\":\"550 no\",\"in_reply_to\":\"<1>\"}")))
                .singleElement()
                .asString()
                .startsWith("mailbox:c@d.example < RECEIVE external:b.example FAILURE")
                .contains("CONTINUES_THREAD=true");
    }

    @ParameterizedTest
    @CsvSource({"stats", "fileinfo", "mqtt", "ike"})
    void whatHasNoBehaviourOfItsOwnIsUsedAndSilent(String type) {
        assertThat(live(EVE.formatted(type, "\"" + type + "\":{}")).onlyEvent().source())
                .isEqualTo("suricata." + type);
    }

    @Test
    void aBinaryFileOfNfdumpIsRefusedWithItsCure() throws IOException {
        Path file = folder.resolve("flows.nfdump");
        Files.write(file, new byte[] {0x0c, (byte) 0xa5, 1, 0, 1});
        try (FileFramer framer = FileFramer.open(file, "flows.nfdump")) {
            assertThat(framer.recognition().why()).contains("nfdump -o csv");
        }
    }

    private List<String> interactions(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        List<String> lines = new ArrayList<>();
        try (FileFramer framer = FileFramer.open(file, name)) {
            assertThat(framer.recognition().kind()).isEqualTo(FileFramer.Kind.SUPPORTED);
            for (FileFramer.RawRecord record = framer.next();
                    record != null;
                    record = framer.next()) {
                Frame frame =
                        new Frame(
                                name,
                                -1,
                                1,
                                WriteTime.UNKNOWN,
                                record.format(),
                                record.bytes(),
                                false);
                TestingDecodeOutput out = TestingDecodeOutput.decode(frame);
                lines.addAll(Told.of(out));
            }
        }
        return lines;
    }

    private static TestingDecodeOutput live(String record) {
        return TestingDecodeOutput.live(record);
    }
}
