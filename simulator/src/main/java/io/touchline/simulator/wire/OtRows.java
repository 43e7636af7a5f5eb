// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of controllers and building automation as Zeek writes them with the ICSNPP parsers.
 *
 * <p>Where a log has {@code is_orig} and {@code source_h}, a row of a reply names the controller as
 * its source while {@code id.*} stays that of the connection. Every row is written at its time.
 */
public final class OtRows {
    private static final Set<String> SIMPLE =
            Set.of(
                    "write_property",
                    "write_property_multiple",
                    "reinitialize_device",
                    "device_communication_control",
                    "subscribe_cov",
                    "acknowledge_alarm");
    private static final Set<String> UNCONFIRMED =
            Set.of("i_am", "who_is", "i_have", "who_has", "time_synchronization");

    private final Rows rows;

    public OtRows(Rows rows) {
        this.rows = rows;
    }

    /**
     * A request and its response in one row (the newer form of the log).
     *
     * @param requestValues what was to be written; empty for a read
     * @param responseValues what was read; a write of a single register or coil is echoed, one of
     *     many is not
     */
    public void modbusDetailed(
            Flow flow,
            Instant at,
            int transaction,
            int unit,
            String function,
            int address,
            int quantity,
            List<Integer> requestValues,
            List<Integer> responseValues) {
        Map<String, Object> row = modbus(flow, at, transaction, unit, function, address, quantity);
        if (!requestValues.isEmpty()) {
            row.put("request_values", requestValues);
        }
        if (!responseValues.isEmpty()) {
            row.put("response_values", responseValues);
        }
        row.put("matched", true);
        rows.add(new Row(Log.MODBUS_DETAILED, at, row));
    }

    /** A request that the controller refused, such as with {@code ILLEGAL_DATA_ADDRESS}. */
    public void modbusRefused(
            Flow flow,
            Instant at,
            int transaction,
            int unit,
            String function,
            int address,
            int quantity,
            String exception) {
        Map<String, Object> row = modbus(flow, at, transaction, unit, function, address, quantity);
        row.put("matched", true);
        row.put("exception_code", exception);
        rows.add(new Row(Log.MODBUS_DETAILED, at, row));
    }

    private static Map<String, Object> modbus(
            Flow flow,
            Instant at,
            int transaction,
            int unit,
            String function,
            int address,
            int quantity) {
        Map<String, Object> row = ZeekRows.ends(at, flow);
        row.put("tid", transaction);
        row.put("unit", unit);
        row.put("func", function);
        row.put("address", address);
        row.put("quantity", quantity);
        return row;
    }

    /**
     * A message of a service; an unconfirmed one has no invoke id.
     *
     * @param service such as {@code read_property}, {@code write_property}, {@code who_is}
     */
    public void bacnet(
            Flow flow, Instant at, boolean fromOriginator, String service, int invokeId) {
        boolean unconfirmed = UNCONFIRMED.contains(service) || service.startsWith("unconfirmed_");
        String type =
                unconfirmed
                        ? "UNCONFIRMED_REQUEST"
                        : fromOriginator
                                ? "CONFIRMED_REQUEST"
                                : SIMPLE.contains(service) ? "SIMPLE_ACK" : "COMPLEX_ACK";
        Map<String, Object> row = bacnet(flow, at, fromOriginator, type, service);
        if (!unconfirmed) {
            row.put("invoke_id", invokeId);
        }
        rows.add(new Row(Log.BACNET, at, row));
    }

    /** The responder refuses, such as with {@code password-failure}. */
    public void bacnetRefused(Flow flow, Instant at, String service, int invokeId, String result) {
        Map<String, Object> row = bacnet(flow, at, false, "ERROR_PDU", service);
        row.put("invoke_id", invokeId);
        row.put("result_code", result);
        rows.add(new Row(Log.BACNET, at, row));
    }

    private static Map<String, Object> bacnet(
            Flow flow, Instant at, boolean fromOriginator, String type, String service) {
        Map<String, Object> row = sided(at, flow, fromOriginator);
        boolean broadcast = flow.to().endsWith(".255");
        row.put("bvlc_function", broadcast ? "Original_Broadcast_NPDU" : "Original_Unicast_NPDU");
        row.put("pdu_type", type);
        row.put("pdu_service", service);
        return row;
    }

    /**
     * A property read or written. The log has no priority of a write.
     *
     * @param service {@code read-property-request}, {@code write-property}; one that ends in {@code
     *     -ack} comes from the responder
     * @param objectType such as {@code analog-output}
     * @param value null in a request to read
     */
    public void bacnetProperty(
            Flow flow,
            Instant at,
            int invokeId,
            String service,
            String objectType,
            int instance,
            String property,
            @Nullable String value) {
        Map<String, Object> row = sided(at, flow, !service.endsWith("-ack"));
        row.put("invoke_id", invokeId);
        row.put("pdu_service", service);
        row.put("object_type", objectType);
        row.put("instance_number", instance);
        row.put("property", property);
        if (value != null) {
            row.put("value", value);
        }
        rows.add(new Row(Log.BACNET_PROPERTY, at, row));
    }

