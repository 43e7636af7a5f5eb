// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.identity.Binding;
import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.Action;
import io.touchline.schemas.avro.OtOperation;
import org.jspecify.annotations.Nullable;

/**
 * What controllers answer when they are asked who they are: maker and model, for want of a better
 * name. Serial numbers and revisions are left out: a name is for people.
 */
final class PlateRecords {
    /** Engineering tools and scans ask again within a month. */
    private static final long TOLD_MILLIS = 30 * 86_400_000L;

    private PlateRecords() {}

    /** zeek.cip_identity: the answer to a ListIdentity. */
    static Event cip(RecordFields fields, RecordContext context) throws Refusal {
        Draft draft = draft(fields, context, "cip");
        plate(draft, fields.text("vendor_name"), fields.text("product_name"), context, fields);
        return draft.event();
    }

    /** zeek.bacnet_discovery: an I-Am tells the maker and the number of the device. */
    static Event bacnet(RecordFields fields, RecordContext context) throws Refusal {
        Event event = OtRecords.bacnet(fields, context);
        String service = fields.lowerText("pdu_service");
        if (!"i-am".equals(service) || !"device".equals(fields.lowerText("object_type"))) {
            return event;
        }
        Draft draft = draft(fields, context, "bacnet");
        String number = fields.text("instance_number");
        String model = number == null ? null : "device " + number;
        plate(draft, fields.text("vendor"), model, context, fields);
        return event.binding(draft.event().bindings());
    }

    /** zeek.modbus_read_device_identification: one row per object, of which two are a name. */
    static Event modbus(RecordFields fields, RecordContext context) throws Refusal {
        Event event = OtRecords.modbus(fields, context);
        String object = fields.text("object_id");
        String value = fields.text("object_value");
        String name = object == null ? "" : OtFunctions.canonical(object).replace("_", "");
        boolean vendor = name.equals("VENDORNAME");
        if (value == null || !(vendor || name.equals("PRODUCTCODE"))) {
            return event;
        }
        Draft draft = draft(fields, context, "modbus");
        String server = fields.mandatoryAddress("id.resp_h").toString();
        String client = fields.mandatoryAddress("id.orig_h").toString();
        if (context.roles(client, server, null, null).respServes()) {
            plate(draft, server, vendor ? value : null, vendor ? null : value);
        }
        return event.binding(draft.event().bindings());
    }

    private static Draft draft(RecordFields fields, RecordContext context, String protocol)
            throws Refusal {
        OtOperation answer = OtRecords.operation(fields, context, protocol, "IDENTITY").build();
        return context.draft(answer, answer.getWhenMicros(), Action.DISCOVER);
    }

    /** Of whoever sent the record. */
    private static void plate(
            Draft draft,
            @Nullable String vendor,
            @Nullable String model,
            RecordContext context,
            RecordFields fields)
            throws Refusal {
        boolean names = fields.has("source_h") && fields.has("destination_h");
        IpAddress sender = fields.mandatoryAddress(names ? "source_h" : "id.orig_h");
        IpAddress other = fields.mandatoryAddress(names ? "destination_h" : "id.resp_h");
        Roles roles = Roles.of(context.venue(), sender, other, null, null);
        if (roles.origActs() && !sender.endsIn255()) {
            plate(draft, sender.toString(), vendor, model);
        }
    }

    private static void plate(
            Draft draft, String address, @Nullable String vendor, @Nullable String model) {
        long to = draft.when() + TOLD_MILLIS;
        if (vendor != null && !Texts.lower(vendor).startsWith("unknown")) {
            draft.bindWeak(Binding.Kind.VENDOR, address, vendor, draft.when(), to);
        }
        if (model != null) {
            draft.bindWeak(Binding.Kind.MODEL, address, model, draft.when(), to);
        }
    }
}
