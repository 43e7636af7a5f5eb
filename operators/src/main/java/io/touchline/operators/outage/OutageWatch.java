// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.outage;

import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.avro.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches all devices of a venue that serve: takes their signs of life, knows who is overdue, and
 * has the segment judged ({@link SegmentJudge}) whenever that changes. Pure but for its own memory,
 * which {@link OutageOperator} persists; not thread-safe. What it tells depends on the signs and
 * the clock alone, not on how often it is asked.
 *
 * <p>It goes from minute to minute in which something happens, never through empty ones. A sign
 * costs a look-up; a member that becomes overdue a look at the sensors and at its segment.
 */
final class OutageWatch {
    static final int MOST_SEGMENTS = 256;
    static final int MOST_MEMBERS = 4_096;

    private static final long HOUR = 60;
    private static final long DAY = 24 * HOUR;

    /** What was silent for so long is not missed any longer, and then forgotten. */
    private static final long LOST = 3 * DAY;

    private static final long FORGOTTEN = 7 * DAY;

    private static final Comparator<SignOfLife> ORDER =
            Comparator.comparingLong(SignOfLife::minute)
                    .thenComparing(SignOfLife::key)
                    .thenComparing(SignOfLife::source);

    private final Calendar calendar = new Calendar();
    private final SegmentJudge judge;
    private final TreeMap<Long, List<SignOfLife>> open = new TreeMap<>();
    private final TreeMap<String, Member> members = new TreeMap<>();
    private final Map<String, Map<String, Member>> inSegment = new TreeMap<>();
    private final TreeMap<String, Segment> segments = new TreeMap<>();
    private final TreeMap<String, Sensor> sensors = new TreeMap<>();

    /** Members that are silent, but so is what sees them; derived. */
    private final TreeMap<String, Member> held = new TreeMap<>();

    /** When each member is looked at next; another entry of the queue is stale. */
    private final Map<String, Long> looks = new HashMap<>();

    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(
                    Comparator.comparingLong(Due::minute)
                            .thenComparing(Due::segment)
                            .thenComparing(Due::member));
    private long now = Long.MIN_VALUE;

    /**
     * When to look again at a member, or at a segment.
     *
     * @param member empty for the segment
     */
    private record Due(long minute, String segment, String member) {}

    OutageWatch(String site) {
        this.judge = new SegmentJudge(site, calendar, member -> held.containsKey(member.key));
    }

    // ---- what it takes, and what a snapshot holds

    void add(SignOfLife sign) {
        open.computeIfAbsent(sign.minute(), m -> new ArrayList<>()).add(sign);
    }

    void add(SharedTable table) {
        calendar.add(table);
    }

    void restore(Segment segment) {
        segments.put(segment.name, segment);
        if (segment.pending != Rhythm.NONE) {
            queue.add(new Due(segment.tellAt, segment.name, ""));
        }
    }

    void restore(Member member) {
        put(member);
        lookAt(member, nextLook(member));
    }

    void restore(Sensor sensor) {
        sensors.put(sensor.name, sensor);
    }

    void restore(long minute) {
        now = Math.max(now, minute);
    }

    Collection<Segment> segments() {
        return segments.values();
    }

    Collection<Member> members() {
        return members.values();
    }

    Collection<Sensor> sensors() {
        return sensors.values();
    }

    List<SignOfLife> pending() {
        return open.values().stream().flatMap(List::stream).toList();
    }

    List<SharedTable> tables() {
        return calendar.rows();
    }

    /** The last minute that is over. */
    long now() {
        return now;
    }

    // ---- minute by minute

    /** Everything that is known when the write time has come to {@code clock}. */
    void advance(long clock, Consumer<Finding> out) {
        long limit = Math.floorDiv(clock, 60_000L);
        while (true) {
            long next = open.isEmpty() ? Calendar.NEVER : open.firstKey();
            next = queue.isEmpty() ? next : Math.min(next, queue.peek().minute());
            next = Math.min(next, calendar.nextEnd());
            long minute = Math.max(next, now);
            if (next == Calendar.NEVER || minute >= limit) {
                return;
            }
            now = minute;
            close(minute, out);
        }
    }

    private void close(long minute, Consumer<Finding> out) {
        Set<String> changed = new TreeSet<>();
        List<SignOfLife> signs = new ArrayList<>();
        while (!open.isEmpty() && open.firstKey() <= minute) {
            signs.addAll(open.pollFirstEntry().getValue());
        }
        signs.sort(ORDER); // whatever the subtasks that told them
        for (SignOfLife sign : signs) {
            if (sign.ofSensor()) {
                hearSensor(sign, changed);
            }
        }
        for (SharedTable span : calendar.ended(minute)) {
            pardon(span.key(), Calendar.begin(span), minute, changed);
        }
        for (SignOfLife sign : signs) {
            if (!sign.ofSensor()) {
                hearMember(sign, changed);
            }
        }
        while (!queue.isEmpty() && queue.peek().minute() <= minute) {
            Due due = queue.poll();
            if (due.member().isEmpty()) {
                changed.add(due.segment());
            } else if (looks.remove(due.member(), due.minute())) {
                look(due.member(), minute, changed);
            }
        }
        for (String segment : changed) {
            judge(segment, minute, out);
        }
        if (minute % DAY == 0) {
            calendar.prune(minute);
        }
    }

    private void judge(String name, long minute, Consumer<Finding> out) {
        Segment segment = segments.get(name);
        if (segment == null) {
            return; // its last member was forgotten
        }
        judge.judge(segment, membersOf(name).values(), minute, out);
        if (segment.pending != Rhythm.NONE) {
            queue.add(new Due(segment.tellAt, name, ""));
        }
    }

