// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.Action;
import io.touchline.schemas.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an event of Google Workspace does, by its name and the type it belongs to. */
final class GoogleOperations {
    private static final List<String> LOG_ON =
            List.of("login", "suspicious_login", "risky_sensitive_action", "gov_attack_warning");
    private static final List<String> GRANT =
            List.of(
                    "authorize",
                    "assign_role",
                    "grant_",
                    "add_privilege",
                    "change_user_access",
                    "change_document_visibility",
                    "change_document_access_scope",
                    "change_acl",
                    "change_calendar_acls",
                    "add_group_member",
                    "add_member");
    private static final List<String> READ =
            List.of("view", "download", "preview", "print", "source_copy", "export");
    private static final List<String> WRITE =
            List.of("create", "upload", "edit", "rename", "move", "trash", "delete", "copy");
    private static final List<String> ADMINISTER =
            List.of(
                    "create_",
                    "change_",
                    "delete_",
                    "add_",
                    "remove_",
                    "update_",
                    "toggle_",
                    "suspend_",
                    "reset_",
                    "revoke",
                    "unassign",
                    "ban_",
                    "2sv_",
                    "titanium_",
                    "recovery_",
                    "password_edit",
                    "email_forwarding",
                    "customer_takeout");

    private GoogleOperations() {}

    /**
     * @param type such as {@code access}: what is done to a document has words of its own
     */
    static Action action(@Nullable String type, String operation) {
        String name = Texts.lower(operation).strip();
        if (OperationNames.beginsWithAny(name, LOG_ON)) {
            return Action.LOG_ON;
        }
        if (OperationNames.beginsWithAny(name, GRANT)) {
            return Action.GRANT;
        }
        if (READ.contains(name)) {
            return Action.READ;
        }
        if (WRITE.contains(name)) {
            return Action.WRITE;
        }
        boolean shared = "acl_change".equalsIgnoreCase(type);
        boolean administers = OperationNames.beginsWithAny(name, ADMINISTER);
        return shared || administers ? Action.ADMINISTER : Action.CALL;
    }

    /** The log has no field for it: only names that tell it do. */
    static Outcome outcome(String operation) {
        String name = Texts.lower(operation);
        if (name.contains("fail")) {
            return Outcome.FAILURE;
        }
        if (name.contains("blocked") || name.contains("denied")) {
            return Outcome.DENIED;
        }
        return name.contains("succe") ? Outcome.SUCCESS : Outcome.UNKNOWN;
    }
}
