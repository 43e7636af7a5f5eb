// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.Action;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.avro.OtOperation;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which function a master called on which controller, in every protocol. A row that a controller
 * answers with is a join partner: an event without interactions.
 *
 * <p>{@code id.*} never flips, so where a row says {@code is_orig} and {@code source_h}, those name
 * who sent it.
 */
final class OtRecords {
    private static final int MAX_VALUES = 64;

    private OtRecords() {}

    /** zeek.modbus and zeek.modbus_detailed, of all generations. */
    static Event modbus(RecordFields fields, RecordContext context) throws Refusal {
        String raw = fields.mandatory("func");
        String function = OtFunctions.modbus(raw);
        boolean inName = OtFunctions.isModbusException(OtFunctions.canonical(raw));
        String exception = fields.firstText("exception", "exception_code");
        String pdu = fields.firstText("pdu_type", "request_response");
        Long quantity = fields.count("quantity");
        OtOperation operation =
                operation(fields, context, "modbus", function)
                        .setTransaction(fields.count("tid"))
                        .setUnit(fields.number("unit"))
                        .setAddress(first(fields.count("address"), fields, "write_start_address"))
                        .setQuantity(
                                quantity == null && fields.has("read_quantity")
                                        ? fields.count("read_quantity")
                                        : quantity)
                        .setPduType(pdu == null ? null : pdu.toUpperCase(Locale.ROOT))
                        .setException(exception == null && inName ? "EXCEPTION" : exception)
                        .setValues(values(fields))
                        .setLink(fields.text("modbus_detailed_link_id"))
                        .setStatus(fields.text("matched"))
                        .setDetail(
                                joined(
                                        fields,
                                        "request_subfunction_code",
                                        "request_data",
                                        "mei_type",
                                        "and_mask",
                                        "or_mask"))
                        .build();
        return answers(operation.getPduType())
                ? alone(operation, context)
                : OtOperations.event(operation, modbusOutcome(operation), context);
    }

    /** zeek.dnp3: a request and its reply in one row. */
    static Event dnp3(RecordFields fields, RecordContext context) throws Refusal {
        String request = fields.text("fc_request");
        OtOperation operation =
                operation(fields, context, "dnp3", request == null ? "UNSOLICITED" : request)
                        .setStatus(fields.text("fc_reply"))
                        .setDetail(fields.text("iin"))
                        .build();
        boolean unsolicited =
                request == null || request.equals("CONFIRM") || request.startsWith("UNSOL");
        Outcome outcome = fields.has("fc_reply") ? Outcome.SUCCESS : Outcome.UNKNOWN;
        return unsolicited
                ? alone(operation, context)
                : OtOperations.event(operation, outcome, context);
    }

    /** zeek.dnp3_control and zeek.dnp3_objects. */
    static Event dnp3Objects(RecordFields fields, RecordContext context) throws Refusal {
        OtOperation operation =
                operation(fields, context, "dnp3", fields.mandatory("function_code"))
                        .setObjectType(fields.firstText("block_type", "object_type"))
                        .setAddress(first(fields.count("index_number"), fields, "range_low"))
                        .setQuantity(first(fields.count("object_count"), fields, "execute_count"))
                        .setDetail(joined(fields, "trip_control_code", "operation_type"))
                        .setStatus(fields.text("status_code"))
                        .setLink(joined(fields, "range_high", "on_time", "off_time"))
                        .build();
        return fromMaster(operation)
                ? OtOperations.event(operation, Outcome.UNKNOWN, context)
                : alone(operation, context);
    }

