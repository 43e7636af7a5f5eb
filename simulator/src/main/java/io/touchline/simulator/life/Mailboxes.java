// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.time.Rhythm;
import io.touchline.simulator.venue.Internet;
import io.touchline.simulator.venue.Person;
import io.touchline.simulator.venue.VenuePlan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The mail of the venue: known correspondents, newsletters in waves, now and then a first-time
 * sender. In the run-up to an event a mailbox gets twice the mail and four times the share of new
 * senders; on the event day one newsletter of a provider never seen before, to everybody.
 */
public final class Mailboxes {
    private static final List<String> GIVEN =
            List.of("Alex", "Bea", "Chris", "Dana", "Erik", "Fran", "Gus", "Hanna", "Iris", "Jan");
    private static final List<String> TOPICS =
            List.of(
                    "Seating plan",
                    "Invoice for May",
                    "Re: Accreditation list",
                    "Delivery on Saturday",
                    "Re: Group booking",
                    "Parking permits",
                    "Minutes of the meeting",
                    "Refund request");
    private static final List<String> FILES =
            List.of("plan.pdf", "invoice.pdf", "list.xlsx", "minutes.docx", "permit.pdf");
    private static final int PARTNERS = 25;

    private final World world;
    private final List<String> partners;
    private final List<String> newsletters;

    public Mailboxes(World world) {
        this.world = world;
        this.partners = partners(world.plan());
        this.newsletters =
                Internet.domains(world.habits("newsletters"), 5).stream()
                        .map(domain -> "news." + domain)
                        .toList();
    }

    /** With whom a venue of this size is in correspondence, most often first. */
    public static List<String> partners(VenuePlan plan) {
        return Internet.domains(World.habits(plan, "correspondents"), PARTNERS);
    }

    void begin() {
        world.clock().daily(this::waves);
        for (Person who : world.plan().staff()) {
            if (who.hasMailbox()) {
                world.clock().daily(day -> letters(who, day));
            }
        }
    }

    private void letters(Person who, LocalDate day) {
        Draws draws = world.draws("mail/" + who.user(), day);
        boolean runUp = world.rhythm().isRunUp(day);
        boolean work = day.getDayOfWeek().getValue() < 6 || world.rhythm().isEvent(day);
        double mean = (work ? 12 : 2) * (runUp ? 2 : 1);
        double strangers = runUp ? 0.12 : 0.03;
        for (int i = draws.poisson(mean); i > 0; i--) {
            Instant at = draws.within(Rhythm.at(day, 6, 30), Duration.ofHours(12));
            world.clock()
                    .at(
                            at,
                            () ->
                                    letter(draws, strangers)
                                            .deliver(world.rows(), draws, at, who.mail()));
        }
    }

    private Letter letter(Draws draws, double strangers) {
        boolean stranger = draws.chance(strangers);
        String domain = stranger ? Internet.someDomain(draws) : draws.pickFavourite(partners);
        String name = draws.pick(GIVEN);
        String sender = name.toLowerCase(Locale.ROOT) + "@" + domain;
        boolean attached = draws.chance(0.15);
        long size = attached ? draws.around(150_000, 0.8) : draws.around(6_000, 0.7);
        return new Letter(
                name,
                sender,
                sender,
                "",
                draws.pick(TOPICS),
                Internet.addressOf("mx." + domain),
                size,
                attached ? List.of(draws.pick(FILES)) : List.of());
    }

    private void waves(LocalDate day) {
        String known = newsletters.get(day.getDayOfWeek().getValue() % newsletters.size());
        wave(day, Rhythm.at(day, 7, 0), known, known);
        if (world.rhythm().isEvent(day)) {
            String fresh = "mail" + world.rhythm().number(day) + ".fanletter.example";
            wave(day, Rhythm.at(day, 10, 30), fresh, "league-news.example");
        }
    }

    private void wave(LocalDate day, Instant start, String domain, String replyDomain) {
        Draws draws = world.draws("wave/" + domain, day);
        Letter letter =
                new Letter(
                        "Newsletter",
                        "hello@" + domain,
                        "bounce@" + domain,
                        "contact@" + replyDomain,
                        "This week at the stadium",
                        Internet.addressOf("mx." + domain),
                        draws.around(48_000, 0.05),
                        List.of());
        List<Person> readers = world.plan().staff().stream().filter(Person::hasMailbox).toList();
        IntStream.range(0, readers.size())
                .forEach(
                        i -> {
                            Instant at = draws.within(start, Duration.ofMinutes(6));
                            world.clock()
                                    .at(
                                            at,
                                            () ->
                                                    letter.deliver(
                                                            world.rows(),
                                                            draws,
                                                            at,
                                                            readers.get(i).mail()));
                        });
    }
}
