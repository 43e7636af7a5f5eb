// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import static io.touchline.simulator.wire.WrittenRows.names;
import static io.touchline.simulator.wire.WrittenRows.words;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names are those of the golden logs of Zeek and the ICSNPP parsers. */
class OtRowsTest {
    private static final Instant T0 = Instant.parse("2026-06-06T12:00:00.250Z");
    private static final Flow FLOW =
            new Flow(
                    T0,
                    Duration.ofSeconds(2),
                    "CtestUid",
                    "10.20.0.5",
                    50123,
                    "10.20.0.9",
                    502,
                    "tcp",
                    "",
                    1,
                    1,
                    "SF");
    private static final String ENDS = "ts uid id.orig_h id.orig_p id.resp_h id.resp_p ";
    private static final String SIDED =
            ENDS + "is_orig source_h source_p destination_h destination_p ";
    private static final String MODBUS =
            ENDS
                    + "tid unit func address quantity request_values response_values"
                    + " modbus_detailed_link_id matched request_subfunction_code"
                    + " response_subfunction_code request_data response_data exception_code"
                    + " mei_type";
    private static final String BACNET =
            SIDED + "bvlc_function pdu_type pdu_service invoke_id result_code";
    private static final String CONTROL =
            SIDED
                    + "block_type function_code index_number trip_control_code operation_type"
                    + " clear_bit execute_count on_time off_time status_code";
    private static final String S7 =
            SIDED
                    + "rosctr_code rosctr_name pdu_reference function_code function_name"
                    + " subfunction_code subfunction_name error_class error_code";
    private static final String S7_BLOCKS =
            SIDED
                    + "rosctr pdu_reference function_name function_status session_id blocklength"
                    + " filename block_type block_number destination_filesystem";

    private final WrittenRows written = new WrittenRows();
    private final OtRows ot = new OtRows(written);

    @Test
    void writesReadAndAnswerOfModbusInOneRow() {
        ot.modbusDetailed(
                FLOW, T0, 7, 1, "READ_HOLDING_REGISTERS", 100, 2, List.of(), List.of(17, 4000));
        // request_values .. mei_type are unset but for what was read
        assertThat(pairs(MODBUS, ""))
                .containsExactly(
                        "ts=1780747200.250000",
                        "uid=CtestUid",
                        "id.orig_h=10.20.0.5",
                        "id.orig_p=50123",
                        "id.resp_h=10.20.0.9",
                        "id.resp_p=502",
                        "tid=7",
                        "unit=1",
                        "func=READ_HOLDING_REGISTERS",
                        "address=100",
                        "quantity=2",
                        "response_values=[17,4000]",
                        "matched=true");
        assertThat(written.row().written()).isEqualTo(T0);
        assertThat(written.row().log()).isEqualTo(Log.MODBUS_DETAILED);
    }

    @Test
    void writesWhatWasWrittenToRegisters() {
        ot.modbusDetailed(
                FLOW, T0, 8, 1, "WRITE_SINGLE_REGISTER", 40, 1, List.of(300), List.of(300));
        assertThat(pairs(MODBUS, "tid"))
                .containsExactly(
                        "tid=8",
                        "unit=1",
                        "func=WRITE_SINGLE_REGISTER",
                        "address=40",
                        "quantity=1",
                        "request_values=[300]",
                        "response_values=[300]",
                        "matched=true");
    }

    @Test
    void writesRefusalOfModbus() {
        ot.modbusRefused(FLOW, T0, 9, 1, "READ_COILS", 600, 10, "ILLEGAL_DATA_ADDRESS");
        assertThat(pairs(MODBUS, "func"))
                .containsExactly(
                        "func=READ_COILS",
                        "address=600",
                        "quantity=10",
                        "matched=true",
                        "exception_code=ILLEGAL_DATA_ADDRESS");
    }

