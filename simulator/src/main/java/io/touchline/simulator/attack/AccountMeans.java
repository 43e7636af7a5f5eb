// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.life.CloudCaller;
import io.touchline.simulator.life.Microsoft;
import io.touchline.simulator.random.Draws;
import io.touchline.simulator.venue.Internet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is done with an account of Microsoft 365 or of the cloud. */
final class AccountMeans {
    private static final String HEADLESS =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " HeadlessChrome/119.0.0.0 Safari/537.36";
    private static final String CLI = "aws-cli/2.15.30 Python/3.11.8 Linux/6.1 exe/x86_64";

    private AccountMeans() {}

    /** Some failures, then a sign-in from elsewhere (T1078.004). {@code failures}. */
    static void takeOver(Scene scene) {
        Microsoft cloud = new Microsoft(scene.rows(), scene.draws());
        String ip = scene.stranger("from").address();
        String user = scene.actor().name();
        Instant at = scene.at();
        for (int i = scene.count("failures", 3); i > 0; i--) {
            cloud.signIn(at.minusSeconds(20L * i), user, ip, agent(scene), false);
        }
        cloud.signIn(at, user, ip, agent(scene), true);
        entities(scene, ip);
        scene.say("the account signs in from elsewhere");
    }

    /** Mail is moved out of sight (T1564.008). */
    static void inboxRule(Scene scene) {
        String ip = scene.stranger("from").address();
        new Microsoft(scene.rows(), scene.draws())
                .inboxRule(
                        scene.at(), scene.actor().name(), ip, agent(scene), "invoice", "RSS Feeds");
        entities(scene, ip);
        scene.say("a rule moves mail out of sight");
    }

    /** Files are downloaded one after the other (T1530). {@code files}, {@code department}. */
    static void takeFiles(Scene scene) {
        Draws draws = scene.draws();
        Microsoft cloud = new Microsoft(scene.rows(), draws);
        String ip = scene.stranger("from").address();
        int files = scene.count("files", 180);
        String department = scene.text("department", scene.actor().role());
        Instant at = scene.at();
        for (int i = 0; i < files; i++) {
            String file = "contract-" + draws.below(4_000) + ".pdf";
            cloud.download(at, scene.actor().name(), ip, agent(scene), department, file);
            at = at.plus(Duration.ofMillis(1_500 + draws.below(5_000)));
        }
        entities(scene, ip);
        scene.say(files + " files are downloaded");
    }

    /** Somebody looks around with the key of a workload (T1580). */
    static void cloudDiscovery(Scene scene) {
        CloudCaller caller = caller(scene);
        String ip = scene.stranger("from").address();
        List<String> calls =
                List.of(
                        "sts GetCallerIdentity",
                        "s3 ListBuckets",
                        "iam ListUsers",
                        "iam ListRoles",
                        "ec2 DescribeInstances",
                        "secretsmanager ListSecrets",
                        "iam GetAccountAuthorizationDetails");
        Instant at = scene.at();
        for (String call : calls) {
            String[] parts = call.split(" ", 2);
            caller.call(at, ip, CLI, parts[0], parts[1], parts[0].equals("iam"), null);
            at = at.plusMillis(scene.draws().between(900, 4_000));
        }
        entities(scene, ip);
        scene.say("asks the cloud who it is and what there is");
    }

    /** A key for another user, and rights for it (T1098). */
    static void cloudGrant(Scene scene) {
        CloudCaller caller = caller(scene);
        String ip = scene.stranger("from").address();
        String user = scene.text("user", "report-export");
        Map<String, Object> named = Map.of("userName", user);
        String policy = "arn:aws:iam::aws:policy/AdministratorAccess";
        Map<String, Object> grant = Map.of("userName", user, "policyArn", policy);
        caller.call(scene.at(), ip, CLI, "iam", "CreateUser", false, named);
        caller.call(scene.at().plusSeconds(4), ip, CLI, "iam", "AttachUserPolicy", false, grant);
        caller.call(scene.at().plusSeconds(9), ip, CLI, "iam", "CreateAccessKey", false, named);
        entities(scene, ip);
        scene.say("a new user of the cloud gets every right and a key");
    }

    private static CloudCaller caller(Scene scene) {
        return new CloudCaller(scene.rows(), scene.draws(), scene.actor().name());
    }

    private static String agent(Scene scene) {
        return scene.text("agent", "headless").equals("browser")
                ? Internet.BROWSERS.get(0)
                : HEADLESS;
    }

    private static void entities(Scene scene, String ip) {
        scene.involve("account", scene.actor());
        scene.involve("source", Actor.external("", ip));
    }
}
