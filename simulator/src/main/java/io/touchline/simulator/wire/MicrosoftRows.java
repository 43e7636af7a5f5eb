// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import io.touchline.simulator.random.Draws;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of Microsoft 365's unified audit log and of Entra's sign-in log. The audit log has times of
 * a second without a zone; it is in UTC.
 */
public final class MicrosoftRows {
    private static final String DIRECTORY = "AzureActiveDirectory";
    private static final String ORGANISATION = "7c1d2e90-44ab-4f0e-a3d1-0be9f6217a58";

    private final Rows rows;

    public MicrosoftRows(Rows rows) {
        this.rows = rows;
    }

    /** Into an application; {@code error} null when it went well. */
    public void signIn(Draws draws, CloudAct act, String application, @Nullable String error) {
        String operation = error == null ? "UserLoggedIn" : "UserLoginFailed";
        Map<String, Object> row = audit(draws, act, 15, operation, DIRECTORY, 0);
        // The request was dealt with: Microsoft calls a failed log-on a success too.
        row.put("ResultStatus", "Success");
        row.put("ObjectId", application);
        row.put("ClientIP", act.ip());
        row.put("ActorIpAddress", act.ip());
        row.put("Actor", List.of(person(act.user(), 5)));
        row.put("ApplicationId", application);
        row.put(
                "ExtendedProperties",
                List.of(
                        property("ResultStatusDetail", "Success"),
                        property("UserAgent", act.userAgent()),
                        property("RequestType", "OAuth2:Authorize")));
        if (error != null) {
            row.put("LogonError", error);
        }
        add(act, row);
    }

    public void fileAccessed(Draws draws, CloudAct act, String site, String folder, String file) {
        file(draws, act, "FileAccessed", site, folder, file);
    }

    public void fileDownloaded(Draws draws, CloudAct act, String site, String folder, String file) {
        file(draws, act, "FileDownloaded", site, folder, file);
    }

    /** {@code site} ends with a slash. */
    private void file(
            Draws draws, CloudAct act, String operation, String site, String folder, String file) {
        Map<String, Object> row = audit(draws, act, 6, operation, "SharePoint", 0);
        row.put("ObjectId", site + folder + "/" + file);
        row.put("ClientIP", act.ip());
        row.put("UserAgent", act.userAgent());
        row.put("EventSource", "SharePoint");
        row.put("ItemType", "File");
        row.put("SiteUrl", site);
        row.put("SourceFileName", file);
        row.put("SourceFileExtension", file.substring(file.lastIndexOf('.') + 1));
        row.put("SourceRelativeUrl", folder);
        add(act, row);
    }

    /**
     * Mail opened one by one ({@code Bind}) or a whole folder taken ({@code Sync}).
     *
     * @param client such as {@code Client=OWA}, {@code Client=REST}
     */
    public void mailItemsAccessed(
            Draws draws, CloudAct act, String client, String type, int count) {
        Map<String, Object> row = audit(draws, act, 50, "MailItemsAccessed", "Exchange", 0);
        row.put("ResultStatus", "Succeeded");
        row.put("ClientIPAddress", act.ip());
        row.put("ClientInfoString", client + ";" + act.userAgent());
        row.put("LogonType", 0);
        row.put("MailboxOwnerUPN", act.user());
        row.put("OperationProperties", List.of(property("MailAccessType", type)));
        row.put("OperationCount", count);
        add(act, row);
    }

    /** A mail sent from the own mailbox. */
    public void sendMail(Draws draws, CloudAct act, String client, String subject) {
        Map<String, Object> row = audit(draws, act, 2, "Send", "Exchange", 0);
        row.put("ResultStatus", "Succeeded");
        row.put("ClientIPAddress", act.ip());
        row.put("ClientInfoString", client + ";" + act.userAgent());
        row.put("LogonType", 0);
        row.put("MailboxOwnerUPN", act.user());
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("Id", draws.hex(32));
        item.put("InternetMessageId", "<" + draws.hex(16) + "@" + domain(act.user()) + ">");
        item.put("Subject", subject);
        row.put("Item", item);
        add(act, row);
    }

