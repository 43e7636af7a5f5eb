// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.logs.OtFunctions.FunctionClass;
import io.touchline.operators.telemetry.DecimalText;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.avro.OtOperation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operation of any protocol becomes: seen by the controller and by its master. */
final class OtOperations {
    private OtOperations() {}

    static Event event(OtOperation operation, Outcome outcome, RecordContext context)
            throws Refusal {
        FunctionClass function =
                OtFunctions.classOf(operation.getProtocol(), operation.getFunction());
        Draft draft = context.draft(operation, operation.getWhenMicros(), function.action());
        Roles roles = context.roles(operation.getOrigHost(), operation.getRespHost(), null, null);
        draft.outcome(outcome);
        draft.weight(function.weight());
        draft.measure(Measure.QUANTITY, operation.getQuantity());
        draft.number(Measure.VALUE, value(operation.getValues()));
        draft.attribute(Attribute.SERVICE, operation.getProtocol());
        draft.attribute(Attribute.FUNCTION, named(operation));
        draft.attribute(Attribute.UNIT, text(operation.getUnit()));
        draft.attribute(Attribute.ADDRESS_RANGE, range(operation));
        draft.attribute(Attribute.OBJECT_TYPE, operation.getObjectType());
        draft.attribute(Attribute.NODE_ID, operation.getNodeId());
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

    /** The function; of a DNP3 control also what it does: {@code OPERATE_CLOSE}. */
    private static String named(OtOperation operation) {
        String detail = operation.getDetail();
        boolean control = operation.getProtocol().equals("dnp3") && detail != null;
        int end = detail == null ? -1 : detail.indexOf(' ');
        if (!control || detail == null || end <= 0 || Texts.lower(detail).startsWith("nul")) {
            return operation.getFunction();
        }
        return operation.getFunction() + '_' + OtFunctions.canonical(detail.substring(0, end));
    }

    /** {@code 10-17} of address 10 and quantity 8. */
    private static @Nullable String range(OtOperation operation) {
        Long address = operation.getAddress();
        Long quantity = operation.getQuantity();
        if (address == null) {
            return null;
        }
        boolean many = quantity != null && quantity > 1;
        return many && quantity != null
                ? address + "-" + (address + quantity - 1)
                : address.toString();
    }

    /** The value, where exactly one number was read or written. */
    private static @Nullable Double value(List<String> values) {
        if (values.size() != 1) {
            return null;
        }
        long micros = DecimalText.scaled(values.get(0), 6);
        return micros == DecimalText.NONE ? null : Double.valueOf(micros / 1e6);
    }

    private static @Nullable String text(@Nullable Integer number) {
        return number == null ? null : number.toString();
    }
}
