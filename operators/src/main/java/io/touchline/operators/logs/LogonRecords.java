// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.identity.Binding;
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
 * zeek.kerberos: which account asked for a ticket to which service. A row without a client (an
 * error before one was named, an AP request) is an event without interactions.
 */
final class LogonRecords {
    private static final long LONGEST_MILLIS = 10 * 3_600_000L;

    private LogonRecords() {}

    private static Logon read(RecordFields fields, String log) throws Refusal {
        String client = fields.text("client");
        Long till = fields.momentMicros("till");
        return Logon.newBuilder()
                .setLog(log)
                .setWhenMicros(fields.mandatoryMoment("ts"))
                .setUid(fields.text("uid"))
                .setOrigHost(fields.mandatoryAddress("id.orig_h").toString())
                .setOrigPort(fields.number("id.orig_p"))
                .setRespHost(fields.mandatoryAddress("id.resp_h").toString())
                .setRespPort(fields.number("id.resp_p"))
                .setRequestType(fields.text("request_type"))
                .setAccount(client == null ? null : account(client))
                .setService(fields.text("service"))
                .setSuccess(fields.flag("success"))
                .setError(fields.text("error_msg"))
                .setTillMicros(till == null || till == 0 ? null : till) // 0 is Zeek's "none"
                .setCipher(fields.text("cipher"))
                .build();
    }

    static Event event(RecordFields fields, RecordContext context) throws Refusal {
        Logon logon = read(fields, context.name());
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
            long longest = draft.when() + LONGEST_MILLIS;
            long end = lives && till != null ? Times.millis(till) : longest;
            draft.bind(
                    Binding.Kind.ACCOUNT,
                    logon.getOrigHost(),
                    account,
                    null,
                    Math.min(end, longest));
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
