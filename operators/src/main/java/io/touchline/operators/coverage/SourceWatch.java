// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.coverage;

import io.touchline.operators.tables.SharedTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Watches all sources of a venue: takes their minutes, tells what is odd. Pure but for its own
 * memory, which {@link CoverageOperator} persists; not thread-safe. What it tells depends on the
 * minutes and the clock alone, not on how often it is asked.
 *
 * <p>All logs of one producer are watched together too: when a sensor goes dark, one finding says
 * so, not one per log.
 */
final class SourceWatch {
    /** Bits from which silence, form and undecoded records are findings. */
    static final double GATE = 14;

    /** Bits from which a volume is: an event that nobody announced multiplies it too. */
    static final double VOLUME_GATE = 20;

    /** Before this share of an hour's records has a new form, it is no drift. */
    static final double DRIFT_SHARE = 0.2;

    /** Records of an hour below which shares say nothing. */
    static final int FEW = 50;

    private static final long MINUTE_MILLIS = 60_000;
    private static final long HOUR_MINUTES = 60;
    private static final long DAY_MINUTES = 24 * 60;

    /** A longer gap is no silence that teaches: the source was not there. */
    private static final long LONGEST_GAP_MINUTES = 3 * DAY_MINUTES;

    /** What was silent for so long is gone: taken away, or renamed. */
    private static final long GONE_MILLIS = 7 * DAY_MINUTES * MINUTE_MILLIS;

    private static final long NEVER = Long.MAX_VALUE;

    private final CoverageFindings words;
    private final TreeMap<Long, List<SourceMinute>> open = new TreeMap<>();
    private final TreeMap<String, SourceHealth> healths = new TreeMap<>();
    private final Map<String, Long> due = new HashMap<>();
    private final List<SharedTable> phases = new ArrayList<>();
    private final List<SharedTable> declared = new ArrayList<>();
    private final Set<SharedTable> begun = new HashSet<>();
    private final Set<SharedTable> ended = new HashSet<>();
    private long lastWritten;

    SourceWatch(String site) {
        this.words = new CoverageFindings(site);
    }

    /** What one subtask decoded in one minute. */
    void add(SourceMinute minute) {
        open.computeIfAbsent(minute.minute(), m -> new ArrayList<>()).add(minute);
        lastWritten = Math.max(lastWritten, minute.lastWritten());
    }

    /** A phase of the calendar, or a blindness that was announced. */
    void add(SharedTable table) {
        List<SharedTable> rows = table.kind() == SharedTable.Kind.PHASE ? phases : declared;
        if (table.kind() != SharedTable.Kind.GROUP && !rows.contains(table)) {
            rows.add(table);
        }
    }

    /** Puts back what a snapshot held. */
    void restore(SourceHealth health) {
        healths.put(health.name, health);
        schedule(health);
    }

    Collection<SourceHealth> healths() {
        return healths.values();
    }

    List<SourceMinute> pending() {
        return open.values().stream().flatMap(List::stream).toList();
    }

    List<SharedTable> tables() {
        List<SharedTable> all = new ArrayList<>(phases);
        all.addAll(declared);
        return all;
    }

    /** The latest write time of all sources, milliseconds since 1970. */
    long lastWritten() {
        return lastWritten;
    }

    /** Everything that is known when the write time has come to {@code clock}. */
    void advance(long clock, CoverageSink sink) {
        while (true) {
            long close = open.isEmpty() ? NEVER : (open.firstKey() + 1) * MINUTE_MILLIS;
            long silence = NEVER;
            SourceHealth silent = null;
            for (SourceHealth health : healths.values()) {
                long at = due.getOrDefault(health.name, NEVER);
                // of two at once the sensor goes before its log: then the log is not told
                boolean whole = at == silence && at != NEVER && isProducer(health);
                if (at < silence || whole) {
                    silence = at;
                    silent = health;
                }
            }
            long next = Math.min(close, silence);
            announced(Math.min(next, clock), sink);
            if (next > clock || next == NEVER) {
                return;
            }
            if (silent != null && silence < close && silent.silent()) {
                giveUp(silent, silence, sink);
            } else if (silent != null && silence < close) {
                fallSilent(silent, silence, sink);
            } else {
                Map.Entry<Long, List<SourceMinute>> minute = open.pollFirstEntry();
                closeMinute(minute.getKey(), minute.getValue(), sink);
            }
        }
    }

    // ---- a minute

