// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import static io.touchline.operators.logs.Log.at;
import static io.touchline.operators.logs.Log.log;
import static io.touchline.schemas.Action.ADMINISTER;
import static io.touchline.schemas.Action.CALL;
import static io.touchline.schemas.Action.GRANT;
import static io.touchline.schemas.Action.LOG_ON;
import static io.touchline.schemas.Action.READ;
import static io.touchline.schemas.Action.WRITE;
import static io.touchline.schemas.Channel.SAAS;

import io.touchline.schemas.Attribute;
import io.touchline.schemas.Measure;
import java.util.List;

/** Audit and sign-in logs of services that an organisation rents. */
final class SaasLogs {
    static final List<Log> ALL = List.of(m365(), signIn(), directory(), okta(), google());

    private SaasLogs() {}

    private static Log m365() {
        return log("m365.audit")
                .toldInAnyCase("creationtime", "operation", "userid")
                .toldInAnyCase("creationtime", "operation", "userkey")
                .toldInAnyCase("creationtime", "operation", "organizationid")
                .toldInAnyCase("creationdate", "operation", "userid")
                .toldInAnyCase("creationdate", "operations", "userids")
                .toldInAnyCase("creationdate", "operation", "auditdata")
                .toldInAnyCase("creationdate", "operations", "auditdata")
                .toldInAnyCase("timegenerated", "operation", "userid")
                .toldInAnyCase("timegenerated", "operation", "userkey")
                .toldInAnyCase("timegenerated", "operation", "organizationid")
                .parts(AuditRecords::parts)
                .written(at("creationtime", "creationdate", "timegenerated"))
                .on(SAAS, LOG_ON, GRANT, ADMINISTER, READ, WRITE, CALL)
                .role("account UserId; its mailbox for operations of Exchange", "what is acted on")
                .outcome("ResultStatus; an Operation that ends in Failed")
                .measures(Measure.ITEMS, Measure.LATITUDE, Measure.LONGITUDE, Measure.RADIUS_KM)
                .attributes(
                        Attribute.OPERATION,
                        Attribute.WORKLOAD,
                        Attribute.CLIENT_NETWORK,
                        Attribute.COUNTRY,
                        Attribute.ASN,
                        Attribute.USER_AGENT_FAMILY,
                        Attribute.PARAMETERS)
                .binds(Egress.BINDS)
                .read(AuditRecords::event);
    }

    private static Log signIn() {
        return log("entra.sign-in")
                .toldInAnyCase("createddatetime", "userprincipalname", "appid")
                .toldInAnyCase("createddatetime", "userprincipalname", "ipaddress")
                .toldInAnyCase("createddatetime", "userid", "ipaddress", "appid")
                .toldInAnyCase("createddatetime", "serviceprincipalid", "appid")
                .categories(
                        "signinlogs",
                        "noninteractiveusersigninlogs",
                        "serviceprincipalsigninlogs",
                        "managedidentitysigninlogs")
                .written(at("time", "timegenerated", "createddatetime"))
                .on(SAAS, LOG_ON)
                .role("account of the user or service principal", "application")
                .outcome("errorCode; denied where a policy blocked it")
                .measures(Measure.LATITUDE, Measure.LONGITUDE, Measure.RADIUS_KM)
                .attributes(
                        Attribute.OPERATION,
                        Attribute.APPLICATION,
                        Attribute.CLIENT_NETWORK,
                        Attribute.COUNTRY,
                        Attribute.ASN,
                        Attribute.USER_AGENT_FAMILY,
                        Attribute.DEVICE,
                        Attribute.CLIENT_APP,
                        Attribute.INTERACTIVE,
                        Attribute.CONDITIONAL_ACCESS,
                        Attribute.AUTHENTICATION_PROTOCOL,
                        Attribute.TRANSFER_METHOD)
                .binds(Egress.BINDS)
                .read(SignInRecords::event);
    }

    private static Log directory() {
        return log("entra.audit")
                .toldInAnyCase("activitydatetime", "activitydisplayname", "initiatedby")
                .toldInAnyCase("activitydatetime", "operationname", "initiatedby")
                .categories("auditlogs")
                .written(at("time", "timegenerated", "activitydatetime"))
                .on(SAAS, GRANT, ADMINISTER)
                .role("account that initiated it", "first of the targets")
                .outcome("result")
                .attributes(
                        Attribute.OPERATION,
                        Attribute.APPLICATION,
                        Attribute.CLIENT_NETWORK,
                        Attribute.COUNTRY,
                        Attribute.ASN,
                        Attribute.USER_AGENT_FAMILY)
                .read(DirectoryRecords::event);
    }

    private static Log okta() {
        return log("okta.system")
                .toldInAnyCase("eventtype", "published", "actor")
                .toldInAnyCase("eventtype", "severity", "actor")
                .toldInAnyCase("eventtype", "severity", "legacyeventtype")
                .written(at("published"))
                .on(SAAS, LOG_ON, GRANT, ADMINISTER, READ, CALL)
                .role("account of the actor", "application of a log-on, else the first target")
                .outcome("outcome.result")
                .measures(Measure.LATITUDE, Measure.LONGITUDE, Measure.RADIUS_KM)
                .attributes(
                        Attribute.OPERATION,
                        Attribute.APPLICATION,
                        Attribute.CLIENT_NETWORK,
                        Attribute.COUNTRY,
                        Attribute.ASN,
                        Attribute.USER_AGENT_FAMILY,
                        Attribute.DEVICE,
                        Attribute.AUTHENTICATION_PROTOCOL)
                .binds(Egress.BINDS)
                .read(OktaRecords::event);
    }

    private static Log google() {
        return log("google.activity")
                .toldInAnyCase("id", "id.applicationname")
                .toldInAnyCase("id", "id.applicationName")
                .parts(GoogleRecords::parts)
                .written(at("id.time", "time"))
                .on(SAAS, LOG_ON, GRANT, ADMINISTER, READ, WRITE, CALL)
                .role("account of the actor", "what a parameter names, else the application")
                .outcome("the name of the event, where it tells")
                .measures(Measure.LATITUDE, Measure.LONGITUDE, Measure.RADIUS_KM)
                .attributes(
                        Attribute.OPERATION,
                        Attribute.APPLICATION,
                        Attribute.CLIENT_NETWORK,
                        Attribute.COUNTRY,
                        Attribute.ASN)
                .binds(Egress.BINDS)
                .read(GoogleRecords::event);
    }
}
