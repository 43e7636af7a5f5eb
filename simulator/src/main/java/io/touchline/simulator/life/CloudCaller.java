// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.wire.CloudRows;
import io.touchline.simulator.wire.CloudRows.Caller;
import io.touchline.simulator.wire.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A workload or a person who calls the API of the cloud; CloudTrail tells of it later. */
public final class CloudCaller {
    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "eu-central-1";

    private final CloudRows rows;
    private final Draws draws;
    private final Caller caller;

    /**
     * @param name of a workload such as {@code app-03}, or the mail address of a person
     */
    public CloudCaller(Rows rows, Draws draws, String name) {
        this.rows = new CloudRows(rows);
        this.draws = draws;
        this.caller = caller(name);
    }

    private static Caller caller(String name) {
        Draws own = Draws.of(0, "caller/" + name);
        String id = own.hex(16).toUpperCase(Locale.ROOT);
        String arn = "arn:aws:iam::" + ACCOUNT + ":user/" + name;
        if (name.contains("@")) {
            return new Caller("IAMUser", "AIDA" + id, arn, ACCOUNT, "AKIA" + id, name);
        }
        String assumed = "arn:aws:sts::" + ACCOUNT + ":assumed-role/" + name + "/" + name;
        return new Caller(
                "AssumedRole", "AROA" + id + ":" + name, assumed, ACCOUNT, "ASIA" + id, "");
    }

    /**
     * CloudTrail delivers it 5 to 15 minutes later.
     *
     * @param service such as {@code s3}
     */
    public void call(
            Instant at,
            String ip,
            String agent,
            String service,
            String event,
            boolean refused,
            @Nullable Map<String, Object> parameters) {
        rows.call(
                draws,
                at,
                draws.within(at.plus(Duration.ofMinutes(5)), Duration.ofMinutes(10)),
                REGION,
                caller,
                ip,
                agent,
                service + ".amazonaws.com",
                event,
                refused ? "AccessDenied" : null,
                event.startsWith("Get") || event.startsWith("List") || event.startsWith("Describe"),
                parameters);
    }
}
