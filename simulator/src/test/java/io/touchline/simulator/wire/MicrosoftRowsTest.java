// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import static io.touchline.simulator.wire.WrittenRows.names;
import static io.touchline.simulator.wire.WrittenRows.words;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.touchline.simulator.random.Draws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names are those of audit exports and Entra events that were recorded. */
class MicrosoftRowsTest {
    private static final Instant T0 = Instant.parse("2026-06-06T12:00:00.250Z");
    private static final CloudAct ACT =
            new CloudAct(
                    T0, T0.plus(Duration.ofMinutes(75)), "alex@arena.example", "192.0.2.4", "UA/1");
    private static final String COMMON =
            "CreationTime Id Operation OrganizationId RecordType UserKey UserType Version Workload"
                    + " UserId ";

    private final WrittenRows written = new WrittenRows();
    private final MicrosoftRows cloud = new MicrosoftRows(written);
    private final Draws draws = Draws.of(7, "test");

    @Test
    void writesSignIn() {
        cloud.signIn(draws, ACT, "app-1", null);
        JsonNode row = audit("UserLoggedIn", 15, "AzureActiveDirectory", 0);
        assertThat(names(row))
                .containsExactlyElementsOf(
                        words(
                                COMMON
                                        + "ResultStatus ObjectId ClientIP ActorIpAddress Actor"
                                        + " ApplicationId ExtendedProperties"));
        assertThat(row.get("ResultStatus").asText()).isEqualTo("Success");
        assertThat(row.get("ObjectId").asText()).isEqualTo("app-1");
        assertThat(row.get("ApplicationId").asText()).isEqualTo("app-1");
        assertThat(row.get("ClientIP").asText()).isEqualTo("192.0.2.4");
        assertThat(row.get("ActorIpAddress").asText()).isEqualTo("192.0.2.4");
        assertThat(row.get("Actor").toString())
                .isEqualTo("[{\"ID\":\"alex@arena.example\",\"Type\":5}]");
        assertThat(row.get("ExtendedProperties").toString())
                .isEqualTo(
                        "[{\"Name\":\"ResultStatusDetail\",\"Value\":\"Success\"},"
                                + "{\"Name\":\"UserAgent\",\"Value\":\"UA/1\"},"
                                + "{\"Name\":\"RequestType\",\"Value\":\"OAuth2:Authorize\"}]");
    }

    @Test
    void writesFailedSignIn() {
        cloud.signIn(draws, ACT, "app-1", "InvalidUserNameOrPassword");
        JsonNode row = audit("UserLoginFailed", 15, "AzureActiveDirectory", 0);
        assertThat(row.get("LogonError").asText()).isEqualTo("InvalidUserNameOrPassword");
    }

    @Test
    void writesFileRead() {
        cloud.fileAccessed(draws, ACT, "https://a.example/sites/it/", "Shared Documents", "b.xlsx");
        JsonNode row = audit("FileAccessed", 6, "SharePoint", 0);
        assertThat(names(row))
                .containsExactlyElementsOf(
                        words(
                                COMMON
                                        + "ObjectId ClientIP UserAgent EventSource ItemType SiteUrl"
                                        + " SourceFileName SourceFileExtension SourceRelativeUrl"));
        assertThat(row.get("ObjectId").asText())
                .isEqualTo("https://a.example/sites/it/Shared Documents/b.xlsx");
        assertThat(row.get("ClientIP").asText()).isEqualTo("192.0.2.4");
        assertThat(row.get("UserAgent").asText()).isEqualTo("UA/1");
        assertThat(row.get("EventSource").asText()).isEqualTo("SharePoint");
        assertThat(row.get("ItemType").asText()).isEqualTo("File");
        assertThat(row.get("SiteUrl").asText()).isEqualTo("https://a.example/sites/it/");
        assertThat(row.get("SourceFileName").asText()).isEqualTo("b.xlsx");
        assertThat(row.get("SourceFileExtension").asText()).isEqualTo("xlsx");
        assertThat(row.get("SourceRelativeUrl").asText()).isEqualTo("Shared Documents");
    }

