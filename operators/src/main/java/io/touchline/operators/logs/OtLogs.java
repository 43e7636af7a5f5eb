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

/** The logs of controllers' protocols: Zeek's own and those of the ICSNPP analyzers. */
final class OtLogs {
    private static final String ID = "ts uid id.orig_h id.orig_p id.resp_h id.resp_p ";

    static final List<Log> ALL = all();

    private OtLogs() {}

    private static List<Log> all() {
        List<Log> logs = new ArrayList<>();
        logs.add(modbus());
        return List.copyOf(logs);
    }

    private static Log modbus() {
        return operations("zeek.modbus")
                .told("func", "id.orig_h", "unit", "tid")
                .columns(ID + "tid unit func pdu_type exception")
                .columns(ID + "func exception")
                .read(OtRecords::event);
    }

    private static Log.Builder operations(String name) {
        return log(name)
                .on(OT, READ, WRITE, COMMAND, PROGRAM, DISCOVER)
                .role("device of the controller, acted upon", "the master")
                .role("device of the master", "the controller")
                .measures(Measure.QUANTITY, Measure.OT_WEIGHT)
                .attributes(Attribute.SERVICE, Attribute.FUNCTION, Attribute.UNIT);
    }
}
