// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.outage;

import io.touchline.operators.telemetry.IpAddress;
import io.touchline.schemas.avro.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Judges the silence of a segment: learns from hour to hour what share of it is wont to be silent,
 * finds the members whose silence began together, and tells of them once no more join. Everything
 * it remembers stands in the {@link Segment}. One judgement costs a look at each member.
 */
final class SegmentJudge {
    /** Bits from which it is a finding. */
    static final double GATE = 10;

    private static final long HOUR = 60;

    /** How long a silence must not grow before it is told, and how long its list is waited for. */
    private static final long SETTLED = 2;

    private static final long LONGEST_WAIT = 20;

    /** Hours that are learnt at once, after nothing happened for long. */
    private static final long MOST_HOURS = 31 * 24;

    private static final Comparator<Member> BY_ADDRESS =
            Comparator.comparing(
                            (Member member) -> IpAddress.parse(member.address),
                            Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(member -> member.key);

    private final OutageFindings words;
    private final Calendar calendar;
    private final Predicate<Member> isHeld;

    /**
     * @param isHeld whether a member is silent, but so is what sees it: nothing is said of it
     */
    SegmentJudge(String site, Calendar calendar, Predicate<Member> isHeld) {
        this.words = new OutageFindings(site);
        this.calendar = calendar;
        this.isHeld = isHeld;
    }

    /** Learns the hours that are over: since it was last looked at nothing changed. */
    void roll(Segment segment, long minute) {
        long hour = Math.floorDiv(minute, HOUR);
        if (hour <= segment.hour) {
            return;
        }
        learn(segment, segment.hour, segment.peak, segment.unseen, segment.toldInHour);
        long from = Math.max(segment.hour + 1, hour - MOST_HOURS);
        for (long over = from; over < hour; over++) {
            learn(segment, over, segment.share, segment.unseenNow, segment.told > 0);
        }
        segment.hour = hour;
        segment.peak = segment.share;
        segment.unseen = segment.unseenNow;
        segment.toldInHour = segment.told > 0;
    }

    private void learn(Segment segment, long hour, double share, boolean unseen, boolean told) {
        if (!unseen) {
            segment.learn(calendar.slot(hour * HOUR + HOUR / 2), share, told);
        }
    }

    /** The share that is wont to be silent then, or an hour before or after. */
    private double usual(Segment segment, long minute) {
        double usual = 0;
        for (long at = minute - HOUR; at <= minute + HOUR; at += HOUR) {
            usual = Math.max(usual, segment.usual(calendar.slots(at)));
        }
        return usual;
    }

    /**
     * Says whether what is silent now is odd, once it is settled. As long as {@code
     * segment.pending} is set it wants to be asked again in {@code segment.tellAt}.
     *
     * @param members all of the segment
     */
    void judge(Segment segment, Collection<Member> members, long minute, Consumer<Finding> out) {
        roll(segment, minute);
        List<Member> overdue = new ArrayList<>();
        int known = 0;
        boolean unseen = false;
        for (Member member : members) {
            boolean waits = isHeld.test(member);
            unseen |= waits;
            if (!waits && counts(member)) {
                known++;
                if (member.overdue) {
                    overdue.add(member);
                }
            }
        }
        segment.unseenNow = unseen;
        segment.unseen |= unseen;
        segment.share = known == 0 ? 0 : (double) overdue.size() / known;
        segment.peak = Math.max(segment.peak, segment.share);
        if (segment.told > 0 && !Silence.goesOn(overdue.size(), known)) {
            segment.told = 0;
        }
        consider(segment, together(members, overdue, minute), minute, out);
    }

    private static boolean counts(Member member) {
        return !member.lost && member.rhythm.regular();
    }

    private void consider(Segment segment, Silence silence, long minute, Consumer<Finding> out) {
        boolean more = segment.told == 0 || silence.size() >= 2 * segment.told;
        double usual = 0;
        double bits = 0;
        if (segment.mature() && more && silence.collective()) {
            usual = usual(segment, silence.to());
            bits = segment.bits(silence.size(), silence.alive(), usual);
        }
        if (bits < GATE) {
            segment.pending = Rhythm.NONE;
            return;
        }
        if (segment.pending == Rhythm.NONE) {
            segment.pending = minute;
            segment.pendingCount = 0;
        }
        long latest = segment.pending + LONGEST_WAIT;
        if (silence.size() > segment.pendingCount) {
            segment.pendingCount = silence.size();
            segment.tellAt = Math.min(minute + SETTLED, latest);
        }
        if (minute < segment.tellAt || (silence.growing() && minute < latest)) {
            segment.tellAt = Math.max(segment.tellAt, minute + 1);
        } else {
            segment.pending = Rhythm.NONE;
            segment.told = silence.size();
            segment.toldInHour = true;
            out.accept(
                    words.of(
                            segment,
                            silence,
                            bits,
                            usual,
                            Math.round(segment.hours),
                            calendar.regime(silence.to()),
                            calendar.next(silence.to()),
                            (minute + 1) * 60_000));
        }
    }

    /** The most of them whose silence may have begun in the same minute; of two the later. */
    private Silence together(Collection<Member> members, List<Member> overdue, long minute) {
        TreeMap<Long, Integer> steps = new TreeMap<>();
        for (Member member : overdue) {
            steps.merge(member.rhythm.since, 1, Integer::sum);
            steps.merge(member.rhythm.since + member.rhythm.blur() + 1, -1, Integer::sum);
        }
        int most = 0;
        int count = 0;
        long at = Long.MIN_VALUE;
        for (Map.Entry<Long, Integer> step : steps.entrySet()) {
            count += step.getValue();
            if (count >= most && step.getValue() > 0) {
                most = count;
                at = step.getKey();
            }
        }
        List<Member> silent = new ArrayList<>();
        overdue.sort(BY_ADDRESS);
        long from = Long.MAX_VALUE;
        for (Member member : overdue) {
            Rhythm rhythm = member.rhythm;
            if (rhythm.since <= at && at <= rhythm.since + rhythm.blur()) {
                silent.add(member);
                from = Math.min(from, rhythm.since + 1);
            }
        }
        int alive = 0;
        boolean growing = false;
        for (Member member : members) {
            Rhythm rhythm = member.rhythm;
            if (counts(member) && !isHeld.test(member) && at <= rhythm.since + rhythm.blur()) {
                alive++;
                growing |=
                        !member.overdue
                                && rhythm.since <= at + rhythm.blur()
                                && late(rhythm, minute);
            }
        }
        return new Silence(silent, alive, from, at + 1, growing);
    }

    /** Whether it might have been heard again by now. */
    private static boolean late(Rhythm rhythm, long minute) {
        return minute - rhythm.since > Math.ceil(rhythm.mean) + 1;
    }
}
