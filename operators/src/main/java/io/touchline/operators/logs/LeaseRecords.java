// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.identity.Binding;
import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** zeek.dhcp: which device was handed which address. */
final class LeaseRecords {
    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final long YEAR_MICROS = 365 * 24 * HOUR_MICROS;
    private static final String ACK = "ACK";
    private static final String RELEASE = "RELEASE";

    private LeaseRecords() {}

    private static Lease read(RecordFields fields, String log) throws Refusal {
        List<String> uids = fields.list("uids");
        String assigned =
                first(fields.addressText("assigned_addr"), fields.addressText("assigned_ip"));
        List<String> messages = new ArrayList<>();
        for (String message : fields.list("msg_types")) {
            messages.add(message.toUpperCase(Locale.ROOT));
        }
        // Old logs have one row per ACK and no word for it.
        if (messages.isEmpty() && assigned != null) {
            messages.add(ACK);
        }
        String client = first(fields.addressText("client_addr"), fields.addressText("id.orig_h"));
        return Lease.newBuilder()
                .setLog(log)
                .setWhenMicros(fields.mandatoryMoment("ts"))
                .setUids(uids.isEmpty() ? fields.list("uid") : uids)
                .setMac(Texts.lower(fields.mandatory("mac")))
                .setAddress(assigned == null && messages.contains(RELEASE) ? client : assigned)
                .setServer(
                        first(fields.addressText("server_addr"), fields.addressText("id.resp_h")))
                .setHostName(fields.text("host_name"))
                .setClientFqdn(fields.text("client_fqdn"))
                .setDomain(fields.text("domain"))
                .setRequested(
                        first(
                                fields.addressText("requested_addr"),
                                fields.addressText("requested_ip")))
                .setLeaseMicros(fields.intervalMicros("lease_time"))
                .setMessages(messages)
                .build();
    }

    static Event event(RecordFields fields, RecordContext context) throws Refusal {
        Lease lease = read(fields, context.name());
        Draft draft = context.draft(lease, lease.getWhenMicros(), Action.LOG_ON);
        String mac = lease.getMac() == null ? "" : lease.getMac();
        List<String> messages = lease.getMessages();
        draft.outcome(outcome(messages));
        draft.attribute(Attribute.HOST_NAME, lease.getHostName());
        draft.millis(Measure.LEASE_MILLIS, lease.getLeaseMicros());
        String server = lease.getServer();
        IpAddress serverAddress = server == null ? null : IpAddress.parse(server);
        boolean somebody =
                serverAddress != null && !serverAddress.nobody() && !serverAddress.multicast();
        draft.role(
                true,
                EntityKeys.device(draft.site(), mac),
                lease.getHostName(),
                somebody && server != null
                        ? EntityKeys.address(draft.site(), server)
                        : EntityKeys.service(draft.site(), "dhcp"),
                null,
                Zone.CORPORATE,
                Zone.CORPORATE);
        bind(draft, lease, mac);
        return draft.event();
    }

    private static void bind(Draft draft, Lease lease, String mac) {
        String address = lease.getAddress();
        IpAddress parsed = address == null ? null : IpAddress.parse(address);
        if (address == null || parsed == null || parsed.nobody()) {
            return;
        }
        if (lease.getMessages().contains(ACK)) {
            Long micros = lease.getLeaseMicros();
            // Old logs write 0 where the server gave no time; an endless lease is taken for a year.
            long held = micros == null || micros == 0 ? HOUR_MICROS : Math.min(micros, YEAR_MICROS);
            draft.bind(
                    Binding.Kind.DEVICE,
                    address,
                    mac,
                    lease.getHostName(),
                    draft.when() + held / 1_000);
        } else if (lease.getMessages().contains(RELEASE)) {
            draft.bind(Binding.Kind.RELEASE, address, mac, lease.getHostName(), draft.when());
        }
    }

    private static Outcome outcome(List<String> messages) {
        if (messages.contains(ACK)) {
            return Outcome.SUCCESS;
        }
        return messages.contains("NAK") || messages.contains("DECLINE")
                ? Outcome.FAILURE
                : Outcome.UNKNOWN;
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}
