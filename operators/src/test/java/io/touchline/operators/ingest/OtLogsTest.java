// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rows of controllers' protocols become. */
class OtLogsTest {
    private static final String ID =
            "\"ts\":1700000000.5,\"uid\":\"C1\",\"id.orig_h\":\"10.0.0.5\",\"id.orig_p\":50000,"
                    + "\"id.resp_h\":\"10.9.0.10\",\"id.resp_p\":502,";
    private static final String ASKED =
            ID
                    + "\"is_orig\":true,\"source_h\":\"10.0.0.5\",\"source_p\":50000,"
                    + "\"destination_h\":\"10.9.0.10\",\"destination_p\":502,";
    private static final String ANSWERED =
            ID
                    + "\"is_orig\":false,\"source_h\":\"10.9.0.10\",\"source_p\":502,"
                    + "\"destination_h\":\"10.0.0.5\",\"destination_p\":50000,";

    @Test
    void aModbusExchangeTellsAddressesValueAndException() {
        assertThat(
                        told(
                                "modbus_detailed",
                                ID
                                        + "\"tid\":7,\"unit\":4,\"func\":\"WRITE_SINGLE_REGISTER\","
                                        + "\"address\":40,\"quantity\":1,\"request_values\":[\"17\"],"
                                        + "\"modbus_detailed_link_id\":\"a\",\"matched\":true"))
                .containsExactly(
                        "10.0.0.5 WRITE 10.9.0.10 SUCCESS {SERVICE=modbus,"
                                + " FUNCTION=WRITE_SINGLE_REGISTER, ADDRESS_RANGE=40, UNIT=4}"
                                + " {QUANTITY=1.0, OT_WEIGHT=2.0, VALUE=17.0}",
                        "10.9.0.10 < WRITE 10.0.0.5 SUCCESS {SERVICE=modbus,"
                                + " FUNCTION=WRITE_SINGLE_REGISTER, ADDRESS_RANGE=40, UNIT=4}"
                                + " {QUANTITY=1.0, OT_WEIGHT=2.0, VALUE=17.0}");
        assertThat(
                        told(
                                "modbus_detailed",
                                ID
                                        + "\"tid\":7,\"unit\":4,\"func\":\"READ_COILS\",\"address\":10,"
                                        + "\"quantity\":8,\"modbus_detailed_link_id\":\"a\","
                                        + "\"exception_code\":\"ILLEGAL_DATA_ADDRESS\""))
                .first()
                .asString()
                .contains("READ 10.9.0.10 FAILURE", "ADDRESS_RANGE=10-17");
    }

