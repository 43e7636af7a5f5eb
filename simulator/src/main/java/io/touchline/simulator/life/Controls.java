// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.wire.Dnp3Control;
import io.touchline.simulator.wire.Flow;
import io.touchline.simulator.wire.OtRows;
import io.touchline.simulator.wire.Rows;
import io.touchline.simulator.wire.S7Function;
import io.touchline.simulator.wire.ZeekRows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a master says to a controller, each request with its reply and all the rows of both. */
public final class Controls {
    private static final Duration REPLY = Duration.ofMillis(9);

    private final OtRows ot;
    private final ZeekRows zeek;

    public Controls(Rows rows) {
        this.ot = new OtRows(rows);
        this.zeek = new ZeekRows(rows);
    }

    public static Flow open(
            Draws draws, Instant at, String master, String controller, String protocol) {
        return switch (protocol) {
            case "bacnet" -> Flow.udp(draws, at, master, controller, 47808, protocol);
            case "dnp3" -> Flow.tcp(draws, at, master, controller, 20000, protocol);
            case "s7comm" -> Flow.tcp(draws, at, master, controller, 102, protocol);
            default -> Flow.tcp(draws, at, master, controller, 502, protocol);
        };
    }

    /** The connection is over; Zeek writes its row. */
    public void close(Flow flow) {
        zeek.conn(flow);
    }

    /** A read has no request values, its reply has what was read. */
    public void modbus(
            Flow flow,
            Instant at,
            long number,
            int unit,
            String function,
            int address,
            List<Integer> request,
            List<Integer> response) {
        zeek.modbus(flow, at, function, null);
        int quantity = Math.max(1, Math.max(request.size(), response.size()));
        int transaction = (int) (number % 65_536);
        ot.modbusDetailed(
                flow, at, transaction, unit, function, address, quantity, request, response);
    }

    public void bacnetRead(
            Flow flow, Instant at, long number, String object, int instance, String value) {
        int invoke = (int) (number % 256);
        ot.bacnet(flow, at, true, "read_property", invoke);
        ot.bacnet(flow, at.plus(REPLY), false, "read_property", invoke);
        property(flow, at, invoke, "read-property-request", object, instance, null);
        property(flow, at.plus(REPLY), invoke, "read-property-ack", object, instance, value);
    }

    public void bacnetWrite(
            Flow flow, Instant at, long number, String object, int instance, String value) {
        int invoke = (int) (number % 256);
        ot.bacnet(flow, at, true, "write_property", invoke);
        ot.bacnet(flow, at.plus(REPLY), false, "write_property", invoke);
        property(flow, at, invoke, "write-property", object, instance, value);
    }

    private void property(
            Flow flow,
            Instant at,
            int invoke,
            String service,
            String object,
            int instance,
            @org.jspecify.annotations.Nullable String value) {
        ot.bacnetProperty(flow, at, invoke, service, object, instance, "present-value", value);
    }

    /** All analog inputs of an outstation. */
    public void dnp3Poll(Flow flow, Instant at) {
        ot.dnp3(flow, at, "READ", "RESPONSE");
        ot.dnp3Objects(flow, at.plus(REPLY), "RESPONSE", "16-Bit Analog Input", 20, 0, 19);
    }

    /** Select, then operate, as a careful master does. */
    public void dnp3Operate(Flow flow, Instant at, int index, String trip) {
        Dnp3Control control = Dnp3Control.pulse(index, trip);
        dnp3Step(flow, at, "SELECT", control);
        dnp3Step(flow, at.plusMillis(40), "OPERATE", control);
    }

    private void dnp3Step(Flow flow, Instant at, String function, Dnp3Control control) {
        ot.dnp3(flow, at, function, "RESPONSE");
        ot.dnp3Control(flow, at, function, control);
        ot.dnp3Controlled(flow, at.plus(REPLY), control, "Success");
    }

    public void s7(Flow flow, Instant at, long number, S7Function function) {
        int reference = (int) (number % 65_536);
        ot.s7(flow, at, true, reference, function);
        ot.s7(flow, at.plus(REPLY), false, reference, function);
    }
}
