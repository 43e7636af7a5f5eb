// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.touchline.jobs.files.InputException;
import io.touchline.operators.ingest.DeadLetter;
import io.touchline.operators.ingest.DecodeOptions;
import io.touchline.operators.ingest.DecodeOutput;
import io.touchline.operators.ingest.Frame;
import io.touchline.operators.ingest.FrameDecoder;
import io.touchline.operators.logs.DeclaredSource;
import io.touchline.operators.logs.Event;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Channel;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a venue declares becomes interactions; what it declares wrongly is told with its line. */
class DeclaredSourceFileTest {
    private static final Path EXAMPLES = Path.of("../docs/examples");
    private static final long WRITTEN = Instant.parse("2026-05-16T17:00:00Z").toEpochMilli();

    @TempDir Path folder;

    @Test
    void aBadgeOpensADoor() {
        Event event =
                only(
                        "badge",
                        "raw.declared",
                        "{\"vendor\":\"ACME-door\",\"time\":\"2026-05-16 18:02:11\","
                                + "\"holder\":\"Lena.Fischer\",\"door\":\"B1-north\","
                                + "\"result\":\"refused\"}");
        assertThat(event.source()).isEqualTo("badge");
        Interaction holder = event.interactions().get(0);
        assertThat(holder.entity()).isEqualTo("account:venue:lena.fischer");
        assertThat(holder.entityName()).isEqualTo("Lena.Fischer");
        assertThat(holder.peer()).isEqualTo("host:venue:b1-north");
        assertThat(holder.when()).isEqualTo(Instant.parse("2026-05-16T16:02:11Z").toEpochMilli());
        assertThat(holder.channel()).isEqualTo(Channel.OT);
        assertThat(holder.action()).isEqualTo(Action.LOG_ON);
        assertThat(holder.outcome()).isEqualTo(Outcome.DENIED);
        assertThat(event.interactions()).hasSize(2);
        assertThat(event.interactions().get(1).entity()).isEqualTo("host:venue:b1-north");
        assertThat(event.interactions().get(1).acts()).isFalse();
    }

    @Test
    void anAssociationIsALease() {
        Event event =
                only(
                        "wifi",
                        "raw.declared",
                        "<134>1 2026-05-16T16:02:11Z wlc1 wlan - - [x@1 a=\"]\"] event=associate"
                                + " sta=0A-1B-2C-3D-4E-5F ip=10.80.3.7 ssid=\"Arena Guest\""
                                + " ap=ap-c12 vlan=80");
        Interaction station = event.interactions().get(0);
        assertThat(station.entity()).isEqualTo("device:venue:0a:1b:2c:3d:4e:5f");
        assertThat(station.attributes())
                .containsEntry(Attribute.SSID, "Arena Guest")
                .containsEntry(Attribute.VLAN, "80");
        assertThat(event.bindings()).hasSize(1);
        assertThat(event.bindings().get(0).address()).isEqualTo("10.80.3.7");
        assertThat(event.bindings().get(0).holder()).isEqualTo("0a:1b:2c:3d:4e:5f");
        assertThat(event.bindings().get(0).to() - event.bindings().get(0).from())
                .isEqualTo(4 * 3_600_000L);
    }

    @Test
    void aFirewallTellsBothEnds() {
        String line =
                "date=2026-05-16 time=18:02:11 type=\"traffic\" srcip=%s dstip=%s dstport=443"
                        + " proto=6 action=\"deny\" sentbyte=5321 rcvdbyte=88211 duration=12";
        Event out = only("firewall", "t", line.formatted("10.20.0.14", "203.0.113.9"));
        assertThat(out.interactions()).hasSize(1);
        Interaction client = out.interactions().get(0);
        assertThat(client.entity()).isEqualTo("address:venue:10.20.0.14");
        assertThat(client.peer()).isEqualTo("external:venue:203.0.113.9");
        assertThat(client.outcome()).isEqualTo(Outcome.DENIED);
        assertThat(client.measures())
                .containsEntry(Measure.BYTES_OUT, 5_321.0)
                .containsEntry(Measure.DURATION_MILLIS, 12_000.0);

        Event in = only("firewall", "t", line.formatted("203.0.113.9", "10.20.0.14"));
        assertThat(in.interactions()).hasSize(1);
        assertThat(in.interactions().get(0).acts()).isFalse();
        assertThat(in.interactions().get(0).peer()).isEqualTo("client:venue:203.0.113.9");

        assertThat(only("firewall", "t", line.formatted("10.1.1.1", "10.2.2.2")).interactions())
                .hasSize(2);
    }

