// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.identity.Binding;
import io.touchline.operators.logs.Event;
import io.touchline.operators.telemetry.EncodedWords;
import io.touchline.operators.telemetry.MailAddresses;
import io.touchline.operators.telemetry.ToolFamilies;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Channel;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Zone;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each family of telemetry becomes. */
class InteractionsTest {
    private static final long T0 = 1_700_000_000_500L;

    @Test
    void innerConnectionIsSeenFromBothEnds() {
        List<Interaction> both =
                conn("10.0.0.5", "10.0.0.9", "\"orig_bytes\":10,\"resp_bytes\":30");
        assertThat(both).hasSize(2);
        Interaction acting = both.get(0);
        assertThat(acting.acts()).isTrue();
        assertThat(acting.entity()).isEqualTo("address:venue:10.0.0.5");
        assertThat(acting.peer()).isEqualTo("address:venue:10.0.0.9");
        assertThat(acting.channel()).isEqualTo(Channel.NETWORK);
        assertThat(acting.action()).isEqualTo(Action.CONNECT);
        assertThat(acting.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(acting.when()).isEqualTo(T0);
        assertThat(acting.until()).isEqualTo(T0 + 1_500);
        assertThat(acting.zoneEntity()).isEqualTo(Zone.CORPORATE);
        assertThat(acting.measures())
                .containsEntry(Measure.BYTES_OUT, 10.0)
                .containsEntry(Measure.BYTES_IN, 30.0)
                .containsEntry(Measure.DURATION_MILLIS, 1_500.0)
                .doesNotContainKey(Measure.PACKETS_OUT);
        assertThat(acting.attributes())
                .containsEntry(Attribute.PROTO, "tcp")
                .containsEntry(Attribute.RESPONDER_PORT, "502");
        Interaction serving = both.get(1);
        assertThat(serving.acts()).isFalse();
        assertThat(serving.entity()).isEqualTo("address:venue:10.0.0.9");
        assertThat(serving.peer()).isEqualTo("address:venue:10.0.0.5");
        assertThat(serving.zoneEntity()).isEqualTo(Zone.OT_CONTROL);
        // each end counts what it sent itself
        assertThat(serving.measures()).containsEntry(Measure.BYTES_OUT, 30.0);
        assertThat(List.of(serving.idHigh(), serving.idLow()))
                .isEqualTo(List.of(acting.idHigh(), acting.idLow()));
    }

    /** Every address of the Internet is asked for Modbus some day; an answer makes a controller. */
    @Test
    void aScanThatNobodyAnswersMakesNoController() {
        for (String state : List.of("S0", "REJ", "SF")) {
            Interaction aimedAt =
                    only(
                            TestingDecodeOutput.live(
                                    "{"
                                            + id("66.63.168.35", "10.0.0.9", 502)
                                            + "\"proto\":\"tcp\",\"conn_state\":\""
                                            + state
                                            + "\"}"));
            assertThat(aimedAt.zoneEntity())
                    .as(state)
                    .isEqualTo(state.equals("SF") ? Zone.OT_CONTROL : Zone.CORPORATE);
        }
    }

    @Test
    void outsideEndIsPeerOnly() {
        Interaction out = only(conn("10.0.0.5", "66.63.168.35", ""));
        assertThat(out.acts()).isTrue();
        assertThat(out.peer()).isEqualTo("external:venue:66.63.168.35");
        assertThat(out.zonePeer()).isEqualTo(Zone.INTERNET);
        Interaction in = only(conn("66.63.168.35", "10.0.0.9", ""));
        assertThat(in.acts()).isFalse();
        assertThat(in.entity()).isEqualTo("address:venue:10.0.0.9");
        assertThat(in.peer()).isEqualTo("client:venue:66.63.168.35");
        Interaction v6 = only(conn("2001:db8:1:2::3", "fd00::9", ""));
        assertThat(v6.peer()).isEqualTo("client:venue:2001:db8:1:2::3");
    }

    @Test
    void believesTheSensorOnWhatIsLocal() {
        Interaction in =
                only(conn("8.8.8.8", "147.32.83.165", "\"local_orig\":false,\"local_resp\":true"));
        assertThat(in.entity()).isEqualTo("address:venue:147.32.83.165");
    }

    @Test
    void takesBothForOwnWhenNeitherIsKnown() {
        List<Interaction> both = conn("8.8.8.8", "147.32.83.165", "");
        assertThat(both)
                .extracting(Interaction::entity)
                .containsExactly("address:venue:8.8.8.8", "address:venue:147.32.83.165");
    }

    @ParameterizedTest
    @CsvSource({"224.0.0.251", "255.255.255.255", "10.0.0.255", "ff02::fb", "0.0.0.0"})
    void broadcastIsNobody(String destination) {
        Interaction acting = only(conn("10.0.0.5", destination, ""));
        assertThat(acting.acts()).isTrue();
        assertThat(acting.peer()).isEqualTo("external:venue:" + destination);
    }

    @ParameterizedTest
    @CsvSource({
        "SF, 1, 1, SUCCESS",
        "S1, 0, 0, SUCCESS",
        "REJ, 0, 0, FAILURE",
        "S0, 0, 0, FAILURE",
        "RSTO, 1, 1, SUCCESS",
        "RSTO, 1, 0, FAILURE",
        "OTH, 1, 1, UNKNOWN"
    })
    void outcomeOfConnectionIsItsState(String state, int out, int in, Outcome outcome) {
        String fields = "\"orig_bytes\":" + out + ",\"resp_bytes\":" + in;
        Interaction acting =
                TestingDecodeOutput.live(
                                "{"
                                        + id("10.0.0.5", "10.0.0.9", 80)
                                        + "\"_path\":\"conn\",\"conn_state\":\""
                                        + state
                                        + "\","
                                        + fields
                                        + "}")
                        .interactions()
                        .get(0);
        assertThat(acting.outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "mail.example.co.uk., example.co.uk",
        "X.Y.Example.ORG, example.org",
        "tenant.github.io, tenant.github.io",
        "5.0.0.10.in-addr.arpa, in-addr.arpa",
        "b.a.9.8.ip6.arpa, ip6.arpa",
        "server.venue.internal, venue.internal",
        "localhost, localhost",
    })
    void lookupGoesToRegisteredDomain(String query, String domain) {
        Interaction lookup = only(dns("10.0.0.5", "10.0.0.53", query, "NOERROR"));
        assertThat(lookup.action()).isEqualTo(Action.RESOLVE);
        assertThat(lookup.peer()).isEqualTo("external:venue:" + domain);
        assertThat(lookup.attributes())
                .containsEntry(Attribute.DESTINATION, domain)
                .containsEntry(Attribute.RESOLVER, "10.0.0.53");
        assertThat(lookup.measures()).containsEntry(Measure.RTT_MILLIS, 0.87);
    }

    @Test
    void lookupTellsItsOutcome() {
        assertThat(only(dns("10.0.0.5", "10.0.0.53", "a.org", "NXDOMAIN")).outcome())
                .isEqualTo(Outcome.FAILURE);
        assertThat(only(dns("10.0.0.5", "10.0.0.53", "a.org", "REFUSED")).outcome())
                .isEqualTo(Outcome.DENIED);
        Interaction scanned = only(dns("66.63.168.35", "10.0.0.53", "a.org", "REFUSED"));
        assertThat(scanned.acts()).isFalse();
        assertThat(scanned.attributes()).doesNotContainKey(Attribute.DESTINATION);
    }

    @Test
    void namesToolFamilies() {
        assertThat(
                        only(dns("10.0.0.5", "10.0.0.53", "x.euw.devtunnels.ms", "NOERROR"))
                                .attributes())
                .containsEntry(Attribute.TOOL_FAMILY, "dev-tunnels");
        assertThat(ToolFamilies.of("notdevtunnels.ms")).isNull();
    }

    @Test
    void requestGoesToItsHost() {
        String request =
                "\"_path\":\"http\",\"method\":\"GET\",\"host\":\"www.Example.org:8080\",\"uri\":\"/a/12/x.php?k=v\","
                        + "\"user_agent\":\"Mozilla/5.0 (X) Chrome/99.0\",\"status_code\":404,"
                        + "\"resp_mime_types\":[\"text/html\"],\"request_body_len\":5,\"response_body_len\":7}";
        Interaction out =
                only(TestingDecodeOutput.live("{" + id("10.0.0.5", "93.184.1.1", 80) + request));
        assertThat(out.peer()).isEqualTo("external:venue:www.example.org");
        assertThat(out.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(out.attributes())
                .containsEntry(Attribute.DESTINATION, "example.org")
                .containsEntry(Attribute.METHOD, "GET")
                .containsEntry(Attribute.PATH_SHAPE, "/word/number/file.php")
                .containsEntry(Attribute.STATUS_CLASS, "4xx")
                .containsEntry(Attribute.CONTENT_TYPE, "text/html")
                .containsEntry(Attribute.USER_AGENT_FAMILY, "chrome")
                .containsKey(Attribute.USER_AGENT);
        List<Interaction> inner =
                TestingDecodeOutput.live("{" + id("10.0.0.5", "10.0.0.9", 80) + request)
                        .interactions();
        assertThat(inner.get(0).peer()).isEqualTo("address:venue:10.0.0.9");
        assertThat(inner.get(0).peerName()).isEqualTo("www.example.org");
        assertThat(inner.get(1).attributes())
                .doesNotContainKeys(Attribute.USER_AGENT, Attribute.DESTINATION)
                .containsEntry(Attribute.USER_AGENT_FAMILY, "chrome");
        assertThat(inner.get(1).measures()).containsEntry(Measure.BYTES_OUT, 7.0);
    }

    @Test
    void requestThroughProxyGoesToTheHostAskedFor() {
        String request =
                "\"_path\":\"http\",\"method\":\"CONNECT\",\"host\":\"evil.example.org\",\"uri\":\"evil.example.org:443\"}";
        Interaction out =
                TestingDecodeOutput.live("{" + id("10.0.0.5", "10.0.0.3", 3128) + request)
                        .interactions()
                        .get(0);
        assertThat(out.peer()).isEqualTo("external:venue:evil.example.org");
        assertThat(out.zonePeer()).isEqualTo(Zone.INTERNET);
    }

    @Test
    void sessionGoesToItsServerName() {
        String session =
                "\"_path\":\"ssl\",\"version\":\"TLSv13\",\"server_name\":\"a.example.org\",\"established\":true,"
                        + "\"ja3\":\"x\",\"next_protocol\":\"h2\",\"validation_status\":\"ok\"}";
        Interaction out =
                only(TestingDecodeOutput.live("{" + id("10.0.0.5", "93.184.1.1", 443) + session));
        assertThat(out.peer()).isEqualTo("external:venue:a.example.org");
        assertThat(out.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(out.attributes())
                .containsEntry(Attribute.TLS_VERSION, "TLSv13")
                .containsEntry(Attribute.ALPN, "h2")
                .containsEntry(Attribute.JA3, "x");
    }

    @ParameterizedTest
    @CsvSource({
        "READ_HOLDING_REGISTERS, READ, 1",
        "3, READ, 1",
        "DIAGNOSTICS, DISCOVER, 1.5",
        "WRITE_SINGLE_COIL, WRITE, 2",
        "READ_WRITE_MULTIPLE_REGISTERS, WRITE, 2",
        "unknown-100, PROGRAM, 4",
        "PROGRAM_CONCEPT, PROGRAM, 4"
    })
    void controllerIsActedUponByItsMaster(String function, Action action, double weight) {
        List<Interaction> both = modbus(function, "\"unit\":3");
        assertThat(both).extracting(Interaction::acts).containsExactly(true, false);
        Interaction controller = both.get(1);
        assertThat(controller.channel()).isEqualTo(Channel.OT);
        assertThat(controller.action()).isEqualTo(action);
        assertThat(controller.zoneEntity()).isEqualTo(Zone.OT_CONTROL);
        assertThat(controller.zonePeer()).isEqualTo(Zone.CORPORATE);
        assertThat(controller.peer()).isEqualTo("address:venue:10.0.0.5");
        assertThat(controller.measures()).containsEntry(Measure.OT_WEIGHT, weight);
        assertThat(controller.attributes())
                .containsEntry(Attribute.SERVICE, "modbus")
                .containsEntry(Attribute.UNIT, "3");
    }

    @Test
    void responseOfControllerIsJoinPartner() {
        assertThat(modbus("READ_COILS", "\"pdu_type\":\"RESP\"")).isEmpty();
        assertThat(modbus("READ_COILS", "\"pdu_type\":\"REQ\"")).hasSize(2);
        assertThat(modbus("READ_COILS", "\"exception\":\"ILLEGAL_FUNCTION\"").get(1).outcome())
                .isEqualTo(Outcome.FAILURE);
    }

    @Test
    void leaseBindsAddressToDevice() {
        Event event =
                TestingDecodeOutput.live(
                                "{\"ts\":1700000000.5,\"mac\":\"00:11:22:AA:44:55\",\"server_addr\":\"10.0.0.1\","
                                        + "\"assigned_addr\":\"10.0.0.5\",\"host_name\":\"till-4\","
                                        + "\"lease_time\":600.0,\"msg_types\":[\"REQUEST\",\"ACK\"]}")
                        .onlyEvent();
        assertThat(event.bindings())
                .containsExactly(
                        new Binding(
                                Binding.Kind.DEVICE,
                                "venue",
                                "10.0.0.5",
                                "00:11:22:aa:44:55",
                                "till-4",
                                T0,
                                T0 + 600_000,
                                TestingDecodeOutput.WRITTEN));
        Interaction lease = event.interactions().get(0);
        assertThat(lease.entity()).isEqualTo("device:venue:00:11:22:aa:44:55");
        assertThat(lease.peer()).isEqualTo("address:venue:10.0.0.1");
        assertThat(lease.entityName()).isEqualTo("till-4");
    }

    @Test
    void oldLeaseRowsAreAcknowledgements() {
        FileFormat format =
                FileFormat.tsv(
                        "zeek.dhcp",
                        List.of(
                                "ts",
                                "uid",
                                "id.orig_h",
                                "id.orig_p",
                                "id.resp_h",
                                "id.resp_p",
                                "mac",
                                "assigned_ip",
                                "lease_time",
                                "trans_id"));
        Event event =
                TestingDecodeOutput.ofFile(
                                format,
                                "1610645141.5\tC\t192.168.0.15\t68\t192.168.0.1\t67\tf4:8e:38:8b:b6:03\t"
                                        + "192.168.0.15\t0.000000\t39335247")
                        .onlyEvent();
        Binding binding = event.bindings().get(0);
        assertThat(binding.to() - binding.from()).isEqualTo(3_600_000);
    }

    @Test
    void releaseGivesTheAddressBack() {
        Event event =
                TestingDecodeOutput.live(
                                "{\"ts\":1700000000.5,\"mac\":\"00:11:22:aa:44:55\",\"client_addr\":\"10.0.0.5\","
                                        + "\"msg_types\":[\"RELEASE\"]}")
                        .onlyEvent();
        assertThat(event.bindings())
                .extracting(Binding::kind)
                .containsExactly(Binding.Kind.RELEASE);
        assertThat(event.bindings().get(0).address()).isEqualTo("10.0.0.5");
    }

    @Test
    void ticketBindsAddressToAccount() {
        Event event = kerberos("anna.k/VENUE.EXAMPLE", "true", "1700003600.5");
        Interaction logon = event.interactions().get(0);
        assertThat(logon.entity()).isEqualTo("account:venue:anna.k@venue.example");
        assertThat(logon.peer()).isEqualTo("service:venue:krbtgt/venue.example");
        assertThat(logon.measures()).containsEntry(Measure.TICKET_LIFE_MILLIS, 3_600_000.0);
        Binding binding = event.bindings().get(0);
        assertThat(binding.kind()).isEqualTo(Binding.Kind.ACCOUNT);
        assertThat(binding.holder()).isEqualTo("anna.k@venue.example");
        assertThat(binding.to()).isEqualTo(T0 + 3_600_000);
        // a ticket without an end: identity.logon ends it
        Binding longest = kerberos("anna.k/VENUE.EXAMPLE", "true", "0").bindings().get(0);
        assertThat(longest.to()).isEqualTo(Binding.OPEN);
    }

    @Test
    void failureMachinesAndNamelessBindNothing() {
        assertThat(kerberos("anna.k/VENUE.EXAMPLE", "false", "0").bindings()).isEmpty();
        assertThat(kerberos("TILL4$/VENUE.EXAMPLE", "true", "0").bindings()).isEmpty();
        assertThat(kerberos("TILL4$/VENUE.EXAMPLE", "true", "0").interactions()).hasSize(1);
        assertThat(kerberos("/VENUE.EXAMPLE", "true", "0").interactions()).isEmpty();
    }

    @Test
    void auditIsOfAccountOrMailbox() {
        Interaction file =
                only(
                        audit(
                                "\"operation\":\"FileDownloaded\",\"workload\":\"OneDrive\",\"clientip\":\"[2001:db8::1]:443\","
                                        + "\"objectid\":\"https://x.sharepoint.com/personal/Anna/Documents/a.docx\""));
        assertThat(file.channel()).isEqualTo(Channel.SAAS);
        assertThat(file.action()).isEqualTo(Action.READ);
        assertThat(file.entity()).isEqualTo("account:venue:anna@b.org");
        assertThat(file.links()).containsExactly("mailbox:venue:anna@b.org");
        assertThat(file.peer()).isEqualTo("service:venue:x.sharepoint.com/personal/anna");
        assertThat(file.attributes()).containsEntry(Attribute.CLIENT_NETWORK, "2001:db8::/48");
        Interaction rule =
                only(
                        audit(
                                "\"operation\":\"New-InboxRule\",\"workload\":\"Exchange\",\"clientip\":\"1.2.3.4:5\","
                                        + "\"resultstatus\":\"True\",\"parameters\":[{\"Name\":\"ForwardTo\",\"Value\":\"x@evil.org\"}]"));
        assertThat(rule.action()).isEqualTo(Action.ADMINISTER);
        assertThat(rule.entity()).isEqualTo("mailbox:venue:anna@b.org");
        assertThat(rule.links()).containsExactly("account:venue:anna@b.org");
        assertThat(rule.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(rule.attributes())
                .containsEntry(Attribute.CLIENT_NETWORK, "1.2.3.0/24")
                .containsEntry(Attribute.PARAMETERS, "ForwardTo");
        assertThat(rule.toString()).doesNotContain("evil");
    }

    @Test
    void readsAuditDataColumn() {
        FileFormat format =
                FileFormat.csv(
                        "m365.audit",
                        List.of("CreationDate", "UserIds", "Operations", "AuditData"));
        Interaction it =
                only(
                        TestingDecodeOutput.ofFile(
                                format,
                                "2023-11-14T22:00:00.0000000Z,anna@b.org,Send,"
                                        + "\"{\"\"CreationTime\"\":\"\"2023-11-14T22:00:01\"\",\"\"Workload\"\":\"\"Exchange\"\"}\""));
        assertThat(it.when()).isEqualTo(1_699_999_201_000L);
        assertThat(it.entity()).isEqualTo("mailbox:venue:anna@b.org");
    }

    @Test
    void mailIsReceivedByEachRecipient() {
        List<Interaction> mails = mail(Set.of());
        assertThat(mails)
                .extracting(Interaction::entity)
                .containsExactly("mailbox:venue:c@d.org", "mailbox:venue:e@venue.example");
        Interaction first = mails.get(0);
        assertThat(first.acts()).isFalse();
        assertThat(first.action()).isEqualTo(Action.RECEIVE);
        assertThat(first.peer()).isEqualTo("external:venue:venue.example");
        assertThat(first.links()).containsExactly("account:venue:c@d.org");
        assertThat(first.attributes())
                .containsEntry(Attribute.REPLY_TO_DIFFERS, "true")
                .containsEntry(Attribute.CONTENT_TYPE, "text/plain")
                .containsEntry(Attribute.CLIENT_NETWORK, "9.8.7.0/24");
        assertThat(first.measures())
                .containsEntry(Measure.RECIPIENTS, 2.0)
                .containsEntry(Measure.HOPS, 3.0);
    }

    @Test
    void ownSenderSendsFirst() {
        List<Interaction> mails = mail(Set.of("venue.example"));
        assertThat(mails)
                .extracting(Interaction::action)
                .containsExactly(Action.SEND, Action.RECEIVE);
        assertThat(mails.get(0).acts()).isTrue();
        assertThat(mails.get(0).entity()).isEqualTo("mailbox:venue:a@venue.example");
        assertThat(mails.get(1).entity()).isEqualTo("mailbox:venue:e@venue.example");
    }

    @Test
    void readsAddressesAndWordsOfMail() {
        assertThat(
                        MailAddresses.all(
                                "\"Doe, J. <x>\" <J@X.org>, (c, d) k@y.org, Friends: a@b.org, c;, bad"))
                .containsExactly("j@x.org", "k@y.org", "a@b.org");
        assertThat(MailAddresses.all("undisclosed-recipients:;")).isEmpty();
        assertThat(
                        EncodedWords.decode(
                                "Re: =?UTF-8?B?w6Q=?= =?iso-8859-1?Q?=F6_x?= end =?no?B?eA==?="))
                .isEqualTo("Re: äö x end =?no?B?eA==?=");
    }

    private static List<Interaction> mail(Set<String> ownDomains) {
        DecodeOptions defaults = DecodeOptions.defaults();
        DecodeOptions options =
                new DecodeOptions(
                        "venue",
                        10,
                        300_000,
                        defaults.ownNetworks(),
                        ownDomains,
                        List.of(),
                        List.of(),
                        "",
                        false);
        String record =
                "{\"id\":\"1\",\"date\":\"2023-11-14T22:00:00+00:00\",\"from\":\"A <A@venue.example>\","
                        + "\"to\":\"c@d.org, E <e@venue.example>, C@D.org\",\"reply_to\":\"z@evil.org\","
                        + "\"message_id\":\"<1>\",\"received_hops\":3,\"client_ip\":\"9.8.7.6\","
                        + "\"content_type\":\"text/plain; charset=x\",\"size\":10,\"n_attach\":0}";
        Frame frame =
                TestingDecodeOutput.frame("t", 0, "", record.getBytes(StandardCharsets.UTF_8));
        return TestingDecodeOutput.decode(frame, options).interactions();
    }

    private static TestingDecodeOutput audit(String fields) {
        return TestingDecodeOutput.live(
                "{\"creationtime\":\"2023-11-14 22:00:00\",\"userid\":\"Anna@b.org\",\"id\":\"1\","
                        + fields
                        + "}");
    }

    private static Event kerberos(String client, String success, String till) {
        return TestingDecodeOutput.live(
                        "{"
                                + id("10.0.0.5", "10.0.0.2", 88)
                                + "\"request_type\":\"AS\",\"service\":\"krbtgt/VENUE.EXAMPLE\",\"client\":\""
                                + client
                                + "\",\"success\":"
                                + success
                                + ",\"till\":"
                                + till
                                + "}")
                .onlyEvent();
    }

    private static List<Interaction> modbus(String function, String more) {
        return TestingDecodeOutput.live(
                        "{"
                                + id("10.0.0.5", "10.0.0.9", 502)
                                + "\"_path\":\"modbus\",\"func\":\""
                                + function
                                + "\","
                                + more
                                + "}")
                .interactions();
    }

    private static TestingDecodeOutput dns(String orig, String resp, String query, String rcode) {
        return TestingDecodeOutput.live(
                "{"
                        + id(orig, resp, 53)
                        + "\"qtype_name\":\"A\",\"rtt\":0.00087,\"query\":\""
                        + query
                        + "\",\"rcode_name\":\""
                        + rcode
                        + "\"}");
    }

    private static List<Interaction> conn(String orig, String resp, String more) {
        return TestingDecodeOutput.live(
                        "{"
                                + id(orig, resp, 502)
                                + "\"proto\":\"tcp\",\"conn_state\":\"SF\",\"duration\":1.5"
                                + (more.isEmpty() ? "" : "," + more)
                                + "}")
                .interactions();
    }

    private static String id(String orig, String resp, int port) {
        return "\"ts\":1700000000.5,\"uid\":\"C1\",\"id.orig_h\":\""
                + orig
                + "\",\"id.orig_p\":50000,\"id.resp_h\":\""
                + resp
                + "\",\"id.resp_p\":"
                + port
                + ",";
    }

    private static Interaction only(TestingDecodeOutput out) {
        return only(out.interactions());
    }

    private static Interaction only(List<Interaction> interactions) {
        assertThat(interactions).hasSize(1);
        return interactions.get(0);
    }
}