    /**
     * A rule made by {@code New-InboxRule}.
     *
     * @param parameters by the cmdlet's names, as {@code ForwardTo}, {@code DeleteMessage}
     */
    public void inboxRule(Draws draws, CloudAct act, String name, Map<String, String> parameters) {
        Map<String, Object> row = audit(draws, act, 1, "New-InboxRule", "Exchange", 2);
        row.put("ResultStatus", "True");
        row.put("ObjectId", act.user() + "\\" + name);
        row.put("ClientIP", act.ip() + ":" + draws.ephemeralPort());
        row.put("ExternalAccess", false);
        row.put("OrganizationName", domain(act.user()));
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put("Name", name);
        row.put(
                "Parameters",
                all.entrySet().stream().map(e -> property(e.getKey(), e.getValue())).toList());
        add(act, row);
    }

    /**
     * A user lets an application act in their name.
     *
     * @param application its id; the record names it by that and by {@code title}
     * @param scope what it may do, separated by spaces
     */
    public void consent(Draws draws, CloudAct act, String application, String title, String scope) {
        Map<String, Object> row = audit(draws, act, 8, "Consent to application.", DIRECTORY, 0);
        directory(row, act, application, "ServicePrincipal");
        row.put(
                "Target",
                List.of(
                        person("ServicePrincipal_" + application, 2),
                        person(application, 2),
                        person("ServicePrincipal", 2),
                        person(title, 1)));
        row.put(
                "ModifiedProperties",
                List.of(
                        changed("ConsentContext.IsAdminConsent", "False"),
                        changed("ConsentContext.IsAppOnly", "False"),
                        changed("ConsentContext.OnBehalfOfAll", "False"),
                        changed("ConsentContext.Tags", "WindowsAzureActiveDirectoryIntegratedApp"),
                        changed(
                                "ConsentAction.Permissions",
                                "[] => [[ConsentType: Principal, Scope: " + scope + "]]")));
        add(act, row);
    }

    /** {@code member} gets {@code role}, as {@code Global Administrator}. */
    public void addMemberToRole(Draws draws, CloudAct act, String member, String role) {
        Map<String, Object> row = audit(draws, act, 8, "Add member to role.", DIRECTORY, 0);
        directory(row, act, member, "Role");
        row.put("Target", List.of(person(member, 5)));
        row.put("ModifiedProperties", List.of(changed("Role.DisplayName", role)));
        add(act, row);
    }

    private static void directory(
            Map<String, Object> row, CloudAct act, String object, String category) {
        row.put("ResultStatus", "Success");
        row.put("ObjectId", object);
        row.put("ActorIpAddress", act.ip());
        row.put("ClientIP", act.ip());
        row.put("Actor", List.of(person(act.user(), 5)));
        row.put("AzureActiveDirectoryEventType", 1);
        String details = RowText.json(Map.of("User-Agent", act.userAgent()));
        row.put(
                "ExtendedProperties",
                List.of(
                        property("additionalDetails", details),
                        property("extendedAuditEventCategory", category)));
    }

    /** As Microsoft Graph gives it; arrives within minutes. */
    public void entraSignIn(Draws draws, CloudAct act, EntraSignIn signIn) {
        rows.add(new Row(Log.SIGN_INS, act.written(), signIn.fields(draws, act)));
    }

    private Map<String, Object> audit(
            Draws draws, CloudAct act, int type, String operation, String workload, int userType) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("CreationTime", IsoText.zoneless(act.occurred()));
        row.put("Id", draws.guid());
        row.put("Operation", operation);
        row.put("OrganizationId", ORGANISATION);
        row.put("RecordType", type);
        row.put("UserKey", act.user());
        row.put("UserType", userType);
        row.put("Version", 1);
        row.put("Workload", workload);
        row.put("UserId", act.user());
        return row;
    }

    private void add(CloudAct act, Map<String, Object> row) {
        row.put("_write_ts", IsoText.millis(act.written())); // the shipper's stamp of arrival
        rows.add(new Row(Log.AUDIT, act.written(), row));
    }

    private static Map<String, Object> property(String name, String value) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("Name", name);
        property.put("Value", value);
        return property;
    }

    private static Map<String, Object> changed(String name, String to) {
        Map<String, Object> changed = new LinkedHashMap<>();
        changed.put("Name", name);
        changed.put("NewValue", to);
        changed.put("OldValue", "");
        return changed;
    }

    /** Type 5 is a user's name, 2 an id, 1 a title. */
    private static Map<String, Object> person(String id, int type) {
        Map<String, Object> person = new LinkedHashMap<>();
        person.put("ID", id);
        person.put("Type", type);
        return person;
    }

    private static String domain(String user) {
        return user.substring(user.indexOf('@') + 1);
    }
}