    @Test
    void aWayInTellsWhoIsBehindItsAddressesOnceItLetsIn() {
        String record =
                "{\"svc\":\"vpn\",\"at\":\"2026-05-16T16:58:03Z\",\"login\":\"Anna\","
                        + "\"from\":\"203.0.113.7:51820\",\"given\":\"10.99.0.14\","
                        + "\"reply\":\"%s\"}";
        assertThat(only("vpn", "t", record.formatted("accepted")).bindings())
                .extracting(row -> row.kind() + " " + row.address() + " " + row.holder())
                .containsExactly("SIGN_IN 203.0.113.7 anna", "SIGN_IN 10.99.0.14 anna");
        assertThat(only("vpn", "t", record.formatted("rejected")).bindings()).isEmpty();
    }

    @Test
    void aSessionIsOfAnAccountAndHasAnAddress() throws Exception {
        String vpn = Files.readString(EXAMPLES.resolve("vpn.yaml"));
        assertRefused(
                vpn.replace("kind: account", "kind: device"), "needs an entity of kind account");
        assertRefused(vpn.replace("{address: [from, given]}", "{}"), "needs session.address");
    }

    private void assertRefused(String text, String told) throws Exception {
        Path file = write(text);
        assertThatThrownBy(() -> DeclaredSourceFile.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(told);
    }

    @Test
    void aVideoSystemChoosesItsActionByAField() {
        String record =
                "{\"app\":\"vms\",\"utc\":1778954531120,\"user\":\"operator3\","
                        + "\"camera\":\"cctv-b-17\",\"command\":\"%s\",\"megabytes\":1.5,"
                        + "\"ok\":true}";
        Interaction export = only("video", "t", record.formatted("Export")).interactions().get(0);
        assertThat(export.action()).isEqualTo(Action.TRANSFER);
        assertThat(export.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(export.measures()).containsEntry(Measure.SIZE_BYTES, 1_500_000.0);
        assertThat(only("video", "t", record.formatted("wink")).interactions().get(0).action())
                .isEqualTo(Action.CALL);
    }

    @Test
    void rowsWithoutAHeaderHaveDeclaredColumns() throws Exception {
        String text =
                Files.readString(EXAMPLES.resolve("ticketing.yaml"))
                        + "columns: [scanned_at, gate, scanner, ticket_class, outcome]\n";
        DeclaredSource source = DeclaredSourceFile.read(write(text));
        String row = "2026-05-16T16:30:00Z,B1,scan-07,\"season, north\",used-before";
        Interaction scan = decode(source, "ticket-scans", row).events.get(0).interactions().get(0);
        assertThat(scan.entity()).isEqualTo("host:venue:scan-07");
        assertThat(scan.entityName()).isEqualTo("B1");
        assertThat(scan.outcome()).isEqualTo(Outcome.DENIED);
        assertThat(scan.attributes()).containsEntry(Attribute.CATEGORY, "season, north");
        // on a topic of another name it is not this source
        assertThat(decode(source, "elsewhere", row).dead.get(0).reason().key())
                .isEqualTo("unknown-log");
    }

    @Test
    void whatZeekSawOfSyslogIsOfferedToo() {
        Event event =
                only(
                        "wifi",
                        "raw.zeek",
                        "{\"_path\":\"syslog\",\"ts\":1778947331.0,\"uid\":\"C1\","
                                + "\"id.orig_h\":\"10.0.0.5\",\"id.orig_p\":514,"
                                + "\"id.resp_h\":\"10.0.0.9\",\"id.resp_p\":514,"
                                + "\"message\":\"<134>1 2026-05-16T16:02:11Z w p - - -"
                                + " event=associate sta=0a1b.2c3d.4e5f ip=10.80.3.7 ap=a1\"}");
        assertThat(event.source()).isEqualTo("wifi");
    }

    @Test
    void aRecordThatFitsAndLacksWhatIsNeededSaysSo() {
        DeclaredSource badge = DeclaredSourceFile.read(EXAMPLES.resolve("badge.yaml"));
        String record =
                "{\"vendor\":\"acme-door\",\"time\":\"%s\",\"holder\":\"%s\",\"door\":\"%s\"}";
        assertThat(decode(badge, "t", record.formatted("16/05/26", "a", "b")).dead.get(0))
                .satisfies(it -> assertThat(it.reason().key()).isEqualTo("bad-time"))
                .satisfies(it -> assertThat(it.detail()).contains("16/05/26"));
        assertThat(
                        decode(badge, "t", record.formatted("2026-05-16 18:02:11", "a", ""))
                                .dead
                                .get(0)
                                .detail())
                .contains("door");
        assertThat(decode(badge, "t", "{\"vendor\":\"other\",\"time\":\"x\"}").dead.get(0).reason())
                .hasToString("UNKNOWN_LOG");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "channel: ot | channel: plant | line 9: channel must be one of network, ot",
                "action: log-on | action: logon | line 10: action must be one of connect",
                "{kind: account, field: holder} | {kind: person, field: holder} | line 7: entity.kind",
                "source: badge | source: zeek.conn | line 3: source must be lower-case",
                "source: badge | source: conn | line 3: conn is a log known without it",
                "yyyy-MM-dd HH:mm:ss | HH:mm:ss | line 6: when.pattern must be a pattern",
                "Europe/Berlin | Berlin | line 6: when.zone must be a time zone",
                "channel: ot | chanel: ot | line 9: unknown name chanel",
                "when: | wen: | line 3: needs when",
                "format: json | format: [json] | line 4: format must be one text",
                "recognise: {vendor: acme-door} | measures: {weight: kg} | no measure is named weight",
                "recognise: {vendor: acme-door} | measures: {size-bytes: {field: a, unit: stone}}"
                        + " | must be one of bytes, kibibytes",
                "recognise: {vendor: acme-door} | # | needs recognise",
                "format: json | source: twice | line 4: Duplicate field 'source'",
            })
    void aWrongFileIsToldWithItsLine(String right, String wrong, String told) throws Exception {
        String text = Files.readString(EXAMPLES.resolve("badge.yaml"));
        assertThat(text).contains(right);
        Path file = write(text.replace(right, wrong));
        assertThatThrownBy(() -> DeclaredSourceFile.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(told);
    }

    @Test
    void everyExampleIsRightAndNamesARecordOfItself() throws Exception {
        List<Path> examples;
        try (var files = Files.list(EXAMPLES)) {
            examples = files.filter(it -> it.toString().endsWith(".yaml")).sorted().toList();
        }
        assertThat(examples).hasSizeGreaterThanOrEqualTo(5);
        assertThat(DeclaredSourceFile.readAll(examples)).hasSameSizeAs(examples);
        for (Path example : examples) {
            String record = Files.readAllLines(example).get(1).substring(2);
            DeclaredSource source = DeclaredSourceFile.read(example);
            if (source.format() != DeclaredSource.Format.CSV) {
                assertThat(decode(source, "raw.declared", record).events)
                        .as(example.toString())
                        .hasSize(1)
                        .allSatisfy(it -> assertThat(it.source()).isEqualTo(source.name()));
            }
        }
    }

    private Path write(String text) throws Exception {
        return Files.writeString(folder.resolve("source.yaml"), text);
    }

    private static Event only(String example, String topic, String record) {
        DeclaredSource source = DeclaredSourceFile.read(EXAMPLES.resolve(example + ".yaml"));
        Decoded decoded = decode(source, topic, record);
        assertThat(decoded.dead).isEmpty();
        assertThat(decoded.events).hasSize(1);
        return decoded.events.get(0);
    }

    private static Decoded decode(DeclaredSource source, String topic, String record) {
        Decoded decoded = new Decoded();
        new FrameDecoder(DecodeOptions.defaults().withDeclared(List.of(source)))
                .decode(
                        new Frame(
                                topic,
                                0,
                                1,
                                WRITTEN + 3_600_000,
                                "",
                                record.getBytes(StandardCharsets.UTF_8),
                                false),
                        decoded);
        return decoded;
    }

    private static final class Decoded implements DecodeOutput {
        private final List<Event> events = new ArrayList<>();
        private final List<DeadLetter> dead = new ArrayList<>();

        @Override
        public void event(Event event) {
            events.add(event);
        }

        @Override
        public void dead(DeadLetter letter) {
            dead.add(letter);
        }
    }
}
