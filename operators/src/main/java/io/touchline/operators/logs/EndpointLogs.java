// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import static io.touchline.operators.logs.Log.at;
import static io.touchline.operators.logs.Log.log;
import static io.touchline.schemas.Action.CONNECT;
import static io.touchline.schemas.Action.RESOLVE;
import static io.touchline.schemas.Action.SPAWN;
import static io.touchline.schemas.Action.WRITE;
import static io.touchline.schemas.Channel.ENDPOINT;

import io.touchline.schemas.Attribute;
import io.touchline.schemas.Measure;
import java.util.List;

/** What machines tell of themselves: programs, connections, names and files. */
final class EndpointLogs {
    /** Names of a machine in an event of Windows, whoever shipped it. */
    static final String[] WINDOWS_MACHINE = {"computer", "hostname"};

    /**
     * When an event of Windows was written. A flat shipper's EventTime may be local time without a
     * zone, by hours beside the truth, so it comes last.
     */
    static final String[] WINDOWS_TIME = {
        "timecreated", "timegenerated", "@timestamp", "eventtime"
    };

    static final List<Log> ALL =
            List.of(
                    sysmon(),
                    security(),
                    defenderProcess(),
                    defenderNetwork(),
                    defenderFile(),
                    defenderOther(),
                    linuxAudit());

    private EndpointLogs() {}

    private static Log sysmon() {
        return log("windows.sysmon")
                .toldInAnyCase("utctime", "eventid", "computer")
                .toldInAnyCase("utctime", "eventid", "hostname")
                .toldInAnyCase("utctime", "eventid", "image")
                // a flat shipper's EventTime may be local time, UtcTime never is
                .written(at("timecreated", "timegenerated", "@timestamp", "utctime"))
                .on(ENDPOINT, SPAWN, CONNECT, RESOLVE, WRITE)
                .role("the computer (1)", "parent>child")
                .role("the computer (3); acted upon where it did not initiate", "the other end")
                .role("the computer (11)", "class of the directory")
                .role("the computer (22)", "registered domain")
                .outcome("1 and 11 succeeded; 22 QueryStatus; other events are used alone")
                .measures(Measure.ARGUMENTS)
                .attributes(
                        Attribute.IMAGE,
                        Attribute.DIRECTORY_CLASS,
                        Attribute.COMPANY_CLAIM,
                        Attribute.HASH,
                        Attribute.ARGUMENT_SHAPE,
                        Attribute.INTEGRITY,
                        Attribute.ACCOUNT,
                        Attribute.RESPONDER_PORT,
                        Attribute.DESTINATION,
                        Attribute.TOOL_FAMILY,
                        Attribute.FILE_EXTENSION,
                        Attribute.COUNTRY,
                        Attribute.ASN)
                .binds("the machine's own address to its name, 24 h")
                .silent("events other than 1, 3, 11 and 22")
                .read(EndpointRecords::sysmon);
    }

    private static Log security() {
        return log("windows.security")
                .toldInAnyCase("eventid", "computer")
                .toldInAnyCase("eventid", "hostname")
                .toldInAnyCase("eventid", "newprocessname")
                .written(at(WINDOWS_TIME))
                .on(ENDPOINT, SPAWN)
                .role("the computer", "parent>child of 4688; other events are used alone")
                .outcome("a process that is logged has started")
                .measures(Measure.ARGUMENTS)
                .attributes(
                        Attribute.IMAGE,
                        Attribute.DIRECTORY_CLASS,
                        Attribute.ARGUMENT_SHAPE,
                        Attribute.INTEGRITY,
                        Attribute.ACCOUNT)
                .silent("events other than 4688")
                .read(ProcessRecords::security);
    }

    private static Log defenderProcess() {
        return log("defender.process")
                .toldInAnyCase(
                        "processcommandline", "folderpath", "devicename", "actiontype", "filename")
                .toldInAnyCase("processid", "folderpath", "devicename", "actiontype", "filename")
                .categories("deviceprocessevents")
                .written(at("time", "timestamp"))
                .on(ENDPOINT, SPAWN)
                .role("the device of ProcessCreated; other types are used alone", "parent>child")
                .outcome("a process that is logged has started")
                .measures(Measure.ARGUMENTS)
                .attributes(
                        Attribute.IMAGE,
                        Attribute.DIRECTORY_CLASS,
                        Attribute.COMPANY_CLAIM,
                        Attribute.HASH,
                        Attribute.ARGUMENT_SHAPE,
                        Attribute.INTEGRITY,
                        Attribute.ACCOUNT)
                .silent("action types other than ProcessCreated")
                .read(DefenderRecords::process);
    }

    private static Log defenderNetwork() {
        return log("defender.network")
                .toldInAnyCase("remoteip", "devicename", "actiontype")
                .toldInAnyCase("remoteurl", "devicename", "actiontype", "localport")
                .categories("devicenetworkevents")
                .written(at("time", "timestamp"))
                .on(ENDPOINT, CONNECT)
                .role("the device; acted upon where it is inbound", "the other end")
                .outcome("ActionType; what only listens or was inspected is used alone")
                .attributes(
                        Attribute.RESPONDER_PORT,
                        Attribute.IMAGE,
                        Attribute.DIRECTORY_CLASS,
                        Attribute.ACCOUNT,
                        Attribute.COUNTRY,
                        Attribute.ASN)
                .binds("the machine's own address to its name, 24 h")
                .silent("action types that are no connection")
                .read(DefenderRecords::network);
    }

    private static Log defenderFile() {
        return log("defender.file")
                .toldInAnyCase("folderpath", "devicename", "actiontype", "filename")
                .categories("devicefileevents")
                .written(at("time", "timestamp"))
                .on(ENDPOINT, WRITE)
                .role(
                        "the device; types that write nothing are used alone",
                        "class of the directory")
                .outcome("what is logged has happened")
                .measures(Measure.SIZE_BYTES)
                .attributes(
                        Attribute.IMAGE,
                        Attribute.FILE_EXTENSION,
                        Attribute.ORIGIN_DOMAIN,
                        Attribute.SHARE,
                        Attribute.ACCOUNT)
                .silent("action types that write nothing")
                .read(DefenderRecords::file);
    }

    private static Log defenderOther() {
        return log("defender.other")
                .categories(
                        "alertinfo",
                        "alertevidence",
                        "deviceevents",
                        "deviceinfo",
                        "devicenetworkinfo",
                        "deviceimageloadevents",
                        "deviceregistryevents",
                        "devicelogonevents",
                        "devicefilecertificateinfo")
                .written(at("time", "timestamp", "Timestamp"))
                .partner("tables that repeat or describe what the others tell");
    }

    private static Log linuxAudit() {
        return log("linux.audit")
                .told("audit_serial", "audit_time")
                .written(at("audit_time"))
                .on(ENDPOINT, SPAWN)
                .role("the machine: node, else the shipper's host", "?>child of an execve")
                .outcome("success of the call; other events are used alone")
                .measures(Measure.ARGUMENTS)
                .attributes(
                        Attribute.IMAGE,
                        Attribute.DIRECTORY_CLASS,
                        Attribute.ARGUMENT_SHAPE,
                        Attribute.ACCOUNT)
                .silent("records that start no program")
                .read(LinuxAuditRecords::event);
    }
}