    private void closeMinute(long minute, List<SourceMinute> told, CoverageSink sink) {
        TreeMap<String, List<SourceMinute>> rows = new TreeMap<>();
        for (SourceMinute row : told) {
            rows.computeIfAbsent(row.name(), n -> new ArrayList<>()).add(row);
            if (!row.producer().equals(row.name())) {
                rows.computeIfAbsent(row.producer(), n -> new ArrayList<>()).add(row);
            }
        }
        rows.forEach(
                (name, each) -> {
                    SourceHealth health = healths.computeIfAbsent(name, SourceHealth::of);
                    boolean back = health.silent();
                    speak(health, minute, sink);
                    rollHour(health, minute, back, sink);
                    health.log = each.get(0).name().equals(name);
                    for (SourceMinute row : each) {
                        long shape = health.log ? row.shape() : 0;
                        health.count(minute, shape, row.records(), row.dead());
                    }
                    schedule(health);
                });
    }

    private void speak(SourceHealth health, long minute, CoverageSink sink) {
        if (health.firstMinute == SourceHealth.NONE) {
            health.firstMinute = minute;
        } else if (health.silent()) {
            if (health.told) {
                sightAgain(health, minute, sink);
            }
            health.silentSince = 0;
            health.told = false;
            health.hourWhole = false;
        } else if (minute - health.lastMinute <= LONGEST_GAP_MINUTES) {
            quiet(health, health.lastMinute + 1, minute);
        }
        health.learn(slot(minute), Math.floorDiv(minute, DAY_MINUTES), 1, 1);
        health.lastMinute = Math.max(health.lastMinute, minute);
    }

    private void sightAgain(SourceHealth health, long minute, CoverageSink sink) {
        long since = health.silentSince;
        long until = minute * MINUTE_MILLIS;
        sink.tell(words.sighted(health.name, since, until + MINUTE_MILLIS));
        sink.table(SharedTable.blind(health.name, since, until + 2 * MINUTE_MILLIS, until));
    }

    /** Learns the minutes from {@code from} to before {@code to} as silent, hour by hour. */
    private void quiet(SourceHealth health, long from, long to) {
        long at = from;
        while (at < to) {
            long end = Math.min(to, (Math.floorDiv(at, HOUR_MINUTES) + 1) * HOUR_MINUTES);
            if (!isDeclared(health.name, at)) {
                health.learn(slot(at), Math.floorDiv(at, DAY_MINUTES), end - at, 0);
            }
            at = end;
        }
    }

    /**
     * @param back whether it was silent until now: neither the hour in which it fell silent nor
     *     this one is whole
     */
    private void rollHour(SourceHealth health, long minute, boolean back, CoverageSink sink) {
        long hour = Math.floorDiv(minute, HOUR_MINUTES);
        if (hour <= health.hour) {
            return;
        }
        boolean first = health.hour == SourceHealth.NONE;
        if (!first && health.log && !isDeclared(health.name, minute)) {
            judgeHour(health, (minute + 1) * MINUTE_MILLIS, sink);
        }
        health.closeHour(hour, slot(hour * HOUR_MINUTES), !first && !back);
    }

    private void judgeHour(SourceHealth health, long knownAt, CoverageSink sink) {
        double volume = health.volumeBits();
        int out = Math.abs(volume) >= VOLUME_GATE ? (int) Math.signum(volume) : 0;
        if (out != 0 && out != health.out) {
            sink.tell(words.volume(health, volume, knownAt)); // once, not each hour of a long day
        }
        health.out = out;
        if (health.records >= FEW && health.deadBits() >= GATE) {
            sink.tell(words.undecoded(health, health.deadBits(), knownAt));
        }
        boolean drift = health.fresh >= DRIFT_SHARE * health.records && health.records >= FEW;
        if (drift && health.freshBits() >= GATE) {
            sink.tell(words.form(health, health.freshBits(), knownAt));
        }
    }

    // ---- silence

    private void fallSilent(SourceHealth health, long now, CoverageSink sink) {
        due.remove(health.name);
        long minute = Math.floorDiv(now, MINUTE_MILLIS);
        if (isDeclared(health.name, minute)) {
            return; // announced: it is told as such, and looked at again when it speaks
        }
        SourceHealth producer = healths.get(producerOf(health.name));
        health.silentSince = (health.lastMinute + 1) * MINUTE_MILLIS;
        schedule(health);
        if (producer != null && producer != health && producer.silent()) {
            return; // all of it is dark, which was said
        }
        health.told = true;
        double bits = SourceHealth.silenceBits(occasions(health, minute));
        double usual = health.hourly[judged(health, health.lastMinute)] / HOUR_MINUTES;
        sink.tell(words.silence(health, usual, bits, now));
        sink.table(SharedTable.blind(health.name, health.silentSince, now + MINUTE_MILLIS, 0));
    }