    /** zeek.s7comm, its transfers, its system status lists and S7comm-plus. */
    static Event s7(RecordFields fields, RecordContext context) throws Refusal {
        boolean plus = fields.has("opcode_name") || fields.has("opcode");
        String function =
                fields.has("szl_id")
                        ? "READ_SZL"
                        : fields.firstText("subfunction_name", "function_name", "function_code");
        String sent = fields.firstText("rosctr_name", "rosctr", "method", "opcode_name", "opcode");
        OtOperation operation =
                operation(
                                fields,
                                context,
                                plus ? "s7comm-plus" : "s7comm",
                                function == null ? "NONE" : function)
                        .setTransaction(fields.count("pdu_reference"))
                        .setPduType(sent)
                        .setObjectType(fields.firstText("block_type", "szl_id_name", "szl_id"))
                        .setNodeId(joined(fields, "filename", "block_number", "szl_index"))
                        .setDetail(joined(fields, "function_name", "destination_filesystem"))
                        .setStatus(
                                fields.firstText(
                                        "error_class", "function_status", "return_code_name"))
                        .build();
        boolean asks = function != null && fromMaster(operation) && !answers(sent);
        return asks
                ? OtOperations.event(operation, Outcome.UNKNOWN, context)
                : alone(operation, context);
    }

    /** zeek.enip: its sessions carry CIP, which has a log of its own; its lists discover. */
    static Event enip(RecordFields fields, RecordContext context) throws Refusal {
        String command = fields.firstText("enip_command", "command", "enip_command_code");
        OtOperation operation =
                operation(fields, context, "cip", command == null ? "NONE" : command)
                        .setStatus(fields.firstText("enip_status", "status"))
                        .setLink(fields.text("session_handle"))
                        .setQuantity(fields.count("length"))
                        .build();
        boolean lists = operation.getFunction().startsWith("LIST_");
        return lists && fromMaster(operation)
                ? OtOperations.event(operation, Outcome.UNKNOWN, context)
                : alone(operation, context);
    }

    /** zeek.cip: one row per service, also of those inside a packet of several. */
    static Event cip(RecordFields fields, RecordContext context) throws Refusal {
        String service = fields.firstText("cip_service", "cip_service_code");
        OtOperation operation =
                operation(fields, context, "cip", service == null ? "NONE" : service)
                        .setTransaction(fields.count("cip_sequence_count"))
                        .setPduType(fields.text("direction"))
                        .setObjectType(fields.firstText("class_name", "class_id"))
                        .setNodeId(joined(fields, "instance_id", "attribute_id"))
                        .setStatus(fields.firstText("cip_status", "cip_status_code"))
                        .setDetail(fields.text("data"))
                        .build();
        boolean asks = fromMaster(operation) && !answers(operation.getPduType());
        boolean packet = operation.getFunction().equals("MULTIPLE_SERVICE_PACKET");
        return service != null && asks && !packet
                ? OtOperations.event(operation, Outcome.UNKNOWN, context)
                : alone(operation, context);
    }

    /** zeek.bacnet and the logs beside it. */
    static Event bacnet(RecordFields fields, RecordContext context) throws Refusal {
        String service = fields.text("pdu_service");
        String pdu = fields.text("pdu_type");
        OtOperation operation =
                operation(fields, context, "bacnet", service == null ? "NONE" : service)
                        .setTransaction(fields.count("invoke_id"))
                        .setPduType(pdu)
                        .setObjectType(fields.text("object_type"))
                        .setNodeId(joined(fields, "instance_number", "property", "array_index"))
                        .setValues(values(fields))
                        .setStatus(fields.firstText("result_code", "result"))
                        .setDetail(joined(fields, "device_state", "time_duration", "range"))
                        .setLink(joined(fields, "device_id_type", "device_id_number"))
                        .build();
        boolean answers =
                pdu != null && !OtFunctions.canonical(pdu).startsWith("CONFIRMED") && !free(pdu);
        String name = service == null ? "" : Texts.lower(service);
        answers |= name.endsWith("-ack") || name.startsWith("error:");
        answers |= fields.has("result");
        return service == null || answers
                ? alone(operation, context)
                : OtOperations.event(operation, Outcome.UNKNOWN, context);
    }

