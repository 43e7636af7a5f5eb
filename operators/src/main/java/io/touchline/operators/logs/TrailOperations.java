// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.Action;
import io.touchline.schemas.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a call of an AWS API does, by its name, and how it ended. */
final class TrailOperations {
    /** Ways in for a person or a foreign identity; a role assumed inside is a call. */
    private static final List<String> LOG_ON =
            List.of(
                    "consolelogin",
                    "switchrole",
                    "userauthentication",
                    "assumerolewithsaml",
                    "assumerolewithwebidentity");

    /** Verbs by which rights are given, and the nouns that stand for rights. */
    private static final List<String> GIVES =
            List.of("put", "attach", "add", "create", "update", "set", "modify", "authorize");

    private static final List<String> RIGHTS =
            List.of(
                    "policy",
                    "permission",
                    "grant",
                    "accesskey",
                    "loginprofile",
                    "usertogroup",
                    "bucketacl",
                    "objectacl",
                    "networkaclentry",
                    "securitygroupingress",
                    "snapshotattribute",
                    "imageattribute");

    /** Policies about when, not about who. */
    private static final List<String> SCHEDULES =
            List.of("scaling", "lifecycle", "backup", "retention");

    /** What gives content away rather than a description. */
    private static final List<String> READ =
            List.of(
                    "getobject",
                    "selectobjectcontent",
                    "getsecretvalue",
                    "batchgetsecretvalue",
                    "getparameter",
                    "getpassworddata",
                    "decrypt",
                    "getrecords",
                    "getitem",
                    "batchgetitem",
                    "query",
                    "scan");

    private static final List<String> WRITE =
            List.of(
                    "putobject",
                    "copyobject",
                    "deleteobject",
                    "restoreobject",
                    "completemultipartupload",
                    "putitem",
                    "updateitem",
                    "deleteitem",
                    "batchwriteitem");

    private static final List<String> LOOKS =
            List.of(
                    "get",
                    "list",
                    "describe",
                    "head",
                    "lookup",
                    "search",
                    "check",
                    "batchget",
                    "assume",
                    "validate",
                    "simulate",
                    "invoke",
                    "estimate",
                    "preview");

    private static final List<String> REFUSED =
            List.of("accessdenied", "unauthorized", "notauthorized", "forbidden");

    private TrailOperations() {}

    static Action action(String operation, @Nullable Boolean readOnly) {
        String name = Texts.lower(operation);
        if (LOG_ON.contains(name)) {
            return Action.LOG_ON;
        }
        if (gives(name)) {
            return Action.GRANT;
        }
        if (OperationNames.beginsWithAny(name, READ) && !name.endsWith("acl")) {
            return Action.READ;
        }
        if (OperationNames.beginsWithAny(name, WRITE)) {
            return Action.WRITE;
        }
        boolean looks = readOnly == null ? OperationNames.beginsWithAny(name, LOOKS) : readOnly;
        return looks ? Action.CALL : Action.ADMINISTER;
    }

    /** Without an error it went well, but for a log-on, which says so in its answer. */
    static Outcome outcome(@Nullable String error, @Nullable String answer) {
        if (error == null) {
            boolean failed = answer != null && Texts.lower(answer).startsWith("fail");
            return failed ? Outcome.FAILURE : Outcome.SUCCESS;
        }
        boolean refused = OperationNames.containsAny(Texts.lower(error), REFUSED);
        return refused ? Outcome.DENIED : Outcome.FAILURE;
    }

    private static boolean gives(String name) {
        return OperationNames.beginsWithAny(name, GIVES)
                && OperationNames.containsAny(name, RIGHTS)
                && !OperationNames.containsAny(name, SCHEDULES);
    }
}
