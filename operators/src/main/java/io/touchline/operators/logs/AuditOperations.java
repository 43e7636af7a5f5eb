// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.Action;
import io.touchline.schemas.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operation of the Microsoft 365 audit log does, by its name. */
final class AuditOperations {
    private static final List<String> LOG_ON =
            List.of("userloggedin", "userloginfailed", "mailboxlogin");
    private static final List<String> ADMINISTER =
            List.of(
                    "new", "set", "add", "remove", "delete", "enable", "disable", "reset",
                    "install");
    private static final List<String> READ =
            List.of("accessed", "viewed", "downloaded", "previewed");
    private static final List<String> WRITE = List.of("uploaded", "modified");

    private AuditOperations() {}

    static Action action(String operation) {
        String name = Texts.lower(operation).strip();
        if (LOG_ON.contains(name)) {
            return Action.LOG_ON;
        }
        boolean grants = name.startsWith("add") || name.startsWith("new");
        if (name.contains("consent") || (grants && grantsSomething(name))) {
            return Action.GRANT;
        }
        if (name.startsWith("update") || administers(name)) {
            return Action.ADMINISTER;
        }
        if (OperationNames.endsWithAny(name, READ)) {
            return Action.READ;
        }
        return OperationNames.endsWithAny(name, WRITE) || name.startsWith("send")
                ? Action.WRITE
                : Action.CALL;
    }

    static Outcome outcome(String operation, @Nullable String result) {
        if (Texts.lower(operation).endsWith("failed")) {
            return Outcome.FAILURE;
        }
        if (result == null) {
            return Outcome.UNKNOWN;
        }
        return switch (Texts.lower(result)) {
            case "success", "succeeded", "true", "partiallysucceeded" -> Outcome.SUCCESS;
            case "failed", "failure", "false" -> Outcome.FAILURE;
            default -> Outcome.UNKNOWN;
        };
    }

    private static boolean grantsSomething(String name) {
        return name.contains("permission") || name.contains("grant");
    }

    /** A verb and a noun: {@code set-mailbox}, or {@code add member to role}. */
    private static boolean administers(String name) {
        for (String verb : ADMINISTER) {
            boolean noun =
                    name.length() > verb.length()
                            && (name.charAt(verb.length()) == '-'
                                    || name.charAt(verb.length()) == ' ');
            if (noun && name.startsWith(verb)) {
                return true;
            }
        }
        return false;
    }
}