    @Test
    void namesTheControllerAsSourceOfItsAnswer() {
        ot.bacnet(FLOW, T0, false, "read_property", 3);
        assertThat(pairs(BACNET, "id.orig_h"))
                .containsExactly(
                        "id.orig_h=10.20.0.5",
                        "id.orig_p=50123",
                        "id.resp_h=10.20.0.9",
                        "id.resp_p=502",
                        "is_orig=false",
                        "source_h=10.20.0.9",
                        "source_p=502",
                        "destination_h=10.20.0.5",
                        "destination_p=50123",
                        "bvlc_function=Original_Unicast_NPDU",
                        "pdu_type=COMPLEX_ACK",
                        "pdu_service=read_property",
                        "invoke_id=3");
    }

    @Test
    void writesRequestOfBacnet() {
        ot.bacnet(FLOW, T0, true, "write_property", 4);
        assertThat(pairs(BACNET, "is_orig"))
                .containsExactly(
                        "is_orig=true",
                        "source_h=10.20.0.5",
                        "source_p=50123",
                        "destination_h=10.20.0.9",
                        "destination_p=502",
                        "bvlc_function=Original_Unicast_NPDU",
                        "pdu_type=CONFIRMED_REQUEST",
                        "pdu_service=write_property",
                        "invoke_id=4");
    }

    @Test
    void acknowledgesWriteOfBacnetSimply() {
        ot.bacnet(FLOW, T0, false, "write_property", 4);
        assertThat(written.json().get("pdu_type").asText()).isEqualTo("SIMPLE_ACK");
    }

    @Test
    void broadcastsUnconfirmedWithoutInvokeId() {
        Flow all =
                new Flow(
                        T0,
                        Duration.ZERO,
                        "CtestUid",
                        "10.20.0.5",
                        47808,
                        "10.20.0.255",
                        47808,
                        "udp",
                        "",
                        1,
                        0,
                        "S0");
        ot.bacnet(all, T0, true, "who_is", 5);
        assertThat(pairs(BACNET, "bvlc_function"))
                .containsExactly(
                        "bvlc_function=Original_Broadcast_NPDU",
                        "pdu_type=UNCONFIRMED_REQUEST",
                        "pdu_service=who_is");
    }

    @Test
    void writesRefusalOfBacnet() {
        ot.bacnetRefused(FLOW, T0, "reinitialize_device", 6, "password-failure");
        assertThat(pairs(BACNET, "pdu_type"))
                .containsExactly(
                        "pdu_type=ERROR_PDU",
                        "pdu_service=reinitialize_device",
                        "invoke_id=6",
                        "result_code=password-failure");
        assertThat(written.json().get("is_orig").asBoolean()).isFalse();
    }

    @Test
    void writesPropertyOfBacnet() {
        ot.bacnetProperty(
                FLOW, T0, 4, "write-property", "analog-output", 12, "present-value", "55.000000");
        String log =
                SIDED
                        + "invoke_id pdu_service object_type instance_number property"
                        + " array_index value";
        assertThat(pairs(log, "is_orig"))
                .containsExactly(
                        "is_orig=true",
                        "source_h=10.20.0.5",
                        "source_p=50123",
                        "destination_h=10.20.0.9",
                        "destination_p=502",
                        "invoke_id=4",
                        "pdu_service=write-property",
                        "object_type=analog-output",
                        "instance_number=12",
                        "property=present-value",
                        "value=55.000000");
    }

    @Test
    void answersReadOfPropertyFromTheResponder() {
        ot.bacnetProperty(FLOW, T0, 4, "read-property-ack", "device", 1, "object-name", "AHU-1");
        assertThat(written.json().get("source_h").asText()).isEqualTo("10.20.0.9");
        assertThat(written.json().get("is_orig").asBoolean()).isFalse();
    }