    @Test
    void writesDownload() {
        cloud.fileDownloaded(draws, ACT, "https://a.example/sites/it/", "Docs", "b.pdf");
        audit("FileDownloaded", 6, "SharePoint", 0);
    }

    @Test
    void writesMailRead() {
        cloud.mailItemsAccessed(draws, ACT, "Client=REST", "Sync", 30);
        JsonNode row = audit("MailItemsAccessed", 50, "Exchange", 0);
        assertThat(names(row))
                .containsExactlyElementsOf(
                        words(
                                COMMON
                                        + "ResultStatus ClientIPAddress ClientInfoString LogonType"
                                        + " MailboxOwnerUPN OperationProperties OperationCount"));
        assertThat(row.get("ResultStatus").asText()).isEqualTo("Succeeded");
        mailbox(row, "Client=REST;UA/1");
        assertThat(row.get("OperationProperties").toString())
                .isEqualTo("[{\"Name\":\"MailAccessType\",\"Value\":\"Sync\"}]");
        assertThat(row.get("OperationCount").asInt()).isEqualTo(30);
    }

    @Test
    void writesMailSent() {
        cloud.sendMail(draws, ACT, "Client=OWA", "Invoice");
        JsonNode row = audit("Send", 2, "Exchange", 0);
        assertThat(names(row))
                .containsExactlyElementsOf(
                        words(
                                COMMON
                                        + "ResultStatus ClientIPAddress ClientInfoString LogonType"
                                        + " MailboxOwnerUPN Item"));
        mailbox(row, "Client=OWA;UA/1");
        assertThat(names(row.get("Item"))).containsExactly("Id", "InternetMessageId", "Subject");
        assertThat(row.at("/Item/Id").asText()).matches("[0-9a-f]{32}");
        assertThat(row.at("/Item/InternetMessageId").asText())
                .matches("<[0-9a-f]{16}@arena.example>");
        assertThat(row.at("/Item/Subject").asText()).isEqualTo("Invoice");
    }

    @Test
    void writesInboxRule() {
        cloud.inboxRule(draws, ACT, "..", Map.of("ForwardTo", "x@evil.example"));
        JsonNode row = audit("New-InboxRule", 1, "Exchange", 2);
        assertThat(names(row))
                .containsExactlyElementsOf(
                        words(
                                COMMON
                                        + "ResultStatus ObjectId ClientIP ExternalAccess"
                                        + " OrganizationName Parameters"));
        assertThat(row.get("ResultStatus").asText()).isEqualTo("True");
        assertThat(row.get("ObjectId").asText()).isEqualTo("alex@arena.example\\..");
        assertThat(row.get("ClientIP").asText()).matches("192\\.0\\.2\\.4:\\d{5}");
        assertThat(row.get("ExternalAccess").asBoolean(true)).isFalse();
        assertThat(row.get("OrganizationName").asText()).isEqualTo("arena.example");
        assertThat(row.get("Parameters").toString())
                .isEqualTo(
                        "[{\"Name\":\"ForwardTo\",\"Value\":\"x@evil.example\"},"
                                + "{\"Name\":\"Name\",\"Value\":\"..\"}]");
    }

    @Test
    void writesConsent() {
        cloud.consent(draws, ACT, "app-9", "Mail Helper", "Mail.Read offline_access");
        JsonNode row = directory("Consent to application.", "app-9", "ServicePrincipal");
        assertThat(row.get("Target").toString())
                .isEqualTo(
                        "[{\"ID\":\"ServicePrincipal_app-9\",\"Type\":2},"
                                + "{\"ID\":\"app-9\",\"Type\":2},"
                                + "{\"ID\":\"ServicePrincipal\",\"Type\":2},"
                                + "{\"ID\":\"Mail Helper\",\"Type\":1}]");
        JsonNode changes = row.get("ModifiedProperties");
        assertThat(changes).allSatisfy(c -> assertThat(names(c)).isEqualTo(changed()));
        assertThat(changes.findValuesAsText("Name"))
                .containsExactly(
                        "ConsentContext.IsAdminConsent",
                        "ConsentContext.IsAppOnly",
                        "ConsentContext.OnBehalfOfAll",
                        "ConsentContext.Tags",
                        "ConsentAction.Permissions");
        assertThat(changes.findValuesAsText("NewValue"))
                .containsExactly(
                        "False",
                        "False",
                        "False",
                        "WindowsAzureActiveDirectoryIntegratedApp",
                        "[] => [[ConsentType: Principal, Scope: Mail.Read offline_access]]");
    }