    /** Either side may be missing: what went unanswered, what came unsolicited. */
    public void dnp3(Flow flow, Instant at, @Nullable String request, @Nullable String reply) {
        Map<String, Object> row = ZeekRows.ends(at, flow);
        if (request != null) {
            row.put("fc_request", request);
        }
        if (reply != null) {
            row.put("fc_reply", reply);
            row.put("iin", 0);
        }
        rows.add(new Row(Log.DNP3, at, row));
    }

    /** A request that names a class of objects without a range, as {@code Class 0 Data}. */
    public void dnp3Objects(Flow flow, Instant at, String function, String objectType) {
        Map<String, Object> row = dnp3Sided(flow, at, function);
        row.put("function_code", function);
        row.put("object_type", objectType);
        rows.add(new Row(Log.DNP3_OBJECTS, at, row));
    }

    /** What ends in {@code RESPONSE} comes from the outstation. */
    public void dnp3Objects(
            Flow flow,
            Instant at,
            String function,
            String objectType,
            int count,
            int low,
            int high) {
        Map<String, Object> row = dnp3Sided(flow, at, function);
        row.put("function_code", function);
        row.put("object_type", objectType);
        row.put("object_count", count);
        row.put("range_low", low);
        row.put("range_high", high);
        rows.add(new Row(Log.DNP3_OBJECTS, at, row));
    }

    /** {@code function} is SELECT, OPERATE or DIRECT_OPERATE. */
    public void dnp3Control(Flow flow, Instant at, String function, Dnp3Control control) {
        rows.add(new Row(Log.DNP3_CONTROL, at, control(flow, at, function, control)));
    }

    /** The outstation repeats the control and says how it went, as {@code Success}. */
    public void dnp3Controlled(Flow flow, Instant at, Dnp3Control control, String status) {
        Map<String, Object> row = control(flow, at, "RESPONSE", control);
        row.put("status_code", status);
        rows.add(new Row(Log.DNP3_CONTROL, at, row));
    }

    private static Map<String, Object> control(
            Flow flow, Instant at, String function, Dnp3Control control) {
        Map<String, Object> row = dnp3Sided(flow, at, function);
        row.put("block_type", "Control Relay Output Block");
        row.put("function_code", function);
        row.put("index_number", control.index());
        row.put("trip_control_code", control.trip());
        row.put("operation_type", control.operation());
        row.put("clear_bit", false);
        row.put("execute_count", control.times());
        row.put("on_time", control.onMillis());
        row.put("off_time", control.offMillis());
        return row;
    }

    private static Map<String, Object> dnp3Sided(Flow flow, Instant at, String function) {
        return sided(at, flow, !function.endsWith("RESPONSE"));
    }

    /** A request of the originator or the answer without error to it. */
    public void s7(
            Flow flow, Instant at, boolean fromOriginator, int reference, S7Function function) {
        Map<String, Object> row = sided(at, flow, fromOriginator);
        row.put("rosctr_code", function.userData() ? 7 : fromOriginator ? 1 : 3);
        row.put("rosctr_name", function.userData() ? "User-Data" : rosctr(fromOriginator));
        row.put("pdu_reference", reference);
        row.put("function_code", function.code(fromOriginator));
        row.put("function_name", function.title(fromOriginator));
        if (function.userData() || (fromOriginator && !function.subcode().isEmpty())) {
            row.put("subfunction_code", function.subcode());
            row.put("subfunction_name", function.subtitle());
        }
        if (!fromOriginator) {
            row.put("error_class", "No error");
            row.put("error_code", "0x00");
        }
        rows.add(new Row(Log.S7COMM, at, row));
    }

    /**
     * One step of an upload or a download.
     *
     * @param session null where a message carries none
     * @param length of the block; in answers of the controller
     * @param block what a request is about; answers and the steps of an upload name none
     */
    public void s7UploadDownload(
            Flow flow,
            Instant at,
            boolean fromOriginator,
            int reference,
            S7Function function,
            @Nullable Integer session,
            @Nullable Integer length,
            @Nullable S7Block block) {
        Map<String, Object> row = sided(at, flow, fromOriginator);
        row.put("rosctr", rosctr(fromOriginator));
        row.put("pdu_reference", reference);
        row.put("function_name", function.title(fromOriginator));
        if (fromOriginator || function != S7Function.END_UPLOAD) {
            row.put("function_status", "0x00");
        }
        if (session != null) {
            row.put("session_id", session);
        }
        if (length != null) {
            row.put("blocklength", length);
        }
        if (block != null) {
            row.put("filename", block.fileName());
            row.put("block_type", block.type().title());
            row.put("block_number", block.digits());
            row.put("destination_filesystem", block.fileSystem());
        }
        rows.add(new Row(Log.S7COMM_UPLOAD_DOWNLOAD, at, row));
    }

    private static String rosctr(boolean fromOriginator) {
        return fromOriginator ? "Job-Request" : "ACK-Data";
    }

    /** ts to destination_p. */
    private static Map<String, Object> sided(Instant at, Flow flow, boolean fromOriginator) {
        Map<String, Object> row = ZeekRows.ends(at, flow);
        row.put("is_orig", fromOriginator);
        row.put("source_h", fromOriginator ? flow.from() : flow.to());
        row.put("source_p", fromOriginator ? flow.fromPort() : flow.toPort());
        row.put("destination_h", fromOriginator ? flow.to() : flow.from());
        row.put("destination_p", fromOriginator ? flow.toPort() : flow.fromPort());
        return row;
    }
}
