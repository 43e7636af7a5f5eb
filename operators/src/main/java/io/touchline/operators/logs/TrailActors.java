// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Who a {@code userIdentity} of CloudTrail stands for, in lower case. The same principal has one
 * name whatever its session: a role is {@code arn:aws:iam::account:role/name}, whoever assumed it.
 */
final class TrailActors {
    private static final String ASSUMED = ":assumed-role/";
    private static final String ANONYMOUS = "anonymous";

    private TrailActors() {}

    /** The account; null when the identity tells none. */
    static @Nullable String of(RecordFields identity) {
        String type = CloudEvents.orElse("", identity.lowerText("type"));
        String arn = identity.text("arn");
        String name =
                switch (type) {
                    case "assumedrole" -> role(identity, arn);
                    case "root" -> arn(identity, arn, "root");
                    case "iamuser" -> user(identity, arn);
                    case "awsservice" -> identity.text("invokedby");
                    case "identitycenteruser" -> identity.within("onbehalfof").text("userid");
                    default -> arn;
                };
        String actor = name == null ? unnamed(identity) : name;
        return actor == null ? null : Texts.lower(actor);
    }

    /** What a session of a role is called; null for one without. */
    static @Nullable String session(RecordFields identity) {
        String arn = identity.text("arn");
        int role = arn == null ? -1 : arn.indexOf(ASSUMED);
        int slash = arn == null || role < 0 ? -1 : arn.indexOf('/', role + ASSUMED.length());
        return arn == null || slash < 0 ? null : arn.substring(slash + 1);
    }

    /** The name of a role is unique in its account, so its path is left out. */
    private static @Nullable String role(RecordFields identity, @Nullable String arn) {
        RecordFields issuer = identity.within("sessioncontext").within("sessionissuer");
        String issued = issuer.text("arn");
        String role =
                CloudEvents.first(
                        issued == null ? null : issued.substring(issued.lastIndexOf('/') + 1),
                        issuer.text("username"),
                        assumed(arn),
                        identity.text("username"));
        if (role == null) {
            return arn == null ? withoutSession(identity.text("principalid")) : arn;
        }
        String account =
                CloudEvents.first(
                        issuer.text("accountid"), accountOf(arn), identity.text("accountid"));
        return iam(arn == null ? issued : arn, account, "role/" + role);
    }

    private static @Nullable String withoutSession(@Nullable String principal) {
        int colon = principal == null ? -1 : principal.indexOf(':');
        return principal == null || colon < 0 ? principal : principal.substring(0, colon);
    }

    private static @Nullable String assumed(@Nullable String arn) {
        int role = arn == null ? -1 : arn.indexOf(ASSUMED);
        if (arn == null || role < 0) {
            return null;
        }
        int start = role + ASSUMED.length();
        int slash = arn.indexOf('/', start);
        return arn.substring(start, slash < 0 ? arn.length() : slash);
    }

    private static @Nullable String user(RecordFields identity, @Nullable String arn) {
        String user = identity.text("username");
        return user == null ? arn : arn(identity, arn, "user/" + user);
    }

    private static String arn(RecordFields identity, @Nullable String arn, String resource) {
        return arn == null ? iam(null, identity.text("accountid"), resource) : arn;
    }

    private static String iam(@Nullable String like, @Nullable String account, String resource) {
        int partition = like == null ? -1 : like.indexOf(':', 4);
        String head = like == null || partition < 0 ? "arn:aws" : like.substring(0, partition);
        return head + ":iam::" + CloudEvents.orElse("", account) + ":" + resource;
    }

    /** The account in {@code arn:aws:sts::account:...}. */
    private static @Nullable String accountOf(@Nullable String arn) {
        int at = -1;
        for (int colons = 0; arn != null && colons < 4; colons++) {
            at = arn.indexOf(':', at + 1);
            if (at < 0) {
                return null;
            }
        }
        int end = arn == null ? -1 : arn.indexOf(':', at + 1);
        return arn == null || end <= at + 1 ? null : arn.substring(at + 1, end);
    }

    private static @Nullable String unnamed(RecordFields identity) {
        String account = identity.text("accountid");
        if (account != null && Texts.lower(account).startsWith(ANONYMOUS)) {
            return ANONYMOUS;
        }
        return CloudEvents.first(
                identity.text("username"),
                identity.text("invokedby"),
                account,
                identity.text("principalid"));
    }
}
