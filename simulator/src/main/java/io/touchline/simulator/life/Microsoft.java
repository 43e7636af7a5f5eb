// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.wire.CloudAct;
import io.touchline.simulator.wire.EntraSignIn;
import io.touchline.simulator.wire.EntraSignIn.Device;
import io.touchline.simulator.wire.EntraSignIn.Place;
import io.touchline.simulator.wire.MicrosoftRows;
import io.touchline.simulator.wire.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an account does in Microsoft 365, with the delay of each export: the audit log comes 60 to
 * 90 minutes late, sign-ins 2 to 6.
 */
public final class Microsoft {
    private static final String OFFICE = "00000002-0000-0ff1-ce00-000000000000";
    private static final String SITES = "https://arenaexample.sharepoint.com/sites/";
    private static final String DOCUMENTS = "Shared Documents";
    private static final int WRONG_PASSWORD = 50126;
    private static final String WRONG_PASSWORD_TEXT =
            "Error validating credentials due to invalid username or password.";
    private static final Place HERE = new Place("Rivermouth", "Coast", "DE", 53.5, 10.0);
    private static final Place NEAR = new Place("Lakeside", "Hills", "DE", 52.4, 9.7);
    private static final Place ELSEWHERE = new Place("Easthaven", "", "NL", 52.4, 4.9);

    private final MicrosoftRows rows;
    private final Draws draws;

    public Microsoft(Rows rows, Draws draws) {
        this.rows = new MicrosoftRows(rows);
        this.draws = draws;
    }

    /** In both logs. */
    public void signIn(Instant at, String user, String ip, String agent, boolean success) {
        String error = success ? null : "InvalidUserNameOrPassword";
        rows.signIn(draws, audited(at, user, ip, agent), OFFICE, error);
        Instant written = draws.within(at.plusSeconds(120), Duration.ofMinutes(4));
        boolean managed = ip.startsWith(Saas.EGRESS);
        rows.entraSignIn(
                draws,
                new CloudAct(at, written, user, ip, agent),
                new EntraSignIn(
                        Draws.of(0, "account/" + user).guid(),
                        "Office 365 Exchange Online",
                        OFFICE,
                        "Browser",
                        "none",
                        success ? 0 : WRONG_PASSWORD,
                        WRONG_PASSWORD_TEXT,
                        place(ip),
                        new Device(
                                managed ? Draws.of(0, "device/" + user).guid() : "",
                                "",
                                agent.contains("Windows") ? "Windows10" : "",
                                agent.contains("Firefox") ? "Firefox 125.0" : "Chrome 124.0.0")));
    }

    private static Place place(String ip) {
        if (ip.startsWith(Saas.EGRESS)) {
            return HERE;
        }
        int first = Integer.parseInt(ip.substring(0, ip.indexOf('.')));
        return first >= 62 && first <= 109 ? NEAR : ELSEWHERE;
    }

    public void open(
            Instant at, String user, String ip, String agent, String department, String file) {
        rows.fileAccessed(draws, audited(at, user, ip, agent), site(department), DOCUMENTS, file);
    }

    public void download(
            Instant at, String user, String ip, String agent, String department, String file) {
        rows.fileDownloaded(draws, audited(at, user, ip, agent), site(department), DOCUMENTS, file);
    }

    private static String site(String department) {
        return SITES + department + "/";
    }

    public void mailRead(Instant at, String user, String ip, String agent, int items) {
        CloudAct act = audited(at, user, ip, agent);
        rows.mailItemsAccessed(draws, act, "Client=OWA", "Bind", items);
    }

    /** A rule that moves what matches out of sight. */
    public void inboxRule(
            Instant at, String user, String ip, String agent, String words, String folder) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("SubjectContainsWords", words);
        parameters.put("MoveToFolder", folder);
        parameters.put("MarkAsRead", "True");
        rows.inboxRule(draws, audited(at, user, ip, agent), ".", parameters);
    }

    private CloudAct audited(Instant at, String user, String ip, String agent) {
        Instant written = draws.within(at.plus(Duration.ofMinutes(60)), Duration.ofMinutes(30));
        return new CloudAct(at, written, user, ip, agent);
    }
}