    @Test
    void writesRoleGiven() {
        cloud.addMemberToRole(draws, ACT, "bea@arena.example", "Global Administrator");
        JsonNode row = directory("Add member to role.", "bea@arena.example", "Role");
        assertThat(row.get("Target").toString())
                .isEqualTo("[{\"ID\":\"bea@arena.example\",\"Type\":5}]");
        assertThat(row.get("ModifiedProperties").toString())
                .isEqualTo(
                        "[{\"Name\":\"Role.DisplayName\",\"NewValue\":\"Global Administrator\","
                                + "\"OldValue\":\"\"}]");
    }

    @Test
    void writesEntraSignIn() {
        cloud.entraSignIn(draws, ACT, signIn("none", 0, ""));
        JsonNode row = written.json();
        assertThat(written.row().log()).isEqualTo(Log.SIGN_INS);
        assertThat(written.row().written()).isEqualTo(ACT.written());
        assertThat(names(row))
                .containsExactlyElementsOf(
                        words(
                                "id createdDateTime userPrincipalName userId appId appDisplayName"
                                        + " ipAddress userAgent clientAppUsed correlationId"
                                        + " conditionalAccessStatus isInteractive"
                                        + " authenticationProtocol originalTransferMethod"
                                        + " riskDetail riskLevelAggregated riskLevelDuringSignIn"
                                        + " riskState riskEventTypes_v2 resourceDisplayName"
                                        + " resourceId status deviceDetail location"));
        assertThat(row.get("id").asText()).matches("[0-9a-f-]{36}");
        assertThat(row.get("correlationId").asText()).matches("[0-9a-f-]{36}");
        assertThat(row.get("createdDateTime").asText()).isEqualTo("2026-06-06T12:00:00Z");
        assertThat(row.get("userPrincipalName").asText()).isEqualTo("alex@arena.example");
        assertThat(row.get("userId").asText()).isEqualTo("user-1");
        assertThat(row.get("appId").asText()).isEqualTo("app-1");
        assertThat(row.get("appDisplayName").asText()).isEqualTo("Office 365");
        assertThat(row.get("ipAddress").asText()).isEqualTo("192.0.2.4");
        assertThat(row.get("userAgent").asText()).isEqualTo("UA/1");
        assertThat(row.get("clientAppUsed").asText()).isEqualTo("Browser");
        assertThat(row.get("conditionalAccessStatus").asText()).isEqualTo("notApplied");
        assertThat(row.get("isInteractive").asBoolean()).isTrue();
        assertThat(row.get("authenticationProtocol").asText()).isEqualTo("none");
        assertThat(row.get("originalTransferMethod").asText()).isEqualTo("none");
        for (String risk :
                words("riskDetail riskLevelAggregated riskLevelDuringSignIn riskState")) {
            assertThat(row.get(risk).asText()).isEqualTo("none");
        }
        assertThat(row.get("riskEventTypes_v2")).isEmpty();
        assertThat(row.get("resourceDisplayName").asText()).isEqualTo("Microsoft Graph");
        assertThat(row.get("status").toString())
                .isEqualTo("{\"errorCode\":0,\"failureReason\":\"Other.\"}");
        assertThat(row.get("deviceDetail").toString())
                .isEqualTo(
                        "{\"deviceId\":\"dev-1\",\"displayName\":\"OFFICE-PC-07\","
                                + "\"operatingSystem\":\"Windows 11\",\"browser\":\"Edge\","
                                + "\"isCompliant\":true,\"isManaged\":true,"
                                + "\"trustType\":\"Hybrid Azure AD joined\"}");
        assertThat(row.get("location").toString())
                .isEqualTo(
                        "{\"city\":\"Leeds\",\"state\":\"England\",\"countryOrRegion\":\"GB\","
                                + "\"geoCoordinates\":{\"latitude\":53.8,\"longitude\":-1.5}}");
    }

