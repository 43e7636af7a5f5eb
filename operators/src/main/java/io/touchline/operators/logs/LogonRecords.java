// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.identity.Binding;
import io.touchline.operators.telemetry.MacAddresses;
import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
import io.touchline.operators.telemetry.Times;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.Logon;
import org.jspecify.annotations.Nullable;

/**
 * Who logged on where, as the network sees it: Kerberos, NTLM, RADIUS, SSH and remote desktops. A
 * row that names nobody (an error before an account was named, an AP request) is an event without
 * interactions.
 */
final class LogonRecords {
    /** How long the name that a server gave itself is believed. */
    private static final long NAMED_MILLIS = 24 * 3_600_000L;

    private LogonRecords() {}

    private static Logon.Builder read(RecordFields fields, String log) throws Refusal {
        return Logon.newBuilder()
                .setLog(log)
                .setWhenMicros(fields.mandatoryMoment("ts"))
                .setUid(fields.text("uid"))
                .setOrigHost(fields.mandatoryAddress("id.orig_h").toString())
                .setOrigPort(fields.number("id.orig_p"))
                .setRespHost(fields.mandatoryAddress("id.resp_h").toString())
                .setRespPort(fields.number("id.resp_p"));
    }

    private static Logon ticket(RecordFields fields, String log) throws Refusal {
        String client = fields.text("client");
        Long till = fields.momentMicros("till");
        return read(fields, log)
                .setRequestType(fields.text("request_type"))
                .setAccount(client == null ? null : account(client))
                .setService(fields.text("service"))
                .setSuccess(fields.flag("success"))
                .setError(fields.text("error_msg"))
                .setTillMicros(till == null || till == 0 ? null : till) // 0 is Zeek's "none"
                .setCipher(fields.text("cipher"))
                .build();
    }

    /** zeek.kerberos. */
    static Event kerberos(RecordFields fields, RecordContext context) throws Refusal {
        Logon logon = ticket(fields, context.name());
        Draft draft = context.draft(logon, logon.getWhenMicros(), Action.LOG_ON);
        String account = logon.getAccount();
        if (account == null) {
            return draft.event();
        }
        draft.outcome(outcome(logon.getSuccess()));
        draft.attribute(Attribute.SERVICE, "kerberos");
        draft.attribute(Attribute.REQUEST_TYPE, logon.getRequestType());
        draft.attribute(Attribute.CIPHER, logon.getCipher());
        Long till = logon.getTillMicros();
        boolean lives = till != null && till > logon.getWhenMicros();
        draft.millis(
                Measure.TICKET_LIFE_MILLIS,
                lives && till != null ? till - logon.getWhenMicros() : null);
        String service = logon.getService();
        draft.role(
                true,
                EntityKeys.account(draft.site(), account),
                account,
                EntityKeys.service(
                        draft.site(), service == null ? "kerberos" : Texts.lower(service)),
                null,
                Zone.SAAS,
                Zone.CORPORATE);
        if (binds(logon, account)) {
            long end = lives && till != null ? Times.millis(till) : Binding.OPEN;
            draft.bind(Binding.Kind.ACCOUNT, logon.getOrigHost(), account, null, end);
        }
        return draft.event();
    }

    /** zeek.ntlm. */
    static Event ntlm(RecordFields fields, RecordContext context) throws Refusal {
        String user = fields.lowerText("username");
        String domain = fields.lowerText("domainname");
        String server = fields.firstText("server_nb_computer_name", "server_dns_computer_name");
        String account = user == null || domain == null ? user : domain + '\\' + user;
        Logon logon =
                read(fields, context.name())
                        .setAccount(account)
                        .setHostName(fields.text("hostname"))
                        .setServerName(server)
                        .setSuccess(fields.flag("success"))
                        .build();
        Draft draft = context.draft(logon, logon.getWhenMicros(), Action.LOG_ON);
        if (account == null) {
            return draft.event();
        }
        Roles roles = context.roles(logon.getOrigHost(), logon.getRespHost(), null, null);
        draft.outcome(outcome(logon.getSuccess()));
        draft.attribute(Attribute.SERVICE, "ntlm");
        draft.attribute(Attribute.HOST_NAME, logon.getHostName());
        draft.role(
                true,
                EntityKeys.account(draft.site(), account),
                account,
                roles.respKey(),
                server,
                Zone.CORPORATE,
                roles.respZone(false));
        if (server != null) {
            draft.bind(
                    Binding.Kind.NAME,
                    logon.getRespHost(),
                    server,
                    null,
                    draft.when() + NAMED_MILLIS);
        }
        if (Boolean.TRUE.equals(logon.getSuccess()) && !account.endsWith("$")) {
            draft.bind(Binding.Kind.ACCOUNT, logon.getOrigHost(), account, null, Binding.OPEN);
        }
        return draft.event();
    }

