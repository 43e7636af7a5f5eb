// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import io.touchline.jobs.evaluate.Ledger.Benign;
import io.touchline.jobs.evaluate.Ledger.Event;
import io.touchline.jobs.evaluate.Ledger.Header;
import io.touchline.jobs.evaluate.Ledger.Member;
import io.touchline.jobs.evaluate.Ledger.Planted;
import io.touchline.jobs.files.InputException;
import io.touchline.schemas.Stage;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads {@code ledger.jsonl}; what it cannot use it refuses, with the line. */
final class LedgerReader {
    private static final int VERSION = 2;

    private final List<Planted> stages = new ArrayList<>();
    private final List<Benign> benign = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private final Map<String, Long> kinds = new TreeMap<>();

    private LedgerReader() {}

    static Ledger read(Path file) {
        List<JsonLine> lines = new ArrayList<>();
        JsonLine.readAll(file, lines::add);
        if (lines.isEmpty()) {
            throw new InputException(
                    "could not read " + file + ": it is empty", "write it anew with simulate");
        }
        return new LedgerReader().read(lines);
    }

    private Ledger read(List<JsonLine> lines) {
        Header header = header(lines.get(0));
        for (JsonLine line : lines.subList(1, lines.size())) {
            String kind = line.text("kind");
            kinds.merge(kind, 1L, Long::sum);
            switch (kind) {
                case "stage" -> stages.add(stage(line));
                case "benign" -> benign.add(new Benign(line.text("name"), trace(line)));
                case "context" -> members.add(member(line));
                default -> {
                    // noise and what later versions plant: counted only
                }
            }
        }
        Ledger ledger = new Ledger(header, stages, benign, members, kinds);
        checkPairs(lines.get(0));
        checkSteps(lines.get(0));
        return ledger;
    }

    private static Header header(JsonLine line) {
        if (!line.textOrEmpty("ledger").equals("touchline")) {
            throw line.refused("the first line is not the header of a ledger");
        }
        if (line.json().path("version").asInt() != VERSION) {
            throw line.refused("the ledger is not of version " + VERSION);
        }
        Instant start = line.instant("start");
        Instant end = line.instant("end");
        long devices = line.integer("devices");
        if (!start.isBefore(end) || devices < 1) {
            throw line.refused("it spans no time or no device");
        }
        return new Header(
                line.text("scenario"),
                line.text("size"),
                line.integer("seed"),
                devices,
                start,
                end,
                line.objects("events").stream().map(LedgerReader::event).toList());
    }

    private static Event event(JsonLine line) {
        try {
            return new Event(
                    Math.toIntExact(line.integer("number")), LocalDate.parse(line.text("date")));
        } catch (DateTimeException | ArithmeticException e) {
            throw line.refused("an event has no number or no date, as 2026-05-16");
        }
    }

    private static Planted stage(JsonLine line) {
        String stage = line.text("stage");
        if (!Stage.isKnown(stage)) {
            throw line.refused(stage + " is none of the ten stages");
        }
        return new Planted(
                line.text("chain"),
                (int) line.integer("step"),
                stage,
                trace(line),
                line.flag("visible", true));
    }

    private static Member member(JsonLine line) {
        String role = line.text("role");
        if (!role.equals("grave") && !role.equals("benign")) {
            throw line.refused("role is neither grave nor benign");
        }
        return new Member(
                line.text("pair"), role.equals("grave"), trace(line), line.flag("visible", true));
    }

    private static Trace trace(JsonLine line) {
        // outputs know milliseconds: what begins in one is not later than what is known in it
        Instant from = line.instant("from").truncatedTo(ChronoUnit.MILLIS);
        Instant until = line.instant("until").truncatedTo(ChronoUnit.MILLIS);
        if (until.isBefore(from)) {
            throw line.refused("until is before from");
        }
        List<String> aliases = new ArrayList<>();
        for (JsonLine entity : line.objects("entities")) {
            if (!entity.flag("shared", false)) {
                aliases.addAll(entity.texts("aliases"));
            }
        }
        if (aliases.isEmpty() && line.flag("visible", true)) {
            throw line.refused("nobody is named whom it concerns and who is not shared");
        }
        return new Trace(new Aliases(aliases), from, until);
    }

    private void checkPairs(JsonLine header) {
        Map<String, Set<Boolean>> halves = new HashMap<>();
        for (Member member : members) {
            halves.computeIfAbsent(member.pair(), pair -> new HashSet<>()).add(member.grave());
        }
        halves.forEach(
                (pair, roles) -> {
                    if (roles.size() < 2) {
                        throw header.refused("pair " + pair + " lacks its other half");
                    }
                });
    }

    private void checkSteps(JsonLine header) {
        Set<String> seen = new HashSet<>();
        for (Planted stage : stages) {
            if (!seen.add(stage.chain() + " step " + stage.step())) {
                throw header.refused(
                        "chain " + stage.chain() + " has step " + stage.step() + " twice");
            }
        }
    }
}
