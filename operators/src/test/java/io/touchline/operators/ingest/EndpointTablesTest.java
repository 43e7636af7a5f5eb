// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.touchline.operators.identity.Binding;
import io.touchline.operators.logs.Event;
import io.touchline.operators.telemetry.DeadLetterReason;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Channel;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Defender's tables, the audit of Linux and FreeRADIUS's detail blocks. */
class EndpointTablesTest {
    private static final String DEVICE =
            "\"Timestamp\":\"2023-11-14T22:13:20.5Z\",\"DeviceName\":\"till-7.arena.example\","
                    + "\"InitiatingProcessFileName\":\"WINWORD.EXE\","
                    + "\"InitiatingProcessFolderPath\":\"C:\\\\Program Files\\\\Office\\\\winword.exe\",";

    private static final String PROCESS =
            "{"
                    + DEVICE
                    + "\"ActionType\":\"ProcessCreated\",\"FileName\":\"powershell.exe\","
                    + "\"FolderPath\":\"C:\\\\Windows\\\\System32\\\\powershell.exe\",\"ProcessId\":7,"
                    + "\"SHA1\":\"ABCD\",\"ProcessCommandLine\":\"powershell -NoP -enc QUJD\","
                    + "\"AccountUpn\":\"Anna@Arena.example\",\"ProcessIntegrityLevel\":\"Medium\"}";

    private static final String SYSCALL =
            "type=SYSCALL msg=audit(1700000000.500:42): arch=c000003e syscall=59 success=yes"
                    + " a0=55 a1=66 ppid=1 pid=99 auid=1000 uid=0 ses=3 comm=\"curl\""
                    + " exe=\"/usr/bin/curl\"\u001dAUID=\"anna\" UID=\"root\"";
    private static final String EXECVE =
            "type=EXECVE msg=audit(1700000000.500:42): argc=4 a0=\"curl\" a1=\"-s\""
                    + " a2=\"https://example.org/?token=abc\" a3=2F746D702F612E7368";

    private static final String DETAIL =
            "Tue Nov 14 22:13:25 2023\n"
                    + "\tUser-Name = \"Anna@Uni.example\"\n"
                    + "\tUser-Password = \"geheim\"\n"
                    + "\tAcct-Status-Type = Stop\n"
                    + "\tAcct-Session-Id = \"5F\"\n"
                    + "\tAcct-Session-Time = 60\n"
                    + "\tCalling-Station-Id = \"aabb.ccdd.eeff\"\n"
                    + "\tCalled-Station-Id = \"00-11-22-33-44-55:Guests: all\"\n"
                    + "\tTunnel-Private-Group-Id:0 = \"30\"\n"
                    + "\tNAS-IP-Address = 10.0.0.2\n"
                    + "\tEvent-Timestamp = \"Nov 14 2023 22:13:20 UTC\"\n"
                    + "\tAcct-Delay-Time = 4\n";

