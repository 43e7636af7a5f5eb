// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import io.touchline.simulator.Logs.LogFile;
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
 * The message trace: known correspondents, newsletters in waves, now and then a first-time sender,
 * and on the match day one newsletter of a provider never seen before, to everybody.
 */
final class Mailboxes {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
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

    private final MatchCalendar calendar;
    private final Venue venue;
    private final Logs logs;
    private final Draws draws;
    private final List<String> partners;
    private final List<String> newsletters;

    Mailboxes(long seed, MatchCalendar calendar, Venue venue, Logs logs) {
        this.calendar = calendar;
        this.venue = venue;
        this.logs = logs;
        this.draws = Draws.of(seed, "mailboxes");
        this.partners = Internet.domains(draws, 25);
        this.newsletters = Internet.domains(draws, 5).stream().map(d -> "news." + d).toList();
    }

    /** Everything but recipient and time that one mail is made of. */
    record Mail(
            String name,
            String sender,
            String returnPath,
            String replyTo,
            String subject,
            String clientIp,
            String contentType,
            long size,
            int attachments) {}

    void write() {
        for (LocalDate day : calendar.days()) {
            waves(day);
            for (Workstation pc : venue.workstations()) {
                if (pc.hasMailbox()) {
                    int mails = draws.poisson(calendar.isMatchDay(day) ? 9 : 14);
                    for (int i = 0; i < mails; i++) {
                        Instant from = MatchCalendar.at(day, 6, 30);
                        Instant at = draws.within(from, Duration.ofHours(12));
                        deliver(logs, draws, at, pc.mail(), correspondence());
                    }
                }
            }
        }
    }

    /** Writes {@code mail}; returns its id. */
    static String deliver(Logs logs, Draws draws, Instant at, String to, Mail mail) {
        String id = draws.hex(32);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("date", DATE.format(at));
        row.put("from", mail.name() + " <" + mail.sender() + ">");
        row.put("to", "<" + to + ">");
        row.put("return_path", "<" + mail.returnPath() + ">");
        row.put("reply_to", mail.replyTo());
        row.put("subject", mail.subject());
        row.put("message_id", "<" + draws.hex(16) + "@" + domainOf(mail.sender()) + ">");
        row.put("received_hops", 3 + draws.below(3));
        row.put("client_ip", mail.clientIp());
        row.put("content_type", mail.contentType());
        row.put("size", mail.size());
        row.put("n_attach", mail.attachments());
        logs.json(LogFile.MAIL, at, row);
        return id;
    }

    private Mail correspondence() {
        boolean stranger = draws.chance(0.03);
        String domain = stranger ? Internet.someDomain(draws) : draws.pickFavourite(partners);
        String name = draws.pick(GIVEN);
        String sender = name.toLowerCase(Locale.ROOT) + "@" + domain;
        boolean attached = draws.chance(0.15);
        String type = attached ? multipart("mixed", draws) : "text/plain; charset=\"utf-8\"";
        long size = attached ? draws.around(150_000, 0.8) : draws.around(6_000, 0.7);
        String ip = Internet.addressOf("mx." + domain);
        int attachments = attached ? 1 : 0;
        String subject = draws.pick(TOPICS);
        return new Mail(name, sender, sender, "", subject, ip, type, size, attachments);
    }

    private void waves(LocalDate day) {
        int weekday = day.getDayOfWeek().getValue();
        String known = newsletters.get(weekday % newsletters.size());
        wave(MatchCalendar.at(day, 7, 0), known, known);
        if (calendar.isMatchDay(day)) {
            wave(MatchCalendar.at(day, 10, 30), "mail.fanletter.example", "league-news.example");
        }
    }

    private void wave(Instant start, String domain, String replyDomain) {
        Mail mail =
                new Mail(
                        "Newsletter",
                        "hello@" + domain,
                        "bounce@" + domain,
                        "contact@" + replyDomain,
                        "This week at the stadium",
                        Internet.addressOf("mx." + domain),
                        multipart("alternative", draws),
                        draws.around(48_000, 0.05),
                        0);
        for (Workstation pc : venue.workstations()) {
            if (pc.hasMailbox()) {
                deliver(logs, draws, draws.within(start, Duration.ofMinutes(6)), pc.mail(), mail);
            }
        }
    }

    static String multipart(String kind, Draws draws) {
        return "multipart/" + kind + "; boundary=\"=_" + draws.hex(16) + "\"";
    }

    private static String domainOf(String address) {
        return address.substring(address.indexOf('@') + 1);
    }
}