    @Test
    void tellsDeviceCodeAndFailure() {
        cloud.entraSignIn(draws, ACT, signIn("deviceCode", 50126, "Invalid password"));
        JsonNode row = written.json();
        assertThat(row.get("authenticationProtocol").asText()).isEqualTo("deviceCode");
        assertThat(row.get("originalTransferMethod").asText()).isEqualTo("deviceCodeFlow");
        assertThat(row.get("status").toString())
                .isEqualTo("{\"errorCode\":50126,\"failureReason\":\"Invalid password\"}");
    }

    private JsonNode directory(String operation, String object, String category) {
        JsonNode row = audit(operation, 8, "AzureActiveDirectory", 0);
        assertThat(names(row))
                .containsExactlyElementsOf(
                        words(
                                COMMON
                                        + "ResultStatus ObjectId ActorIpAddress ClientIP Actor"
                                        + " AzureActiveDirectoryEventType ExtendedProperties"
                                        + " Target ModifiedProperties"));
        assertThat(row.get("ResultStatus").asText()).isEqualTo("Success");
        assertThat(row.get("ObjectId").asText()).isEqualTo(object);
        assertThat(row.get("ActorIpAddress").asText()).isEqualTo("192.0.2.4");
        assertThat(row.get("ClientIP").asText()).isEqualTo("192.0.2.4");
        assertThat(row.at("/Actor/0/ID").asText()).isEqualTo("alex@arena.example");
        assertThat(row.get("AzureActiveDirectoryEventType").asInt()).isEqualTo(1);
        assertThat(row.get("ExtendedProperties").findValuesAsText("Name"))
                .containsExactly("additionalDetails", "extendedAuditEventCategory");
        assertThat(row.get("ExtendedProperties").findValuesAsText("Value"))
                .containsExactly("{\"User-Agent\":\"UA/1\"}", category);
        return row;
    }

    private static void mailbox(JsonNode row, String client) {
        assertThat(row.get("ClientIPAddress").asText()).isEqualTo("192.0.2.4");
        assertThat(row.get("ClientInfoString").asText()).isEqualTo(client);
        assertThat(row.get("LogonType").asInt(-1)).isZero();
        assertThat(row.get("MailboxOwnerUPN").asText()).isEqualTo("alex@arena.example");
    }

    /** Checks what all audit records have. */
    private JsonNode audit(String operation, int type, String workload, int userType) {
        JsonNode row = written.json();
        assertThat(written.row().log()).isEqualTo(Log.AUDIT);
        assertThat(written.row().written()).isEqualTo(ACT.written());
        assertThat(row.get("CreationTime").asText()).isEqualTo("2026-06-06T12:00:00");
        assertThat(row.get("Id").asText()).matches("[0-9a-f-]{36}");
        assertThat(row.get("Operation").asText()).isEqualTo(operation);
        assertThat(row.get("OrganizationId").asText()).matches("[0-9a-f-]{36}");
        assertThat(row.get("RecordType").asInt()).isEqualTo(type);
        assertThat(row.get("UserKey").asText()).isEqualTo("alex@arena.example");
        assertThat(row.get("UserType").asInt(-1)).isEqualTo(userType);
        assertThat(row.get("Version").asInt()).isEqualTo(1);
        assertThat(row.get("Workload").asText()).isEqualTo(workload);
        assertThat(row.get("UserId").asText()).isEqualTo("alex@arena.example");
        return row;
    }

    private static List<String> changed() {
        return words("Name NewValue OldValue");
    }

    private static EntraSignIn signIn(String protocol, int error, String failure) {
        return new EntraSignIn(
                "user-1",
                "Office 365",
                "app-1",
                "Browser",
                protocol,
                error,
                failure,
                new EntraSignIn.Place("Leeds", "England", "GB", 53.8, -1.5),
                new EntraSignIn.Device("dev-1", "OFFICE-PC-07", "Windows 11", "Edge"));
    }
}
