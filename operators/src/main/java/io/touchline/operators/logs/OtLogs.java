// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import static io.touchline.operators.logs.Log.log;
import static io.touchline.schemas.Action.COMMAND;
import static io.touchline.schemas.Action.DISCOVER;
import static io.touchline.schemas.Action.PROGRAM;
import static io.touchline.schemas.Action.READ;
import static io.touchline.schemas.Action.WRITE;
import static io.touchline.schemas.Channel.OT;

import io.touchline.schemas.Attribute;
import io.touchline.schemas.Measure;
import java.util.ArrayList;
import java.util.List;

/**
 * The logs of controllers' protocols: Zeek's own and those of the ICSNPP analyzers, of both
 * generations. Where a sensor runs both, one request has a row in each; they are learnt and judged
 * alike, so the two count the same twice.
 */
final class OtLogs {
    private static final String ID = "ts uid id.orig_h id.orig_p id.resp_h id.resp_p ";
    private static final String SENT =
            ID + "is_orig source_h source_p destination_h destination_p ";
    private static final String ANSWERS =
            "answers of a controller, which their request has told; sessions and transport alone";

    private static final String PLATE =
            "the controller's address to its maker and model, a name for want of a better one, until"
                    + " it says something else or 30 d";

    private static final String REQUESTS = "a request alone tells none";

    static final List<Log> ALL = all();

    private OtLogs() {}

    private static List<Log> all() {
        List<Log> logs = new ArrayList<>();
        modbus(logs);
        dnp3(logs);
        s7(logs);
        enip(logs);
        bacnet(logs);
        opcua(logs);
        return List.copyOf(logs);
    }

    private static void modbus(List<Log> logs) {
        String outcome = "exception failure; one row for request and answer success";
        logs.add(
                operations("zeek.modbus")
                        .told("func", "id.orig_h", "unit", "tid")
                        .columns(ID + "tid unit func pdu_type exception")
                        .columns(ID + "func exception")
                        .outcome(outcome)
                        .silent(ANSWERS)
                        .read(OtRecords::modbus));
        logs.add(
                operations("zeek.modbus_detailed")
                        .told("modbus_detailed_link_id", "func", "address", "quantity", "unit")
                        .told("request_response", "func", "address", "quantity", "unit")
                        .outcome(outcome)
                        .silent(ANSWERS)
                        .read(OtRecords::modbus));
        logs.add(
                operations("zeek.modbus_mask_write_register")
                        .told("and_mask", "func", "or_mask", "unit")
                        .outcome(outcome)
                        .silent(ANSWERS)
                        .read(OtRecords::modbus));
        logs.add(
                operations("zeek.modbus_read_write_multiple_registers")
                        .told("write_start_address", "func", "unit")
                        .outcome(outcome)
                        .silent(ANSWERS)
                        .read(OtRecords::modbus));
        logs.add(
                operations("zeek.modbus_read_device_identification")
                        .told("object_id", "func", "unit", "conformity_level")
                        .outcome(outcome)
                        .silent(ANSWERS)
                        .binds(PLATE)
                        .read(PlateRecords::modbus));
        partner(logs, "what a register held is told in modbus_detailed", "modbus_register_change");
    }

    private static void dnp3(List<Log> logs) {
        logs.add(
                operations("zeek.dnp3")
                        .told("fc_request", "id.orig_h", "iin")
                        .told("fc_reply", "id.orig_h", "iin")
                        .columns(ID + "fc_request fc_reply iin")
                        .outcome("fc_reply success")
                        .silent(ANSWERS)
                        .read(OtRecords::dnp3));
        for (String name : List.of("zeek.dnp3_objects", "zeek.dnp3_read_objects")) {
            logs.add(
                    operations(name)
                            .columns(
                                    SENT
                                            + "function_code object_type object_count range_low"
                                            + " range_high")
                            .outcome(REQUESTS)
                            .silent(ANSWERS)
                            .read(OtRecords::dnp3Objects));
        }
        logs.add(
                operations("zeek.dnp3_control")
                        .told("trip_control_code", "id.orig_h", "function_code")
                        .outcome(REQUESTS)
                        .silent(ANSWERS)
                        .read(OtRecords::dnp3Objects));
    }

