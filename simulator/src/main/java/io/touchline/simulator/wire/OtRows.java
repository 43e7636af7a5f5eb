// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of the plant as Zeek with the ICSNPP parsers writes them. Where a log says who sent the
 * message ({@code is_orig}, {@code source_h}), the ends of the connection stay as they are.
 */
public final class OtRows {
    private final Rows rows;

    public OtRows(Rows rows) {
        this.rows = rows;
    }

    /** A Modbus request with its reply; empty lists are unset. */
    public void modbus(
            Flow flow,
            Instant at,
            int transaction,
            int unit,
            String function,
            int address,
            List<Integer> requestValues,
            List<Integer> responseValues) {
        Map<String, Object> row = ZeekRows.ends(at, flow);
        row.put("tid", transaction);
        row.put("unit", unit);
        row.put("func", function);
        row.put("address", address);
        row.put("quantity", Math.max(1, Math.max(requestValues.size(), responseValues.size())));
        row.put("request_values", requestValues.isEmpty() ? null : requestValues);
        row.put("response_values", responseValues.isEmpty() ? null : responseValues);
        row.put("matched", true);
        rows.add(new Row(Log.MODBUS_DETAILED, at, row));
    }

    /** Request and reply of a BACnet service on one property; {@code write} or read. */
    public void bacnet(
            Flow flow,
            Instant at,
            int invoke,
            boolean write,
            String object,
            int instance,
            String value) {
        String service = write ? "write_property" : "read_property";
        Instant reply = at.plusMillis(12);
        bacnet(flow, at, true, "CONFIRMED_REQUEST", service, invoke);
        bacnet(flow, reply, false, write ? "SIMPLE_ACK" : "COMPLEX_ACK", service, invoke);
        if (write) {
            property(flow, at, true, "write-property", invoke, object, instance, value);
        } else {
            property(flow, reply, false, "read-property-ack", invoke, object, instance, value);
        }
    }

    private void bacnet(
            Flow flow, Instant at, boolean request, String type, String service, int invoke) {
        Map<String, Object> row = ends(flow, at, request);
        row.put("bvlc_function", "Original_Unicast_NPDU");
        row.put("pdu_type", type);
        row.put("pdu_service", service);
        row.put("invoke_id", invoke);
        rows.add(new Row(Log.BACNET, at, row));
    }

    private void property(
            Flow flow,
            Instant at,
            boolean request,
            String service,
            int invoke,
            String object,
            int instance,
            String value) {
        Map<String, Object> row = ends(flow, at, request);
        row.put("invoke_id", invoke);
        row.put("pdu_service", service);
        row.put("object_type", object);
        row.put("instance_number", instance);
        row.put("property", "present-value");
        row.put("value", value);
        rows.add(new Row(Log.BACNET_PROPERTY, at, row));
    }

    /** A DNP3 request and its reply. */
    public void dnp3(Flow flow, Instant at, String request) {
        Map<String, Object> row = ZeekRows.ends(at, flow);
        row.put("fc_request", request);
        row.put("fc_reply", "RESPONSE");
        row.put("iin", 0);
        rows.add(new Row(Log.DNP3, at, row));
    }

    /** What a DNP3 poll brought back. */
    public void dnp3Objects(Flow flow, Instant at, String type, int count) {
        Map<String, Object> row = ends(flow, at, false);
        row.put("function_code", "RESPONSE");
        row.put("object_type", type);
        row.put("object_count", count);
        row.put("range_low", 0);
        row.put("range_high", count - 1);
        rows.add(new Row(Log.DNP3_OBJECTS, at, row));
    }

    /** A DNP3 command: {@code function} SELECT, OPERATE or DIRECT_OPERATE; then its reply. */
    public void dnp3Control(Flow flow, Instant at, String function, int index, String trip) {
        control(flow, at, true, function, index, trip);
        control(flow, at.plusMillis(9), false, "RESPONSE", index, trip);
    }

    private void control(
            Flow flow, Instant at, boolean request, String function, int index, String trip) {
        Map<String, Object> row = ends(flow, at, request);
        row.put("block_type", "Control Relay Output Block");
        row.put("function_code", function);
        row.put("index_number", index);
        row.put("trip_control_code", trip);
        row.put("operation_type", "Pulse On");
        row.put("clear_bit", false);
        row.put("execute_count", 1);
        row.put("on_time", 500);
        row.put("off_time", 0);
        row.put("status_code", request ? null : "Success");
        rows.add(new Row(Log.DNP3_CONTROL, at, row));
    }

    /** A job of S7 and its reply; codes 0x04 Read Variable, 0x05 Write Variable, 0x29 stop. */
    public void s7(Flow flow, Instant at, int reference, String code, String function) {
        s7(flow, at, true, reference, code, function);
        s7(flow, at.plusMillis(7), false, reference, code, function);
    }

    private void s7(
            Flow flow, Instant at, boolean request, int reference, String code, String function) {
        Map<String, Object> row = ends(flow, at, request);
        row.put("rosctr_code", request ? 1 : 3);
        row.put("rosctr_name", request ? "Job-Request" : "ACK-Data");
        row.put("pdu_reference", reference);
        row.put("function_code", code);
        row.put("function_name", function);
        row.put("error_class", request ? null : "No error");
        row.put("error_code", request ? null : "0x00");
        rows.add(new Row(Log.S7COMM, at, row));
    }

    private static Map<String, Object> ends(Flow flow, Instant at, boolean request) {
        Map<String, Object> row = new LinkedHashMap<>(ZeekRows.ends(at, flow));
        row.put("is_orig", request);
        row.put("source_h", request ? flow.from() : flow.to());
        row.put("source_p", request ? flow.fromPort() : flow.toPort());
        row.put("destination_h", request ? flow.to() : flow.from());
        row.put("destination_p", request ? flow.toPort() : flow.fromPort());
        return row;
    }
}
