// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.HostNames;
import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.TlsSession;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who opened a TLS or QUIC session with which server. */
final class TlsRecords {
    private TlsRecords() {}

    /** zeek.ssl. */
    static Event ssl(RecordFields fields, RecordContext context) throws Refusal {
        TlsSession session =
                certified(fields, context)
                        .setNextProtocol(fields.text("next_protocol"))
                        .setLastAlert(fields.text("last_alert"))
                        .setValidation(fields.text("validation_status"))
                        .build();
        return event(session, outcome(session.getEstablished()), "ssl", context);
    }

    /** suricata.tls, which is written once a session stands. */
    static Event eve(RecordFields fields, RecordContext context) throws Refusal {
        return event(certified(fields, context).build(), Outcome.SUCCESS, "ssl", context);
    }

    /** zeek.quic: one letter per packet in the history, those of the server in lower case. */
    static Event quic(RecordFields fields, RecordContext context) throws Refusal {
        String told = fields.text("history");
        TlsSession session =
                read(fields, context)
                        .setNextProtocol(fields.text("client_protocol"))
                        .setServerCid(fields.text("client_initial_dcid"))
                        .setHistory(told)
                        .build();
        String history = told == null ? "" : told;
        boolean stands = history.indexOf('h') >= 0 || history.indexOf('s') >= 0;
        boolean alone = !history.isEmpty() && history.equals(history.toUpperCase(Locale.ROOT));
        Outcome outcome = stands ? Outcome.SUCCESS : alone ? Outcome.FAILURE : Outcome.UNKNOWN;
        return event(session, outcome, "quic", context);
    }

    /** Of a handshake that shows its certificates. */
    private static TlsSession.Builder certified(RecordFields fields, RecordContext context)
            throws Refusal {
        List<String> certificates = fields.list("cert_chain_fps");
        return read(fields, context)
                .setCipher(fields.text("cipher"))
                .setCurve(fields.text("curve"))
                .setResumed(fields.flag("resumed"))
                .setEstablished(fields.flag("established"))
                .setSubject(fields.text("subject"))
                .setIssuer(fields.text("issuer"))
                .setJa3(fields.text("ja3"))
                .setJa3s(fields.text("ja3s"))
                .setJa4(fields.text("ja4"))
                .setCertificates(
                        certificates.isEmpty() ? fields.list("cert_chain_fuids") : certificates);
    }

    private static TlsSession.Builder read(RecordFields fields, RecordContext context)
            throws Refusal {
        String name = fields.text("server_name");
        return TlsSession.newBuilder()
                .setLog(context.name())
                .setWhenMicros(fields.mandatoryMoment("ts"))
                .setUid(fields.text("uid"))
                .setOrigHost(fields.mandatoryAddress("id.orig_h").toString())
                .setOrigPort(fields.number("id.orig_p"))
                .setRespHost(fields.mandatoryAddress("id.resp_h").toString())
                .setRespPort(fields.number("id.resp_p"))
                .setVersion(fields.text("version"))
                .setServerName(name == null ? null : HostNames.canonical(name));
    }

    private static Event event(
            TlsSession session, Outcome outcome, String service, RecordContext context)
            throws Refusal {
        Draft draft = context.draft(session, session.getWhenMicros(), Action.CONNECT);
        Roles roles = context.roles(session.getOrigHost(), session.getRespHost(), null, null);
        String name = session.getServerName();
        draft.outcome(outcome);
        draft.attribute(Attribute.SERVICE, service);
        draft.attribute(Attribute.RESPONDER_PORT, FlowRecords.port(session.getRespPort()));
        draft.attribute(Attribute.TLS_VERSION, session.getVersion());
        draft.attribute(Attribute.ISSUER, session.getIssuer());
        draft.attribute(Attribute.JA3, session.getJa3());
        draft.attribute(Attribute.JA4, session.getJa4());
        draft.attribute(Attribute.ALPN, session.getNextProtocol());
        draft.attribute(Attribute.VALIDATION, session.getValidation());
        if (roles.origActs()) {
            draft.place(roles.respOutside());
            String peer =
                    name == null || roles.respOwn() || !WebRecords.named(name)
                            ? roles.respKey()
                            : WebRecords.hostKey(context, name);
            boolean outside = EntityKeys.isExternal(peer);
            draft.destination(outside && WebRecords.named(name) ? name : null);
            draft.role(
                    true,
                    roles.origKey(),
                    null,
                    peer,
                    name,
                    roles.origZone(),
                    outside ? Zone.INTERNET : Zone.CORPORATE);
        }
        if (roles.respServes()) {
            draft.place(roles.origOutside());
            draft.destination(null);
            draft.role(
                    false,
                    roles.respKey(),
                    name,
                    roles.clientKey(),
                    null,
                    roles.respZone(false),
                    roles.origZone());
        }
        return draft.event();
    }

    private static Outcome outcome(@Nullable Boolean established) {
        if (established == null) {
            return Outcome.UNKNOWN;
        }
        return established ? Outcome.SUCCESS : Outcome.FAILURE;
    }
}