    private static void s7(List<Log> logs) {
        logs.add(
                operations("zeek.s7comm")
                        .told("rosctr_name", "id.orig_h", "function_name")
                        .outcome(REQUESTS)
                        .silent(ANSWERS)
                        .read(OtRecords::s7));
        logs.add(
                operations("zeek.s7comm_plus")
                        .told("opcode_name", "id.orig_h", "version", "function_name")
                        .outcome(REQUESTS)
                        .silent(ANSWERS)
                        .read(OtRecords::s7));
        logs.add(
                operations("zeek.s7comm_read_szl")
                        .told("szl_id", "id.orig_h", "szl_index")
                        .outcome(REQUESTS)
                        .silent(ANSWERS)
                        .read(OtRecords::s7));
        logs.add(
                operations("zeek.s7comm_upload_download")
                        .told("blocklength", "id.orig_h", "function_name")
                        .outcome(REQUESTS)
                        .silent(ANSWERS)
                        .read(OtRecords::s7));
        partner(logs, "an inventory of what answered", "s7comm_known_devices");
        partner(logs, "the transport of S7, which has its own logs", "cotp");
    }

    private static void enip(List<Log> logs) {
        logs.add(
                operations("zeek.enip")
                        .told("enip_command", "id.orig_h", "session_handle")
                        .columns(
                                SENT
                                        + "enip_command_code enip_command length session_handle"
                                        + " enip_status sender_context options")
                        .columns(
                                ID
                                        + "is_orig command length session_handle status"
                                        + " sender_context options")
                        .outcome(REQUESTS)
                        .silent(ANSWERS)
                        .read(OtRecords::enip));
        logs.add(
                operations("zeek.cip")
                        .told("cip_service", "id.orig_h", "direction")
                        .columns(
                                SENT
                                        + "cip_sequence_count direction cip_service_code"
                                        + " cip_service cip_status_code cip_status"
                                        + " cip_extended_status_code cip_extended_status class_id"
                                        + " class_name instance_id attribute_id")
                        .outcome(REQUESTS)
                        .silent(ANSWERS)
                        .read(OtRecords::cip));
        logs.add(
                log("zeek.cip_identity")
                        .told("device_type_name", "vendor_name", "product_name")
                        .columns(
                                SENT
                                        + "encapsulation_version socket_address socket_port"
                                        + " vendor_id vendor_name device_type_id device_type_name"
                                        + " product_code revision device_status serial_number"
                                        + " product_name device_state")
                        .binds(PLATE)
                        .partner("an inventory of what answered", PlateRecords::cip));
        logs.add(
                log("zeek.cip_io")
                        .columns(SENT + "connection_id sequence_number data_length io_data")
                        .partner("the cyclic data of a connection that conn tells"));
    }

    private static void bacnet(List<Log> logs) {
        logs.add(
                operations("zeek.bacnet")
                        .told("bvlc_function", "id.orig_h", "pdu_service")
                        .outcome(REQUESTS)
                        .silent(ANSWERS)
                        .read(OtRecords::bacnet));
        logs.add(
                operations("zeek.bacnet_property")
                        .told("instance_number", "id.orig_h", "pdu_service", "property")
                        .outcome(REQUESTS)
                        .silent(ANSWERS)
                        .read(OtRecords::bacnet));
        logs.add(
                operations("zeek.bacnet_discovery")
                        .told("object_name", "id.orig_h", "pdu_service", "range")
                        .outcome(REQUESTS)
                        .silent(ANSWERS)
                        .binds(PLATE + "; of an I-Am")
                        .read(PlateRecords::bacnet));
        logs.add(
                operations("zeek.bacnet_device_control")
                        .told("time_duration", "id.orig_h", "pdu_service", "device_state")
                        .outcome(REQUESTS)
                        .silent(ANSWERS)
                        .read(OtRecords::bacnet));
    }

