// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.avro.OtOperation;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * zeek.modbus: which function a master called on which controller. A response of the newer logs is
 * a join partner: an event without interactions.
 */
final class OtRecords {
    private OtRecords() {}

    private static OtOperation read(RecordFields fields, String log) throws Refusal {
        String raw = fields.mandatory("func");
        String function = OtProtocols.modbusFunction(raw);
        String exception = fields.text("exception");
        String named = Texts.attribute(raw).toUpperCase(Locale.ROOT);
        boolean inName = OtProtocols.isModbusException(named);
        String pdu = fields.text("pdu_type");
        return OtOperation.newBuilder()
                .setLog(log)
                .setWhenMicros(fields.mandatoryMoment("ts"))
                .setUid(fields.text("uid"))
                .setOrigHost(fields.mandatoryAddress("id.orig_h").toString())
                .setOrigPort(fields.number("id.orig_p"))
                .setRespHost(fields.mandatoryAddress("id.resp_h").toString())
                .setRespPort(fields.number("id.resp_p"))
                .setProtocol("modbus")
                .setFunction(function)
                .setFunctionClass(OtProtocols.modbusClass(function).key())
                .setTransaction(fields.count("tid"))
                .setUnit(fields.number("unit"))
                .setAddress(fields.count("address"))
                .setQuantity(fields.count("quantity"))
                .setPduType(pdu == null ? null : pdu.toUpperCase(Locale.ROOT))
                .setException(exception == null && inName ? "EXCEPTION" : exception)
                .build();
    }

    static Event event(RecordFields fields, RecordContext context) throws Refusal {
        OtOperation operation = read(fields, context.name());
        OtProtocols.FunctionClass functionClass =
                OtProtocols.FunctionClass.of(operation.getFunctionClass());
        Draft draft = context.draft(operation, operation.getWhenMicros(), action(functionClass));
        if ("RESP".equals(operation.getPduType())) {
            return draft.event();
        }
        Roles roles = context.roles(operation.getOrigHost(), operation.getRespHost(), null, null);
        draft.outcome(outcome(operation));
        draft.weight(functionClass.weight());
        draft.measure(Measure.QUANTITY, operation.getQuantity());
        draft.attribute(Attribute.SERVICE, operation.getProtocol());
        draft.attribute(Attribute.FUNCTION, operation.getFunction());
        draft.attribute(Attribute.UNIT, unit(operation.getUnit()));
        if (roles.origActs()) {
            draft.role(
                    true,
                    roles.origKey(),
                    null,
                    roles.respKey(),
                    null,
                    roles.origZone(),
                    roles.respZone(true));
        }
        if (roles.respServes()) {
            draft.role(
                    false,
                    roles.respKey(),
                    null,
                    roles.clientKey(),
                    null,
                    roles.respZone(true),
                    roles.origZone());
        }
        return draft.event();
    }

    private static Action action(OtProtocols.FunctionClass functionClass) {
        return switch (functionClass) {
            case READ -> Action.READ;
            case DIAGNOSE -> Action.DISCOVER;
            case WRITE -> Action.WRITE;
            case CONFIGURE -> Action.PROGRAM;
        };
    }

    private static Outcome outcome(OtOperation operation) {
        if (operation.getException() != null) {
            return Outcome.FAILURE;
        }
        // A request alone tells nothing of its answer; the oldest logs write one row for both.
        return operation.getPduType() == null ? Outcome.SUCCESS : Outcome.UNKNOWN;
    }

    private static @Nullable String unit(@Nullable Integer unit) {
        return unit == null ? null : unit.toString();
    }
}
