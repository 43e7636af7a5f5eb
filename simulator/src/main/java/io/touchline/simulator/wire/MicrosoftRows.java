// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import io.touchline.simulator.random.Draws;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Rows of the Microsoft 365 unified audit log. They are exported 60 to 90 minutes after what they
 * tell of, and only then written.
 */
public final class MicrosoftRows {
    private static final String ORGANISATION = "5a0f38c6-710b-4503-92c0-3a9f6e00f726";
    private static final String SITES = "https://arenaexample.sharepoint.com/sites/";
    private static final Duration LEAST_DELAY = Duration.ofMinutes(60);
    private static final Duration DELAY_SPREAD = Duration.ofMinutes(30);
    private static final DateTimeFormatter CREATED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Rows rows;
    private final Draws draws;

    public MicrosoftRows(Rows rows, Draws draws) {
        this.rows = rows;
        this.draws = draws;
    }

    public void signIn(Instant at, String user, String ip, String agent, boolean success) {
        String operation = success ? "UserLoggedIn" : "UserLoginFailed";
        Map<String, Object> row = row(at, 15, operation, "AzureActiveDirectory", user);
        row.put("ResultStatus", success ? "Success" : "Failed");
        row.put("ObjectId", "00000002-0000-0000-c000-000000000000");
        row.put("ClientIP", ip);
        row.put("ActorIpAddress", ip);
        row.put("Actor", List.of(Map.of("ID", user)));
        row.put(
                "ExtendedProperties",
                List.of(
                        property("ResultStatusDetail", success ? "Success" : "UserError"),
                        property("UserAgent", agent),
                        property("RequestType", "OAuth2:Authorize")));
        write(at, row);
    }

    /** {@code operation} FileAccessed or FileDownloaded. */
    public void file(
            Instant at,
            String user,
            String ip,
            String agent,
            String operation,
            String department,
            String file) {
        Map<String, Object> row = row(at, 6, operation, "SharePoint", user);
        row.put("ObjectId", SITES + department + "/Shared Documents/" + file);
        row.put("ClientIP", ip);
        row.put("UserAgent", agent);
        row.put("ItemType", "File");
        row.put("SiteUrl", SITES + department + "/");
        row.put("SourceFileName", file);
        row.put("SourceFileExtension", file.substring(file.lastIndexOf('.') + 1));
        row.put("SourceRelativeUrl", "Shared Documents");
        write(at, row);
    }

    public void mailRead(Instant at, String user, String ip, String agent, int items) {
        Map<String, Object> row = row(at, 50, "MailItemsAccessed", "Exchange", user);
        row.put("ResultStatus", "Succeeded");
        row.put("ClientIPAddress", ip);
        row.put("ClientInfoString", "Client=OWA;" + agent);
        row.put("MailboxOwnerUPN", user);
        row.put("OperationProperties", List.of(property("MailAccessType", "Bind")));
        row.put("OperationCount", items);
        write(at, row);
    }

    /** A rule that moves what matches out of sight. */
    public void inboxRule(Instant at, String user, String ip, String words, String folder) {
        Map<String, Object> row = row(at, 1, "New-InboxRule", "Exchange", user);
        row.put("ResultStatus", "True");
        row.put("ObjectId", user + "\\" + words);
        row.put("ClientIP", ip + ":" + draws.ephemeralPort());
        row.put(
                "Parameters",
                List.of(
                        property("Name", "."),
                        property("SubjectContainsWords", words),
                        property("MoveToFolder", folder),
                        property("MarkAsRead", "True")));
        write(at, row);
    }

    private Map<String, Object> row(
            Instant at, int type, String operation, String workload, String user) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("CreationTime", CREATED.format(at));
        row.put("Id", draws.guid());
        row.put("Operation", operation);
        row.put("OrganizationId", ORGANISATION);
        row.put("RecordType", type);
        row.put("UserKey", user);
        row.put("UserType", 0);
        row.put("Version", 1);
        row.put("Workload", workload);
        row.put("UserId", user);
        return row;
    }

    private void write(Instant at, Map<String, Object> row) {
        Instant written = draws.within(at.plus(LEAST_DELAY), DELAY_SPREAD);
        row.put("_write_ts", DateTimeFormatter.ISO_INSTANT.format(written)); // the arrival stamp
        rows.add(new Row(Log.AUDIT, written, row));
    }

    private static Map<String, String> property(String name, String value) {
        Map<String, String> property = new LinkedHashMap<>();
        property.put("Name", name);
        property.put("Value", value);
        return property;
    }
}
