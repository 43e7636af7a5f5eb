// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.wire.MicrosoftRows;
import java.time.Duration;
import java.time.Instant;

/** What somebody else does with an account of Microsoft 365. */
final class AccountMeans {
    private static final String AGENT =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " HeadlessChrome/119.0.0.0 Safari/537.36";

    private AccountMeans() {}

    /** Some failures, then a sign-in from elsewhere (T1078.004). {@code failures}. */
    static void takeOver(Scene scene) {
        Draws draws = scene.draws();
        MicrosoftRows rows = new MicrosoftRows(scene.rows(), draws);
        String ip = scene.stranger("from").address();
        String user = scene.actor().name();
        Instant at = scene.at();
        for (int i = scene.count("failures", 3); i > 0; i--) {
            rows.signIn(at.minusSeconds(20L * i), user, ip, AGENT, false);
        }
        rows.signIn(at, user, ip, AGENT, true);
        entities(scene, ip);
        scene.say("the account signs in from elsewhere");
    }

    /** Mail is moved out of sight (T1564.008). */
    static void inboxRule(Scene scene) {
        String ip = scene.stranger("from").address();
        new MicrosoftRows(scene.rows(), scene.draws())
                .inboxRule(scene.at(), scene.actor().name(), ip, "invoice", "RSS Feeds");
        entities(scene, ip);
        scene.say("a rule moves mail out of sight");
    }

    /** Files are downloaded one after the other (T1530). {@code files}. */
    static void takeFiles(Scene scene) {
        Draws draws = scene.draws();
        MicrosoftRows rows = new MicrosoftRows(scene.rows(), draws);
        String ip = scene.stranger("from").address();
        int files = scene.count("files", 180);
        Instant at = scene.at();
        for (int i = 0; i < files; i++) {
            rows.file(
                    at,
                    scene.actor().name(),
                    ip,
                    AGENT,
                    "FileDownloaded",
                    scene.actor().role(),
                    "contract-" + draws.below(4_000) + ".pdf");
            at = at.plus(Duration.ofMillis(1_500 + draws.below(5_000)));
        }
        entities(scene, ip);
        scene.say(files + " files are downloaded");
    }

    private static void entities(Scene scene, String ip) {
        scene.involve("account", scene.actor());
        scene.involve("source", Actor.external("", ip));
    }
}
