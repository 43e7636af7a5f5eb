// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import io.touchline.simulator.Logs.LogFile;
import io.touchline.simulator.Venue.Shift;
import io.touchline.simulator.Venue.Workstation;
import io.touchline.simulator.random.Draws;
import io.touchline.simulator.venue.Internet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Microsoft 365 unified audit: sign-ins, files and mail read from the office network with the
 * browser of each person; once a traveller signs in from a hotel.
 */
final class CloudAudit {
    static final String ORGANISATION = "5a0f38c6-710b-4503-92c0-3a9f6e00f726";
    private static final String SITE = "https://arenaexample.sharepoint.com/sites/";
    private static final String TRAVELLER = "OFFICE-PC-03";
    static final DateTimeFormatter CREATED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final long seed;
    private final MatchCalendar calendar;
    private final Venue venue;
    private final Logs logs;

    CloudAudit(long seed, MatchCalendar calendar, Venue venue, Logs logs) {
        this.seed = seed;
        this.calendar = calendar;
        this.venue = venue;
        this.logs = logs;
    }

    void write() {
        for (Workstation pc : venue.workstations()) {
            Draws draws = Draws.of(seed, "cloud/" + pc.host());
            Account account = new Account(pc, draws, draws.pick(Internet.BROWSERS), logs);
            for (LocalDate day : calendar.days()) {
                venue.shift(pc, day).ifPresent(account::work);
            }
            if (pc.host().equals(TRAVELLER)) {
                Instant evening = MatchCalendar.at(calendar.days().get(2), 20, 40);
                account.signIn(draws.within(evening, Duration.ofMinutes(30)), "81.92.44.17");
            }
        }
    }

    private record Account(Workstation pc, Draws draws, String browser, Logs logs) {
        void work(Shift shift) {
            Instant settled = shift.start().plus(Duration.ofMinutes(3));
            signIn(draws.within(settled, Duration.ofMinutes(10)), egress());
            for (int i = draws.poisson(9); i > 0; i--) {
                readFile(draws.within(settled, shift.end()));
            }
            for (int i = pc.hasMailbox() ? draws.poisson(12) : 0; i > 0; i--) {
                readMail(draws.within(settled, shift.end()));
            }
        }

        void signIn(Instant at, String ip) {
            Map<String, Object> row = row(at, 15, "UserLoggedIn", "AzureActiveDirectory");
            row.put("ResultStatus", "Success");
            row.put("ObjectId", "00000002-0000-0000-c000-000000000000");
            row.put("ClientIP", ip);
            row.put("ActorIpAddress", ip);
            row.put("Actor", List.of(Map.of("ID", pc.mail())));
            row.put(
                    "ExtendedProperties",
                    List.of(
                            property("ResultStatusDetail", "Success"),
                            property("UserAgent", browser),
                            property("RequestType", "OAuth2:Authorize")));
            logs.json(LogFile.AUDIT, at, row);
        }

        private void readFile(Instant at) {
            String department = pc.role().name().toLowerCase(Locale.ROOT);
            String file = "plan-" + draws.below(60) + ".xlsx";
            Map<String, Object> row = row(at, 6, "FileAccessed", "SharePoint");
            row.put("ObjectId", SITE + department + "/Shared Documents/" + file);
            row.put("ClientIP", egress());
            row.put("UserAgent", browser);
            row.put("ItemType", "File");
            row.put("SiteUrl", SITE + department + "/");
            row.put("SourceFileName", file);
            row.put("SourceFileExtension", "xlsx");
            row.put("SourceRelativeUrl", "Shared Documents");
            logs.json(LogFile.AUDIT, at, row);
        }

        private void readMail(Instant at) {
            Map<String, Object> row = row(at, 50, "MailItemsAccessed", "Exchange");
            row.put("ResultStatus", "Succeeded");
            row.put("ClientIPAddress", egress());
            row.put("ClientInfoString", "Client=OWA;" + browser);
            row.put("MailboxOwnerUPN", pc.mail());
            row.put("OperationProperties", List.of(property("MailAccessType", "Bind")));
            row.put("OperationCount", 1 + draws.below(12));
            logs.json(LogFile.AUDIT, at, row);
        }

        private Map<String, Object> row(Instant at, int type, String operation, String workload) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("CreationTime", CREATED.format(at));
            row.put("Id", draws.guid());
            row.put("Operation", operation);
            row.put("OrganizationId", ORGANISATION);
            row.put("RecordType", type);
            row.put("UserKey", pc.mail());
            row.put("UserType", 0);
            row.put("Version", 1);
            row.put("Workload", workload);
            row.put("UserId", pc.mail());
            return row;
        }

        /** Six addresses share the way out. */
        private String egress() {
            return "198.51.100." + (10 + draws.below(6));
        }

        private static Map<String, String> property(String name, String value) {
            Map<String, String> property = new LinkedHashMap<>();
            property.put("Name", name);
            property.put("Value", value);
            return property;
        }
    }
}