    private static void opcua(List<Log> logs) {
        logs.add(
                operations("zeek.opcua_binary")
                        .told("opcua_id", "id.orig_h", "identifier_str")
                        .told("identifier_str", "id.orig_h", "msg_type")
                        .outcome(REQUESTS)
                        .silent(ANSWERS)
                        .read(OtRecords::opcua));
        logs.add(
                operations("zeek.opcua_binary_write")
                        .told("opcua_link_id", "node_id_namespace_idx", "attribute_id")
                        .outcome(REQUESTS)
                        .silent(ANSWERS)
                        .read(OtRecords::opcua));
        partner(
                logs,
                "details of a service that opcua_binary tells",
                "opcua_binary_read opcua_binary_read_results opcua_binary_read_results_link"
                        + " opcua_binary_read_array_dims opcua_binary_read_array_dims_link"
                        + " opcua_binary_read_diagnostic_info opcua_binary_read_extension_object"
                        + " opcua_binary_read_status_code opcua_binary_read_variant_data"
                        + " opcua_binary_read_variant_data_link opcua_binary_browse"
                        + " opcua_binary_browse_description opcua_binary_browse_request_continuation_point"
                        + " opcua_binary_browse_response_references opcua_binary_browse_result"
                        + " opcua_binary_create_session opcua_binary_create_session_discovery"
                        + " opcua_binary_create_session_endpoints"
                        + " opcua_binary_create_session_user_token opcua_binary_activate_session"
                        + " opcua_binary_activate_session_client_software_cert"
                        + " opcua_binary_activate_session_locale_id opcua_binary_close_session"
                        + " opcua_binary_create_subscription"
                        + " opcua_binary_create_monitored_items"
                        + " opcua_binary_create_monitored_items_create_item"
                        + " opcua_binary_get_endpoints opcua_binary_get_endpoints_description"
                        + " opcua_binary_get_endpoints_discovery"
                        + " opcua_binary_get_endpoints_locale_id"
                        + " opcua_binary_get_endpoints_profile_uri"
                        + " opcua_binary_get_endpoints_user_token opcua_binary_diag_info_detail"
                        + " opcua_binary_status_code_detail opcua_binary_aggregate_filter"
                        + " opcua_binary_data_change_filter opcua_binary_event_filter"
                        + " opcua_binary_event_filter_attribute_operand"
                        + " opcua_binary_event_filter_attribute_operand_browse_paths"
                        + " opcua_binary_event_filter_element_operand"
                        + " opcua_binary_event_filter_literal_operand"
                        + " opcua_binary_event_filter_select_clause"
                        + " opcua_binary_event_filter_simple_attribute_operand"
                        + " opcua_binary_event_filter_where_clause"
                        + " opcua_binary_event_filter_where_clause_elements"
                        + " opcua_binary_variant_array_dims opcua_binary_variant_data"
                        + " opcua_binary_variant_data_value opcua_binary_variant_extension_object"
                        + " opcua_binary_variant_metadata");
    }

    private static void partner(List<Log> logs, String why, String paths) {
        for (String path : paths.split(" ")) {
            logs.add(log("zeek." + path).partner(why));
        }
    }

    private static Log.Builder operations(String name) {
        return log(name)
                .on(OT, READ, WRITE, COMMAND, PROGRAM, DISCOVER)
                .role("device of the controller, acted upon", "the master")
                .role("device of the master", "the controller")
                .measures(Measure.QUANTITY, Measure.VALUE, Measure.OT_WEIGHT)
                .attributes(
                        Attribute.SERVICE,
                        Attribute.FUNCTION,
                        Attribute.UNIT,
                        Attribute.ADDRESS_RANGE,
                        Attribute.OBJECT_TYPE,
                        Attribute.NODE_ID);
    }
}