    /** Who was silent while a sensor was, is looked at again, or was not silent at all. */
    private void hearSensor(SignOfLife sign, Set<String> changed) {
        Sensor sensor = sensors.computeIfAbsent(sign.key(), OutageWatch::sensor);
        long before = sensor.rhythm.last;
        if (before != Rhythm.NONE && sign.minute() > sensor.rhythm.due()) {
            pardon(sensor.name, before, sign.minute(), changed);
        }
        sensor.rhythm.hear(sign.minute());
        if (before != Rhythm.NONE && sign.minute() > before + 1) {
            for (Member member : held.values()) {
                if (SharedTable.covers(sensor.name, member.source)) {
                    lookAt(member, sign.minute());
                }
            }
        }
    }

    private static Sensor sensor(String name) {
        Sensor sensor = new Sensor();
        sensor.name = name;
        return sensor;
    }

    private void pardon(String source, long dark, long minute, Set<String> changed) {
        for (Member member : members.values()) {
            if (!member.overdue
                    && SharedTable.covers(source, member.source)
                    && member.rhythm.mayBeUnseenSince(dark)) {
                member.rhythm.pardon(minute);
                if (held.containsKey(member.key)) {
                    changes(member, minute, changed);
                    held.remove(member.key);
                    lookAt(member, member.rhythm.due());
                }
            }
        }
    }

    private void hearMember(SignOfLife sign, Set<String> changed) {
        Member member = members.get(sign.key());
        if (member == null) {
            member = admit(sign);
            if (member == null) {
                return;
            }
        }
        boolean waited = member.overdue || held.containsKey(member.key);
        if (waited) {
            changes(member, sign.minute(), changed);
        }
        held.remove(member.key);
        member.overdue = false;
        member.lost = false;
        member.source = sign.source();
        member.name = sign.name() == null ? member.name : sign.name();
        boolean regular = member.rhythm.regular();
        member.rhythm.hear(sign.minute());
        if (waited || (!regular && member.rhythm.regular())) {
            lookAt(member, nextLook(member));
        }
    }

    /** Its segment is judged anew when the minute closes; until now it was as it was. */
    private void changes(Member member, long minute, Set<String> changed) {
        Segment segment = segments.get(member.segment);
        if (segment != null) {
            judge.roll(segment, minute);
        }
        changed.add(member.segment);
    }

    /** A device belongs to the segment in which it was first met; null where that is full. */
    private @Nullable Member admit(SignOfLife sign) {
        Map<String, Member> others = inSegment.get(sign.segment());
        boolean full =
                others == null ? segments.size() >= MOST_SEGMENTS : others.size() >= MOST_MEMBERS;
        if (full) {
            return null;
        }
        Member member = new Member();
        member.segment = sign.segment();
        member.key = sign.key();
        member.address = sign.address();
        member.zone = sign.zone();
        segments.computeIfAbsent(
                sign.segment(),
                name -> {
                    Segment segment = new Segment();
                    segment.name = name;
                    segment.hour = Math.floorDiv(sign.minute(), HOUR);
                    return segment;
                });
        put(member);
        member.rhythm.hear(sign.minute());
        lookAt(member, nextLook(member));
        return member;
    }

    private void put(Member member) {
        members.put(member.key, member);
        membersOf(member.segment).put(member.key, member);
    }

    private Map<String, Member> membersOf(String segment) {
        return inSegment.computeIfAbsent(segment, s -> new TreeMap<>());
    }

    /** Looks at a member in that minute, unless it is looked at before. */
    private void lookAt(Member member, long minute) {
        Long before = looks.get(member.key);
        if (before == null || minute < before) {
            looks.put(member.key, minute);
            queue.add(new Due(minute, member.segment, member.key));
        }
    }

    private static long nextLook(Member member) {
        Rhythm rhythm = member.rhythm;
        if (member.lost || !rhythm.regular()) {
            return rhythm.last + FORGOTTEN;
        }
        return member.overdue ? rhythm.last + LOST : rhythm.due();
    }

    private void look(String key, long minute, Set<String> changed) {
        Member member = members.get(key);
        if (member == null) {
            return;
        }
        long due = nextLook(member);
        if (due > minute) {
            lookAt(member, due);
            return;
        }
        changes(member, minute, changed);
        if (minute >= member.rhythm.last + FORGOTTEN) {
            forget(member);
        } else if (!member.overdue && unseen(member, minute)) {
            held.put(key, member);
            lookAt(member, member.rhythm.last + FORGOTTEN);
        } else {
            held.remove(key);
            member.lost = member.overdue;
            member.overdue = true;
            lookAt(member, nextLook(member));
        }
    }

    /** Whether what sees it told nothing for as long as it did, or is announced not to. */
    private boolean unseen(Member member, long minute) {
        for (Sensor sensor : sensors.values()) {
            if (SharedTable.covers(sensor.name, member.source)
                    && member.rhythm.mayBeUnseenSince(sensor.rhythm.last)) {
                return true;
            }
        }
        return calendar.hides(member, minute);
    }

    private void forget(Member member) {
        members.remove(member.key);
        looks.remove(member.key);
        held.remove(member.key);
        Map<String, Member> others = membersOf(member.segment);
        others.remove(member.key);
        if (others.isEmpty()) {
            inSegment.remove(member.segment);
            segments.remove(member.segment);
        }
    }
}