    @Test
    void writesDnp3InColumns() {
        ot.dnp3(FLOW, T0, "OPERATE", "RESPONSE");
        assertThat(Log.DNP3.columns().stream().map(Log.Column::name))
                .containsExactlyElementsOf(words(ENDS + "fc_request fc_reply iin"));
        assertThat(written.text())
                .isEqualTo(
                        "1780747200.250000\tCtestUid\t10.20.0.5\t50123\t10.20.0.9\t502"
                                + "\tOPERATE\tRESPONSE\t0");
    }

    @Test
    void leavesUnansweredDnp3Unset() {
        ot.dnp3(FLOW, T0, "READ", null);
        assertThat(written.text()).endsWith("\tREAD\t-\t-");
    }

    @Test
    void writesUnsolicitedDnp3() {
        ot.dnp3(FLOW, T0, null, "UNSOLICITED_RESPONSE");
        assertThat(written.text()).endsWith("\t-\tUNSOLICITED_RESPONSE\t0");
    }

    @Test
    void writesObjectsOfDnp3() {
        ot.dnp3Objects(FLOW, T0, "RESPONSE", "16-Bit Analog Input", 20, 0, 19);
        String log = SIDED + "function_code object_type object_count range_low range_high";
        assertThat(pairs(log, "is_orig"))
                .containsExactly(
                        "is_orig=false",
                        "source_h=10.20.0.9",
                        "source_p=502",
                        "destination_h=10.20.0.5",
                        "destination_p=50123",
                        "function_code=RESPONSE",
                        "object_type=16-Bit Analog Input",
                        "object_count=20",
                        "range_low=0",
                        "range_high=19");
    }

    @Test
    void asksForClassWithoutRange() {
        ot.dnp3Objects(FLOW, T0, "READ", "Class 0 Data");
        String log = SIDED + "function_code object_type object_count range_low range_high";
        assertThat(pairs(log, "function_code"))
                .containsExactly("function_code=READ", "object_type=Class 0 Data");
        assertThat(written.json().get("is_orig").asBoolean()).isTrue();
    }

    @Test
    void writesControlOfDnp3() {
        ot.dnp3Control(FLOW, T0, "OPERATE", Dnp3Control.pulse(8, "Trip"));
        assertThat(pairs(CONTROL, "is_orig"))
                .containsExactly(
                        "is_orig=true",
                        "source_h=10.20.0.5",
                        "source_p=50123",
                        "destination_h=10.20.0.9",
                        "destination_p=502",
                        "block_type=Control Relay Output Block",
                        "function_code=OPERATE",
                        "index_number=8",
                        "trip_control_code=Trip",
                        "operation_type=Pulse On",
                        "clear_bit=false",
                        "execute_count=1",
                        "on_time=500",
                        "off_time=0");
    }

    @Test
    void repeatsControlInTheAnswer() {
        Dnp3Control latch = new Dnp3Control(3, "Nul", "Latch On", 2, 40, 60);
        ot.dnp3Controlled(FLOW, T0, latch, "Success");
        assertThat(pairs(CONTROL, "function_code"))
                .containsExactly(
                        "function_code=RESPONSE",
                        "index_number=3",
                        "trip_control_code=Nul",
                        "operation_type=Latch On",
                        "clear_bit=false",
                        "execute_count=2",
                        "on_time=40",
                        "off_time=60",
                        "status_code=Success");
        assertThat(written.json().get("source_h").asText()).isEqualTo("10.20.0.9");
    }

    @Test
    void writesJobOfS7() {
        ot.s7(FLOW, T0, true, 11, S7Function.WRITE_VARIABLE);
        assertThat(pairs(S7, "rosctr_code"))
                .containsExactly(
                        "rosctr_code=1",
                        "rosctr_name=Job-Request",
                        "pdu_reference=11",
                        "function_code=0x05",
                        "function_name=Write Variable");
    }

