// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.life.Letter;
import io.touchline.simulator.random.Draws;
import io.touchline.simulator.venue.Internet;
import java.time.Instant;
import java.util.List;

/** What is delivered to a mailbox. */
final class MailMeans {
    private MailMeans() {}

    /** A script that looks like a document, from a sender nobody knows (T1566.001). */
    static void scriptMail(Scene scene) {
        Draws draws = scene.draws();
        String domain = domain(scene, Internet.someDomain(draws).replace(".", "-desk."));
        String ip = Internet.hostingAddress(draws);
        String file = scene.text("attachment", "seating-list.pdf.js");
        deliver(
                scene,
                new Letter(
                        "Group bookings",
                        "bookings@" + domain,
                        "bounce@mailer." + domain,
                        "desk@postbox-" + domain,
                        "Corrected seating list for tonight, please confirm",
                        ip,
                        draws.between(176_000, 186_000),
                        List.of(file)));
        scene.involve("sender", Actor.external(domain, ip));
        scene.say("a mail of a new sender with " + file);
    }

    /** A known correspondent in a known thread, from another network, with another link. */
    static void threadMail(Scene scene) {
        Draws draws = scene.draws();
        String domain = domain(scene, draws.pickFavourite(scene.cast().correspondents()));
        String ip = Internet.hostingAddress(draws);
        deliver(
                scene,
                new Letter(
                        "Dana",
                        "dana@" + domain,
                        "dana@" + domain,
                        scene.text("reply", "other").equals("same")
                                ? ""
                                : "dana@" + domain.replace(".example", "-pay.example"),
                        "Re: Invoice for May",
                        ip,
                        draws.around(14_000, 0.2),
                        List.of()));
        scene.involve("sender", Actor.external(domain, ip));
        scene.say("a known correspondent writes from another network");
    }

    /** One colleague's mailbox writes to many others (T1534). {@code recipients}. */
    static void internalPhish(Scene scene) {
        Draws draws = scene.draws();
        String sender = scene.actor().name();
        List<Actor> colleagues = scene.cast().all("any-mailbox");
        int recipients = Math.min(scene.count("recipients", 25), colleagues.size());
        Instant at = scene.at();
        for (int i = 0; i < recipients; i++) {
            Letter letter =
                    new Letter(
                            sender,
                            sender,
                            sender,
                            "",
                            "Please review: bonus list",
                            scene.has("source")
                                    ? scene.stranger("from").address()
                                    : Internet.hostingAddress(draws),
                            draws.around(22_000, 0.05),
                            List.of());
            letter.deliver(scene.rows(), draws, at, colleagues.get(i).name());
            at = at.plusMillis(900 + draws.below(4_000));
        }
        scene.involve("account", scene.actor());
        scene.say(recipients + " colleagues get a mail of the account");
    }

    private static void deliver(Scene scene, Letter letter) {
        letter.deliver(scene.rows(), scene.draws(), scene.at(), scene.actor().name());
        scene.involve("mailbox", scene.actor());
    }

    /** Of an address, what stands after the @. */
    private static String domain(Scene scene, String otherwise) {
        String sender = scene.text("sender", otherwise);
        return sender.substring(sender.indexOf('@') + 1);
    }
}
