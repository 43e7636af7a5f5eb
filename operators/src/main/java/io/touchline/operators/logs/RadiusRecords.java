// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.identity.Binding;
import io.touchline.operators.telemetry.DeadLetterReason;
import io.touchline.operators.telemetry.MacAddresses;
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
import org.jspecify.annotations.Nullable;

/** radius.accounting: which device was on which network of the venue, and as whom. */
final class RadiusRecords {
    /** Where the reader of detail blocks puts the date line. */
    private static final String DATE_LINE = "detail-time";

    private RadiusRecords() {}

    /** Twice the 600 s between interim updates that RFC 2869, 5.16, recommends at least. */
    private static final long HELD_MILLIS = 2 * 600_000L;

    /** The date line says when it was written, its Timestamp the same in a known zone. */
    static @Nullable Long writtenMicros(RecordFields fields) {
        return fields.momentMicros("timestamp", DATE_LINE, "event-timestamp");
    }

    private static Lease read(RecordFields fields, String log) throws Refusal {
        String station = fields.mandatory("calling-station-id");
        String mac = MacAddresses.canonical(station);
        if (mac == null) {
            throw new Refusal(
                    DeadLetterReason.MALFORMED,
                    "Calling-Station-Id is no hardware address: " + Texts.escaped(station, 64));
        }
        String user = fields.verbatim("user-name");
        String nas = fields.firstText("nas-identifier", "nas-ip-address", "nas-ipv6-address");
        return Lease.newBuilder()
                .setLog(log)
                .setWhenMicros(when(fields))
                .setMac(mac)
                .setAddress(fields.addressText("framed-ip-address"))
                .setLeaseMicros(fields.intervalMicros("acct-session-time"))
                .setUser(user == null ? null : Texts.lower(user))
                .setRealm(realm(fields.lowerText("realm"), user))
                .setSsid(ssid(fields.verbatim("called-station-id")))
                .setVlan(vlan(fields))
                .setSession(fields.text("acct-session-id"))
                .setStatusType(fields.lowerText("acct-status-type"))
                .setNas(nas == null ? null : Texts.lower(nas))
                .build();
    }

    /** When it happened: what the server was told late is put back by the delay. */
    private static long when(RecordFields fields) throws Refusal {
        long told = fields.mandatoryMoment("event-timestamp", "timestamp", DATE_LINE);
        Long delay = fields.intervalMicros("acct-delay-time");
        return delay == null || delay > told ? told : told - delay;
    }

    static Event event(RecordFields fields, RecordContext context) throws Refusal {
        String status = fields.lowerText("acct-status-type");
        if (status != null && status.startsWith("accounting-")) {
            return Event.alone(context.name(), context.writeTime()); // of a NAS, not of a device
        }
        Lease lease = read(fields, context.name());
        Draft draft = context.draft(lease, lease.getWhenMicros(), Action.LOG_ON);
        String mac = lease.getMac() == null ? "" : lease.getMac();
        draft.outcome("failed".equals(status) ? Outcome.FAILURE : Outcome.SUCCESS);
        draft.millis(Measure.LEASE_MILLIS, lease.getLeaseMicros());
        draft.attribute(Attribute.SSID, lease.getSsid());
        draft.attribute(Attribute.VLAN, lease.getVlan());
        draft.attribute(Attribute.REALM, lease.getRealm());
        draft.role(
                true,
                EntityKeys.device(draft.site(), mac),
                null,
                EntityKeys.service(draft.site(), peer(lease)),
                lease.getNas(),
                Zone.CORPORATE,
                Zone.CORPORATE);
        if (!"failed".equals(status)) {
            bind(draft, lease, "stop".equals(status));
        }
        return draft.event();
    }

    /** A session holds until its Stop, or twice the usual interval of what comes in between. */
    private static void bind(Draft draft, Lease lease, boolean stop) {
        String address = lease.getAddress();
        String mac = lease.getMac();
        long end = draft.when() + HELD_MILLIS;
        if (address != null && mac != null) {
            Binding.Kind kind = stop ? Binding.Kind.RELEASE : Binding.Kind.DEVICE;
            draft.bind(kind, address, mac, null, stop ? draft.when() : end);
        }
        if (lease.getUser() != null && mac != null && !stop) {
            draft.bind(Binding.Kind.ACCOUNT, mac, lease.getUser(), null, end);
        }
    }

    private static String peer(Lease lease) {
        String nas = lease.getNas() == null ? "radius" : lease.getNas();
        String network = lease.getSsid() == null ? lease.getVlan() : lease.getSsid();
        return Texts.attribute(network == null ? nas : nas + '/' + network);
    }

    /** What follows the hardware address in {@code AA-BB-CC-DD-EE-FF:Guests}. */
    private static @Nullable String ssid(@Nullable String called) {
        if (called == null) {
            return null;
        }
        int colon = called.indexOf(':');
        // an address written with colons has five of its own
        int after = colon == 2 && called.length() > 17 ? 17 : colon;
        boolean named = after > 0 && after + 1 < called.length() && called.charAt(after) == ':';
        return named && MacAddresses.canonical(called.substring(0, after)) != null
                ? called.substring(after + 1)
                : null;
    }

    /** A tag may stand before it: {@code Tunnel-Private-Group-Id:0}. */
    private static @Nullable String vlan(RecordFields fields) {
        return fields.firstText("tunnel-private-group-id", "tunnel-private-group-id:0");
    }

    private static @Nullable String realm(@Nullable String told, @Nullable String user) {
        int at = told != null || user == null ? -1 : user.lastIndexOf('@');
        return user == null || at < 0 || at + 1 == user.length()
                ? told
                : Texts.lower(user.substring(at + 1));
    }
}