    @Test
    void writesAnswerOfS7() {
        ot.s7(FLOW, T0, false, 11, S7Function.PLC_START);
        assertThat(pairs(S7, "rosctr_code"))
                .containsExactly(
                        "rosctr_code=3",
                        "rosctr_name=ACK-Data",
                        "pdu_reference=11",
                        "function_code=0x28",
                        "function_name=PLC Control",
                        "error_class=No error",
                        "error_code=0x00");
        assertThat(written.json().get("source_h").asText()).isEqualTo("10.20.0.9");
    }

    @Test
    void namesTheServiceOfControl() {
        ot.s7(FLOW, T0, true, 12, S7Function.PLC_START);
        assertThat(pairs(S7, "function_code"))
                .containsExactly(
                        "function_code=0x28",
                        "function_name=PLC Control",
                        "subfunction_code=P_PROGRAM",
                        "subfunction_name=PLC Start / Stop");
    }

    @Test
    void putsTheDirectionIntoTheFunctionOfUserData() {
        ot.s7(FLOW, T0, false, 13, S7Function.READ_SZL);
        assertThat(pairs(S7, "rosctr_code"))
                .containsExactly(
                        "rosctr_code=7",
                        "rosctr_name=User-Data",
                        "pdu_reference=13",
                        "function_code=0x84",
                        "function_name=Response: CPU Functions",
                        "subfunction_code=0x01",
                        "subfunction_name=Read SZL",
                        "error_class=No error",
                        "error_code=0x00");
    }

    @Test
    void asksForUserData() {
        ot.s7(FLOW, T0, true, 13, S7Function.LIST_BLOCKS);
        assertThat(pairs(S7, "function_code"))
                .containsExactly(
                        "function_code=0x43",
                        "function_name=Request: Block Functions",
                        "subfunction_code=0x01",
                        "subfunction_name=List Blocks");
    }

    @Test
    void namesTheBlockThatGoesUp() {
        S7Block block = new S7Block(S7Block.Type.ORGANIZATION_BLOCK, 1, true);
        ot.s7UploadDownload(FLOW, T0, true, 14, S7Function.START_UPLOAD, 0, null, block);
        assertThat(pairs(S7_BLOCKS, "rosctr"))
                .containsExactly(
                        "rosctr=Job-Request",
                        "pdu_reference=14",
                        "function_name=Start Upload",
                        "function_status=0x00",
                        "session_id=0",
                        "filename=_0800001A",
                        "block_type=Organization Block",
                        "block_number=00001",
                        "destination_filesystem=Active");
    }

    @Test
    void endsUploadWithoutStatus() {
        ot.s7UploadDownload(FLOW, T0, false, 16, S7Function.END_UPLOAD, null, null, null);
        assertThat(pairs(S7_BLOCKS, "rosctr"))
                .containsExactly("rosctr=ACK-Data", "pdu_reference=16", "function_name=End Upload");
    }

    @Test
    void tellsTheLengthOfABlock() {
        ot.s7UploadDownload(FLOW, T0, false, 15, S7Function.START_UPLOAD, 7, 216, null);
        assertThat(pairs(S7_BLOCKS, "function_status"))
                .containsExactly("function_status=0x00", "session_id=7", "blocklength=216");
    }

    /** What is set from {@code first} on, as {@code name=value}; all names are the log's. */
    private List<String> pairs(String log, String first) {
        JsonNode row = written.json();
        List<String> names = names(row);
        assertThat(names).isSubsetOf(words(log));
        assertThat(words(log).stream().filter(names::contains)).containsExactlyElementsOf(names);
        // the tree of Jackson would print a time as 1.78E9
        String text = RowText.json(written.row().fields());
        List<String> pairs = new ArrayList<>();
        for (String name : names.subList(Math.max(0, names.indexOf(first)), names.size())) {
            String value = row.get(name).isTextual() ? row.get(name).asText() : "" + row.get(name);
            pairs.add(name + "=" + (name.equals("ts") ? text.substring(6, 23) : value));
        }
        return pairs;
    }
}