    @Test
    void theOldGenerationHasARowForEachWay() {
        String row =
                "\"unit\":4,\"func\":\"READ_HOLDING_REGISTERS\",\"address\":1,\"quantity\":2,"
                        + "\"values\":\"1,2\",\"request_response\":";
        assertThat(told("modbus_detailed", ASKED + row + "\"REQUEST\"")).hasSize(2);
        assertThat(told("modbus_detailed", ANSWERED + row + "\"RESPONSE\"")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dnp3 | \"fc_request\":\"COLD_RESTART\",\"fc_reply\":\"RESPONSE\",\"iin\":0"
                        + " | COMMAND | SUCCESS | COLD_RESTART",
                "dnp3_control | \"function_code\":\"OPERATE\",\"index_number\":8,"
                        + "\"trip_control_code\":\"Close\",\"operation_type\":\"Pulse On\""
                        + " | COMMAND | UNKNOWN | OPERATE_CLOSE",
                "dnp3_objects | \"function_code\":\"READ\",\"object_type\":\"Class 0 Data\""
                        + " | READ | UNKNOWN | READ",
                "s7comm | \"rosctr_name\":\"Job-Request\",\"function_name\":\"PLC Stop\""
                        + " | COMMAND | UNKNOWN | PLC_STOP",
                "s7comm_upload_download | \"rosctr\":\"Job-Request\",\"blocklength\":9,"
                        + "\"function_name\":\"Request Download\" | PROGRAM | UNKNOWN | REQUEST_DOWNLOAD",
                "s7comm_read_szl | \"method\":\"Request\",\"szl_id\":\"0x0011\",\"szl_index\":\"0\""
                        + " | DISCOVER | UNKNOWN | READ_SZL",
                "s7comm_plus | \"opcode_name\":\"Request\",\"version\":3,"
                        + "\"function_name\":\"Set Variable\" | WRITE | UNKNOWN | SET_VARIABLE",
                "enip | \"enip_command\":\"List Identity\",\"session_handle\":\"0x0\""
                        + " | DISCOVER | UNKNOWN | LIST_IDENTITY",
                "cip | \"direction\":\"request\",\"cip_service\":\"Stop\",\"class_name\":\"Identity\""
                        + " | COMMAND | UNKNOWN | STOP",
                "bacnet | \"pdu_type\":\"CONFIRMED_REQUEST\",\"bvlc_function\":\"x\","
                        + "\"pdu_service\":\"reinitialize_device\" | COMMAND | UNKNOWN | REINITIALIZE_DEVICE",
                "bacnet_property | \"pdu_service\":\"write-property-request\",\"property\":"
                        + "\"present-value\",\"instance_number\":3 | WRITE | UNKNOWN | WRITE_PROPERTY",
                "bacnet_discovery | \"pdu_service\":\"who-is\",\"object_name\":\"-\",\"range\":\"1-9\""
                        + " | DISCOVER | UNKNOWN | WHO_IS",
                "bacnet_device_control | \"pdu_service\":\"device_communication_control\","
                        + "\"device_state\":\"disable\",\"password\":\"opensesame\""
                        + " | COMMAND | UNKNOWN | DEVICE_COMMUNICATION_CONTROL",
                "opcua_binary | \"opcua_id\":\"o\",\"msg_type\":\"MSG\","
                        + "\"identifier_str\":\"CallRequest\" | COMMAND | UNKNOWN | CALL",
                "opcua_binary_write | \"opcua_link_id\":\"o\",\"node_id_namespace_idx\":2,"
                        + "\"attribute_id\":13 | WRITE | UNKNOWN | WRITE",
                "dnp3 | \"fc_request\":\"a vendor's own\",\"iin\":0"
                        + " | PROGRAM | UNKNOWN | A_VENDOR'S_OWN",
            })
    void whatAMasterAsksIsSeenByBoth(
            String log, String fields, String action, String outcome, String function) {
        assertThat(told(log, ASKED + fields))
                .hasSize(2)
                .allSatisfy(
                        line ->
                                assertThat(line)
                                        .contains(" " + action + " ", " " + outcome + " ")
                                        .contains("FUNCTION=" + function)
                                        .doesNotContain("opensesame"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dnp3_control \"function_code\":\"RESPONSE\",\"index_number\":8",
                "dnp3_objects \"function_code\":\"RESPONSE\",\"object_count\":120",
                "s7comm \"rosctr_name\":\"ACK-Data\",\"function_name\":\"PLC Stop\"",
                "s7comm_plus \"opcode_name\":\"Notification\",\"version\":3",
                "cip \"direction\":\"response\",\"cip_service\":\"Stop\"",
                "bacnet \"pdu_type\":\"COMPLEX_ACK\",\"pdu_service\":\"read_property\"",
                "bacnet_property \"pdu_service\":\"read-property-ack\",\"property\":\"x\"",
                "opcua_binary \"msg_type\":\"MSG\",\"identifier_str\":\"CallResponse\"",
                "enip \"enip_command\":\"Send Unit Data\"",
                "cotp \"pdu_name\":\"DT\"",
            })
    void anAnswerOnlyJoinsWhatItAnswers(String row) {
        int gap = row.indexOf(' ');
        assertThat(told(row.substring(0, gap), ANSWERED + row.substring(gap + 1))).isEmpty();
    }

    @Test
    void aBacnetPeerThatAsksBackIsTheMaster() {
        assertThat(
                        told(
                                "bacnet",
                                ANSWERED
                                        + "\"pdu_type\":\"CONFIRMED_REQUEST\","
                                        + "\"pdu_service\":\"read_property\""))
                .first()
                .asString()
                .startsWith("10.9.0.10 READ 10.0.0.5");
    }

    private static java.util.List<String> told(String path, String fields) {
        return Told.of(TestingDecodeOutput.live("{\"_path\":\"" + path + "\"," + fields + "}"));
    }
}