    /** zeek.opcua_binary and zeek.opcua_binary_write: the service is the function. */
    static Event opcua(RecordFields fields, RecordContext context) throws Refusal {
        String service = fields.firstText("identifier_str", "identifier", "request_type");
        boolean write = context.name().endsWith("_write");
        String name = service == null ? write ? "Write" : "NONE" : service;
        boolean asks = write || name.endsWith("Request");
        String function = name.endsWith("Request") ? name.substring(0, name.length() - 7) : name;
        OtOperation operation =
                operation(fields, context, "opcua", function)
                        .setLink(fields.firstText("opcua_id", "opcua_link_id"))
                        .setPduType(fields.text("msg_type"))
                        .setObjectType(fields.firstText("attribute_id_str", "attribute_id"))
                        .setNodeId(
                                joined(
                                        fields,
                                        "node_id_namespace_idx",
                                        "node_id_numeric",
                                        "node_id_string",
                                        "node_id_guid"))
                        .setStatus(fields.text("res_hdr_service_result_id"))
                        .build();
        return asks && fromMaster(operation)
                ? OtOperations.event(operation, Outcome.UNKNOWN, context)
                : alone(operation, context);
    }

    static OtOperation.Builder operation(
            RecordFields fields, RecordContext context, String protocol, String function)
            throws Refusal {
        String canonical = OtFunctions.canonical(function);
        boolean names = fields.has("source_h") && fields.has("destination_h");
        return OtOperation.newBuilder()
                .setLog(context.name())
                .setWhenMicros(fields.mandatoryMoment("ts"))
                .setUid(fields.text("uid"))
                .setOrigHost(fields.mandatoryAddress(names ? "source_h" : "id.orig_h").toString())
                .setOrigPort(fields.number(names ? "source_p" : "id.orig_p"))
                .setRespHost(
                        fields.mandatoryAddress(names ? "destination_h" : "id.resp_h").toString())
                .setRespPort(fields.number(names ? "destination_p" : "id.resp_p"))
                .setFromMaster(fields.flag("is_orig"))
                .setProtocol(protocol)
                .setFunction(canonical)
                .setFunctionClass(OtFunctions.classOf(protocol, canonical).key());
    }

    /** Sent by whoever opened the session, or by nobody that the row tells: then by the master. */
    private static boolean fromMaster(OtOperation operation) {
        return !Boolean.FALSE.equals(operation.getFromMaster());
    }

    /** Whether what a row says of its kind is an answer, in any of the protocols' words. */
    private static boolean answers(@Nullable String kind) {
        String name = kind == null ? "" : OtFunctions.canonical(kind);
        return name.startsWith("RESP") || name.startsWith("ACK") || name.startsWith("NOTIF");
    }

    /** BACnet's requests that want no answer. */
    private static boolean free(String pduType) {
        return OtFunctions.canonical(pduType).startsWith("UNCONFIRMED");
    }

    private static Outcome modbusOutcome(OtOperation operation) {
        String exception = operation.getException();
        if (exception != null) {
            return Outcome.FAILURE;
        }
        // A request alone tells nothing of its answer; logs with one row for both do.
        boolean alone = operation.getPduType() != null || "F".equals(operation.getStatus());
        return alone ? Outcome.UNKNOWN : Outcome.SUCCESS;
    }

    private static Event alone(OtOperation operation, RecordContext context) throws Refusal {
        return context.draft(operation, operation.getWhenMicros(), Action.READ).event();
    }

    /** What was read or written: the values of a request, else those of its answer. */
    private static List<String> values(RecordFields fields) {
        for (String name :
                List.of(
                        "request_values",
                        "response_values",
                        "values",
                        "value",
                        "write_registers")) {
            List<String> values = fields.list(name);
            if (!values.isEmpty()) {
                return values.subList(0, Math.min(values.size(), MAX_VALUES));
            }
        }
        return List.of();
    }

    private static @Nullable String joined(RecordFields fields, String... names) {
        StringBuilder joined = new StringBuilder();
        for (String name : names) {
            String text = fields.text(name);
            if (text != null) {
                joined.append(joined.length() == 0 ? "" : " ").append(text);
            }
        }
        return joined.length() == 0 ? null : joined.toString();
    }

    private static @Nullable Long first(@Nullable Long one, RecordFields fields, String otherwise) {
        return one == null ? fields.count(otherwise) : one;
    }
}
