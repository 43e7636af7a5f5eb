// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.MacAddresses;
import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.schemas.Action;
import io.touchline.schemas.avro.Lease;
import org.jspecify.annotations.Nullable;

/**
 * zeek.arp, of a package: who said that an address is his. Only of the sender is it believed, and
 * only where the frame itself came from the MAC that it claims.
 */
final class ArpRecords {
    private ArpRecords() {}

    static Event event(RecordFields fields, RecordContext context) throws Refusal {
        String sender = mac(fields.text("src_mac"));
        boolean asks = sender != null && sender.equals(mac(fields.text("orig_hw")));
        boolean answers = sender != null && sender.equals(mac(fields.text("resp_hw")));
        String host = asks ? fields.addressText("orig_h") : fields.addressText("resp_h");
        Lease claim =
                Lease.newBuilder()
                        .setLog(context.name())
                        .setWhenMicros(fields.mandatoryMoment("ts"))
                        .setMac(sender)
                        .setAddress(host)
                        .build();
        Draft draft = context.draft(claim, claim.getWhenMicros(), Action.DISCOVER);
        IpAddress address = host == null ? null : IpAddress.parse(host);
        if (address != null && (asks || answers) && context.venue().owns(address)) {
            FrameAddresses.bind(draft, address, true, sender);
        }
        return draft.event();
    }

    private static @Nullable String mac(@Nullable String text) {
        return text == null ? null : MacAddresses.canonical(text);
    }
}