    @Test
    void defenderTellsOfProcesses() {
        Event bare = TestingDecodeOutput.live(PROCESS).onlyEvent();
        Interaction start = bare.interactions().get(0);
        assertThat(start.source()).isEqualTo("defender.process");
        assertThat(start.entity()).isEqualTo("host:venue:till-7");
        assertThat(start.peer()).isEqualTo("process:venue:winword.exe>powershell.exe");
        assertThat(start.action()).isEqualTo(Action.SPAWN);
        assertThat(start.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(start.links()).containsExactly("account:venue:anna@arena.example");
        assertThat(start.measures()).containsExactly(Map.entry(Measure.ARGUMENTS, 3.0));
        assertThat(start.attributes())
                .containsEntry(Attribute.ARGUMENT_SHAPE, "-n~4 -e~4 word~4")
                .containsEntry(Attribute.HASH, "abcd")
                .containsEntry(Attribute.DIRECTORY_CLASS, "system")
                .containsEntry(Attribute.INTEGRITY, "medium");
        String hub =
                "{\"records\":[{\"time\":\"2023-11-14T22:14:00Z\",\"category\":"
                        + "\"AdvancedHunting-DeviceProcessEvents\",\"properties\":"
                        + PROCESS
                        + "}]}";
        Event same = TestingDecodeOutput.live(hub).onlyEvent();
        assertThat(same.from("", bare.shape(), bare.unknownFields())).isEqualTo(bare);
        String alert = hub.replace("DeviceProcessEvents", "AlertEvidence");
        assertThat(TestingDecodeOutput.live(alert).onlyEvent().source())
                .isEqualTo("defender.other");
    }

    @Test
    void defenderTellsOfConnections() {
        String record =
                "{"
                        + DEVICE
                        + "\"ActionType\":\"ConnectionFailed\",\"RemoteIP\":\"66.63.168.35\","
                        + "\"RemotePort\":443,\"LocalIP\":\"10.0.0.5\",\"LocalPort\":50000}";
        Interaction out = TestingDecodeOutput.live(record).interactions().get(0);
        assertThat(out.source()).isEqualTo("defender.network");
        assertThat(out.acts()).isTrue();
        assertThat(out.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(out.peer()).isEqualTo("external:venue:66.63.168.35");
        assertThat(out.attributes())
                .containsOnly(
                        Map.entry(Attribute.RESPONDER_PORT, "443"),
                        Map.entry(Attribute.IMAGE, "winword.exe"),
                        Map.entry(Attribute.DIRECTORY_CLASS, "program"));
        String accepted = record.replace("ConnectionFailed", "InboundConnectionAccepted");
        Interaction in = TestingDecodeOutput.live(accepted).interactions().get(0);
        assertThat(in.acts()).isFalse();
        assertThat(in.peer()).isEqualTo("client:venue:66.63.168.35");
        assertThat(in.attributes()).containsEntry(Attribute.RESPONDER_PORT, "50000");
        String listens = record.replace("ConnectionFailed", "ListeningConnectionCreated");
        assertThat(TestingDecodeOutput.live(listens).interactions()).isEmpty();
        String nameless =
                record.replace("DeviceName", "X")
                        .replace("{", "{\"category\":\"DeviceNetworkEvents\",");
        assertThat(TestingDecodeOutput.live(nameless).onlyLetter().reason())
                .isEqualTo(DeadLetterReason.MISSING_FIELD);
    }

    @Test
    void defenderTellsOfFiles() {
        String record =
                "{"
                        + DEVICE
                        + "\"ActionType\":\"FileCreated\",\"FileName\":\"a.exe\",\"FileSize\":12,"
                        + "\"FolderPath\":\"C:\\\\Users\\\\anna\\\\a.exe\","
                        + "\"FileOriginUrl\":\"https://dl.example.org/a.exe?k=1\"}";
        Interaction file = TestingDecodeOutput.live(record).interactions().get(0);
        assertThat(file.source()).isEqualTo("defender.file");
        assertThat(file.action()).isEqualTo(Action.WRITE);
        assertThat(file.peer()).isEqualTo("service:venue:user-writable");
        assertThat(file.measures()).containsExactly(Map.entry(Measure.SIZE_BYTES, 12.0));
        assertThat(file.attributes())
                .containsOnly(
                        Map.entry(Attribute.IMAGE, "winword.exe"),
                        Map.entry(Attribute.FILE_EXTENSION, "exe"),
                        Map.entry(Attribute.ORIGIN_DOMAIN, "example.org"));
    }

    @Test
    void linesOfOneAuditEventAreOneRecord() {
        String block = "node=web-1 " + SYSCALL + "\nnode=web-1 " + EXECVE;
        Event event = TestingDecodeOutput.live(block).onlyEvent();
        Interaction start = event.interactions().get(0);
        assertThat(start.source()).isEqualTo("linux.audit");
        assertThat(start.when()).isEqualTo(1_700_000_000_500L);
        assertThat(start.entity()).isEqualTo("host:venue:web-1");
        assertThat(start.peer()).isEqualTo("process:venue:?>curl");
        assertThat(start.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(start.measures()).containsExactly(Map.entry(Measure.ARGUMENTS, 3.0));
        assertThat(start.attributes())
                .containsOnly(
                        Map.entry(Attribute.IMAGE, "curl"),
                        Map.entry(Attribute.DIRECTORY_CLASS, "system"),
                        Map.entry(Attribute.ARGUMENT_SHAPE, "-s url~32 .sh"),
                        Map.entry(Attribute.ACCOUNT, "anna"));
        assertThat(TestingDecodeOutput.live(SYSCALL + '\n' + EXECVE).onlyLetter().reason())
                .isEqualTo(DeadLetterReason.MISSING_FIELD);
        assertThat(TestingDecodeOutput.live(SYSCALL).interactions()).isEmpty();
        String other = block.replace(":42)", ":43)");
        assertThat(TestingDecodeOutput.live(block + '\n' + other).events).hasSize(2);
    }

    @Test
    void argumentsThatCameWithoutTheirCallAreAStart() {
        String line =
                "{\"@timestamp\":\"2023-11-14T22:13:21Z\",\"host\":{\"name\":\"web-1\"},\"message\":\""
                        + EXECVE.replace("\"", "\\\"")
                        + "\"}";
        Interaction start = TestingDecodeOutput.live(line).interactions().get(0);
        assertThat(start.entity()).isEqualTo("host:venue:web-1");
        assertThat(start.peer()).isEqualTo("process:venue:?>curl");
        assertThat(start.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(start.attributes()).doesNotContainKey(Attribute.DIRECTORY_CLASS);
    }

    @Test
    void accountingOfRadiusIsALease() {
        Interaction lease = TestingDecodeOutput.live(DETAIL).interactions().get(0);
        assertThat(lease.source()).isEqualTo("radius.accounting");
        assertThat(lease.channel()).isEqualTo(Channel.NETWORK);
        assertThat(lease.action()).isEqualTo(Action.LOG_ON);
        assertThat(lease.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(lease.when()).isEqualTo(1_699_999_996_000L);
        assertThat(lease.entity()).isEqualTo("device:venue:aa:bb:cc:dd:ee:ff");
        assertThat(lease.peer()).isEqualTo("service:venue:10.0.0.2/Guests: all");
        assertThat(lease.measures()).containsExactly(Map.entry(Measure.LEASE_MILLIS, 60_000.0));
        assertThat(lease.attributes())
                .containsOnly(
                        Map.entry(Attribute.SSID, "Guests: all"),
                        Map.entry(Attribute.VLAN, "30"),
                        Map.entry(Attribute.REALM, "uni.example"));
        assertThat(DetailBlocks.fields(DETAIL)).doesNotContainKey("User-Password");
        Event refused = TestingDecodeOutput.live(DETAIL.replace("= Stop", "= Failed")).onlyEvent();
        assertThat(refused.interactions().get(0).outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(refused.bindings()).isEmpty();
        String odd = DETAIL.replace("aabb.ccdd.eeff", "anna");
        assertThat(TestingDecodeOutput.live(odd).onlyLetter().reason())
                .isEqualTo(DeadLetterReason.MALFORMED);
    }

    @Test
    void aSessionOfRadiusHoldsItsAddressUntilItStops() {
        String framed = DETAIL + "\tFramed-IP-Address = 10.0.1.7\n";
        Event start = TestingDecodeOutput.live(framed.replace("= Stop", "= Start")).onlyEvent();
        assertThat(start.bindings())
                .extracting(Binding::kind, Binding::address, Binding::holder)
                .containsExactly(
                        tuple(Binding.Kind.DEVICE, "10.0.1.7", "aa:bb:cc:dd:ee:ff"),
                        tuple(Binding.Kind.ACCOUNT, "aa:bb:cc:dd:ee:ff", "anna@uni.example"));
        assertThat(start.bindings())
                .allSatisfy(row -> assertThat(row.to() - row.from()).isEqualTo(1_200_000L));
        Event stop = TestingDecodeOutput.live(framed).onlyEvent();
        assertThat(stop.bindings())
                .extracting(Binding::kind, Binding::address)
                .containsExactly(tuple(Binding.Kind.RELEASE, "10.0.1.7"));
    }

    @Test
    void filesAreCutIntoBlocks(@TempDir Path folder) throws IOException {
        String audit = "node=a " + SYSCALL + "\nnode=a " + EXECVE + '\n';
        assertThat(lines(folder, "audit.log", audit + audit.replace(":42)", ":43)")))
                .containsExactly(1L, 3L);
        assertThat(lines(folder, "detail", DETAIL + '\n' + DETAIL)).containsExactly(1L, 14L);
        // [64, 36]: a record that never ends is cut
        assertThat(lines(folder, "audit.log", ("node=a " + SYSCALL + '\n').repeat(100)))
                .containsExactly(1L, 65L);
    }

    private static List<Long> lines(Path folder, String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        List<Long> lines = new java.util.ArrayList<>();
        try (FileFramer framer = FileFramer.open(file, name)) {
            assertThat(framer.recognition().kind()).isEqualTo(FileFramer.Kind.SUPPORTED);
            for (FileFramer.RawRecord record = framer.next();
                    record != null;
                    record = framer.next()) {
                String block = new String(record.bytes(), java.nio.charset.StandardCharsets.UTF_8);
                FileFormat format = FileFormat.parse(record.format());
                TestingDecodeOutput.ofFile(format, block).onlyEvent();
                lines.add(record.line());
            }
        }
        return lines;
    }
}
