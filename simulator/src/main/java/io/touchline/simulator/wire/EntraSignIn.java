// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import io.touchline.simulator.random.Draws;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an Entra sign-in is, apart from who, when and from where.
 *
 * @param client such as {@code Browser} or {@code Mobile Apps and Desktop clients}
 * @param protocol {@code none} for most, {@code deviceCode} where a code was typed elsewhere
 * @param errorCode 0 when it went well, 50126 for a wrong password
 * @param failure the text of an error; unused without one
 */
public record EntraSignIn(
        String userId,
        String application,
        String applicationId,
        String client,
        String protocol,
        int errorCode,
        String failure,
        Place place,
        Device device) {
    private static final String GRAPH = "00000003-0000-0000-c000-000000000000";

    /** Where Microsoft believes the address to be; {@code country} of two letters. */
    public record Place(String city, String state, String country, double north, double east) {}

    /** What signed in; {@code id} empty when it is not managed. */
    public record Device(String id, String name, String system, String browser) {}

    /** By the names of Microsoft Graph. */
    Map<String, Object> fields(Draws draws, CloudAct act) {
        boolean deviceCode = protocol.equals("deviceCode");
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", draws.guid());
        row.put("createdDateTime", IsoText.seconds(act.occurred()));
        row.put("userPrincipalName", act.user());
        row.put("userId", userId);
        row.put("appId", applicationId);
        row.put("appDisplayName", application);
        row.put("ipAddress", act.ip());
        row.put("userAgent", act.userAgent());
        row.put("clientAppUsed", client);
        row.put("correlationId", draws.guid());
        row.put("conditionalAccessStatus", "notApplied");
        row.put("isInteractive", true);
        row.put("authenticationProtocol", protocol);
        row.put("originalTransferMethod", deviceCode ? "deviceCodeFlow" : "none");
        row.put("riskDetail", "none");
        row.put("riskLevelAggregated", "none");
        row.put("riskLevelDuringSignIn", "none");
        row.put("riskState", "none");
        row.put("riskEventTypes_v2", List.of());
        row.put("resourceDisplayName", "Microsoft Graph");
        row.put("resourceId", GRAPH);
        row.put("status", status());
        row.put("deviceDetail", detail());
        row.put("location", location());
        return row;
    }

    private Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("errorCode", errorCode);
        status.put("failureReason", errorCode == 0 ? "Other." : failure);
        return status;
    }

    private Map<String, Object> detail() {
        boolean managed = !device.id().isEmpty();
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("deviceId", device.id());
        detail.put("displayName", device.name());
        detail.put("operatingSystem", device.system());
        detail.put("browser", device.browser());
        detail.put("isCompliant", managed);
        detail.put("isManaged", managed);
        detail.put("trustType", managed ? "Hybrid Azure AD joined" : "");
        return detail;
    }

    private Map<String, Object> location() {
        Map<String, Object> where = new LinkedHashMap<>();
        where.put("latitude", place.north());
        where.put("longitude", place.east());
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("city", place.city());
        location.put("state", place.state());
        location.put("countryOrRegion", place.country());
        location.put("geoCoordinates", where);
        return location;
    }
}