    /** zeek.radius: a network access server asks for an account on behalf of a device. */
    static Event radius(RecordFields fields, RecordContext context) throws Refusal {
        String account = fields.lowerText("username");
        String mac = fields.text("mac");
        String result = fields.lowerText("result");
        Logon logon =
                read(fields, context.name())
                        .setAccount(account)
                        .setMac(mac == null ? null : MacAddresses.canonical(mac))
                        .setFramedAddress(fields.addressText("framed_addr"))
                        .setResult(result)
                        .setError(fields.text("reply_msg"))
                        .build();
        Draft draft = context.draft(logon, logon.getWhenMicros(), Action.LOG_ON);
        if (account == null) {
            return draft.event();
        }
        Roles roles = context.roles(logon.getOrigHost(), logon.getRespHost(), null, null);
        boolean success = "success".equals(result);
        draft.outcome(result == null ? Outcome.UNKNOWN : outcome(success));
        draft.attribute(Attribute.SERVICE, "radius");
        draft.role(
                true,
                EntityKeys.account(draft.site(), account),
                account,
                roles.origKey(),
                null,
                Zone.CORPORATE,
                roles.origZone());
        if (success && logon.getMac() != null) {
            draft.bind(Binding.Kind.ACCOUNT, logon.getMac(), account, null, Binding.OPEN);
        }
        return draft.event();
    }

    /** zeek.ssh. */
    static Event ssh(RecordFields fields, RecordContext context) throws Refusal {
        Logon logon =
                read(fields, context.name())
                        .setSuccess(fields.flag("auth_success"))
                        .setAttempts(fields.number("auth_attempts"))
                        .setClientSoftware(fields.text("client"))
                        .setServerSoftware(fields.text("server"))
                        .setCipher(fields.text("cipher_alg"))
                        .build();
        return session(logon, "ssh", outcome(logon.getSuccess()), context);
    }

    /** zeek.rdp: the result is that of the negotiation; an encrypted one tells nothing. */
    static Event rdp(RecordFields fields, RecordContext context) throws Refusal {
        String result = fields.lowerText("result");
        Logon logon =
                read(fields, context.name())
                        .setResult(result)
                        .setCookieUser(fields.lowerText("cookie"))
                        .setHostName(fields.text("client_name"))
                        .setClientSoftware(fields.text("client_build"))
                        .setService(fields.text("security_protocol"))
                        .build();
        boolean told = result != null && !result.equals("encrypted");
        Outcome outcome =
                told ? outcome(result != null && result.startsWith("succe")) : Outcome.UNKNOWN;
        return session(logon, "rdp", outcome, context);
    }

    /** A session of one device on another, seen from both. */
    private static Event session(
            Logon logon, String service, Outcome outcome, RecordContext context) throws Refusal {
        Draft draft = context.draft(logon, logon.getWhenMicros(), Action.LOG_ON);
        Roles roles = context.roles(logon.getOrigHost(), logon.getRespHost(), null, null);
        Integer attempts = logon.getAttempts();
        draft.outcome(outcome);
        draft.measure(Measure.ATTEMPTS, attempts == null ? null : Long.valueOf(attempts));
        draft.attribute(Attribute.SERVICE, service);
        draft.attribute(Attribute.RESPONDER_PORT, FlowRecords.port(logon.getRespPort()));
        draft.attribute(Attribute.CLIENT_SOFTWARE, logon.getClientSoftware());
        draft.attribute(Attribute.SERVER_SOFTWARE, logon.getServerSoftware());
        draft.attribute(Attribute.COOKIE_USER, logon.getCookieUser());
        draft.attribute(Attribute.HOST_NAME, logon.getHostName());
        if (roles.origActs()) {
            draft.place(roles.respOutside());
            draft.role(
                    true,
                    roles.origKey(),
                    logon.getHostName(),
                    roles.respKey(),
                    null,
                    roles.origZone(),
                    roles.respZone(false));
        }
        if (roles.respServes()) {
            draft.place(roles.origOutside());
            draft.role(
                    false,
                    roles.respKey(),
                    null,
                    roles.clientKey(),
                    logon.getHostName(),
                    roles.respZone(false),
                    roles.origZone());
        }
        return draft.event();
    }

    /** {@code anna.k@venue.example} of {@code anna.k/VENUE.EXAMPLE}; null without a name. */
    static @Nullable String account(String client) {
        int slash = client.lastIndexOf('/');
        String name = slash < 0 ? client : client.substring(0, slash);
        if (name.isEmpty()) {
            return null;
        }
        String realm = slash < 0 ? "" : client.substring(slash + 1);
        return Texts.lower(realm.isEmpty() ? name : name + '@' + realm);
    }

    private static boolean binds(Logon logon, String account) {
        String type = logon.getRequestType();
        boolean ticket = "AS".equals(type) || "TGS".equals(type);
        int at = account.indexOf('@');
        boolean machine = (at < 0 ? account : account.substring(0, at)).endsWith("$");
        return ticket && Boolean.TRUE.equals(logon.getSuccess()) && !machine;
    }

    private static Outcome outcome(@Nullable Boolean success) {
        if (success == null) {
            return Outcome.UNKNOWN;
        }
        return success ? Outcome.SUCCESS : Outcome.FAILURE;
    }
}