    /** Nobody waits for it any longer; should it come back, it is learnt anew. */
    private void giveUp(SourceHealth health, long now, CoverageSink sink) {
        if (health.told) {
            long since = health.silentSince;
            sink.tell(words.sighted(health.name, since, now));
            sink.table(SharedTable.blind(health.name, since, now + MINUTE_MILLIS, now));
        }
        due.remove(health.name);
        healths.remove(health.name);
    }

    /** Occasions to speak since it spoke last, up to and without {@code minute}. */
    private double occasions(SourceHealth health, long minute) {
        double expected = 0;
        for (long at = health.lastMinute + 1; at < minute; ) {
            long end = Math.min(minute, (Math.floorDiv(at, HOUR_MINUTES) + 1) * HOUR_MINUTES);
            expected += (end - at) * health.occasions(judged(health, at));
            at = end;
        }
        return expected;
    }

    /**
     * When silence since the last minute would be a finding, never, if not within three days; of a
     * silent source when it is given up.
     */
    private void schedule(SourceHealth health) {
        due.remove(health.name);
        if (health.silent()) {
            due.put(health.name, health.silentSince + GONE_MILLIS);
            return;
        }
        double missing = SourceHealth.occasionsFor(GATE);
        long at = health.lastMinute + 1;
        long last = at + LONGEST_GAP_MINUTES;
        while (at < last) {
            long end = (Math.floorDiv(at, HOUR_MINUTES) + 1) * HOUR_MINUTES;
            double each = health.occasions(judged(health, at));
            if (each > 0 && missing <= each * (end - at)) {
                long minutes = (long) Math.ceil(missing / each);
                due.put(health.name, (at + minutes + 1) * MINUTE_MILLIS);
                return;
            }
            missing -= each * (end - at);
            at = end;
        }
    }

    // ---- what was announced

    /** Told once each; again after a restart, which changes nothing for who hears it. */
    private void announced(long now, CoverageSink sink) {
        for (SharedTable blind : declared) {
            if (blind.validFrom() <= now && begun.add(blind)) {
                sink.tell(words.announced(blind.key(), blind.validFrom()));
            }
            if (blind.until() <= now && ended.add(blind)) {
                sink.tell(words.sighted(blind.key(), blind.validFrom(), blind.until()));
            }
        }
        // what is past stays known for as long as a gap may reach back
        long horizon = now - LONGEST_GAP_MINUTES * MINUTE_MILLIS;
        phases.removeIf(phase -> phase.until() <= horizon);
        declared.removeIf(blind -> blind.until() <= horizon);
        begun.removeIf(blind -> blind.until() <= horizon);
        ended.removeIf(blind -> blind.until() <= horizon);
    }

    private boolean isDeclared(String name, long minute) {
        long time = minute * MINUTE_MILLIS;
        for (SharedTable blind : declared) {
            if (blind.validFrom() <= time
                    && time < blind.until()
                    && SharedTable.covers(blind.key(), name)) {
                return true;
            }
        }
        return false;
    }

    // ---- shared

    private static boolean isProducer(SourceHealth health) {
        return health.name.equals(producerOf(health.name));
    }

    private static String producerOf(String name) {
        int slash = name.indexOf('/');
        String sensor = slash < 0 ? "" : name.substring(slash);
        String log = slash < 0 ? name : name.substring(0, slash);
        int dot = log.indexOf('.');
        return (dot < 0 ? log : log.substring(0, dot)) + sensor;
    }

    /** The slot that a minute teaches: of the phase, else of the hour. */
    private int slot(long minute) {
        long time = minute * MINUTE_MILLIS;
        for (SharedTable phase : phases) {
            if (phase.validFrom() <= time && time < phase.until()) {
                int slot = Slots.ofPhase(phase.key());
                if (slot >= 0) {
                    return slot;
                }
            }
        }
        return Slots.ofHour(Math.floorDiv(minute, HOUR_MINUTES));
    }

    /** The slot that a minute is judged by: that of the phase once it was heard in it enough. */
    private int judged(SourceHealth health, long minute) {
        int slot = slot(minute);
        return health.mature(slot) ? slot : Slots.ofHour(Math.floorDiv(minute, HOUR_MINUTES));
    }
}
