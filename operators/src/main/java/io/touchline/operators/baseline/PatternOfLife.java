// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.edges.EndState;
import io.touchline.operators.edges.EntityEdges;
import io.touchline.operators.novelty.NoveltyAttribute;
import io.touchline.operators.novelty.NoveltyDetector;
import io.touchline.operators.novelty.NoveltyState;
import io.touchline.operators.novelty.ValueRow;
import io.touchline.operators.rate.CountState;
import io.touchline.operators.rate.RateMetric;
import io.touchline.operators.travel.TravelDetector;
import io.touchline.operators.travel.TravelState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One baseline in words and figures, for people. Pure; says what the detectors would judge by now,
 * without the prior of the peer group, which lives elsewhere. All phases together: a baseline does
 * not yet tell them apart.
 */
public final class PatternOfLife {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int FEW = 5;

    private final StringBuilder text = new StringBuilder();

    private PatternOfLife() {}

    /** Some ten lines, each ended. */
    public static String describe(String entity, EntityBaseline it, Collection<ValueRow> values) {
        PatternOfLife pattern = new PatternOfLife();
        pattern.who(entity, it);
        if (it.isTransient()) {
            pattern.line("a visitor: counted with its cohort, no baseline of its own");
            return pattern.text.toString();
        }
        it.counts.forEach(pattern::count);
        pattern.bytes(it);
        it.novelty.forEach(pattern::attribute);
        pattern.rhythms(it);
        pattern.edges(it);
        pattern.signIns(it.travel);
        pattern.values(values);
        return pattern.text.toString();
    }

    private void who(String entity, EntityBaseline it) {
        line("%s%s", it.name == null ? "" : it.name + "  ", entity);
        line(
                "%s in zone %s; first seen %s, last %s; %,d interactions",
                it.entityClass.key(),
                it.zone.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                MINUTE.format(Instant.ofEpochMilli(it.firstSeen)),
                MINUTE.format(Instant.ofEpochMilli(it.lastSeen)),
                it.interactions);
        line(
                "%.0f active hours learnt%s; every phase together",
                it.matureWindows,
                it.matureWindows < Findings.COLD_WINDOWS
                        ? ": young, gives evidence but tells no story before "
                                + (int) Findings.COLD_WINDOWS
                        : "");
        if (it.unsettledUntil > it.lastSeen) {
            line(
                    "unsettled by something new until %s",
                    MINUTE.format(Instant.ofEpochMilli(it.unsettledUntil)));
        }
    }

    private void count(RateMetric metric, CountState state) {
        if (state.exposure > 0) {
            line(
                    "%-17s %.1f in an hour, learnt from %.0f hours",
                    metric.key(), state.shape / state.exposure, state.exposure);
        } else {
            line("%-17s %.0f so far, no whole hour yet", metric.key(), state.count);
        }
    }

    private void bytes(EntityBaseline it) {
        if (it.bytes != null) {
            line("%-17s usually %,.0f in an hour with any", "bytes out", it.bytes.typical());
        }
    }

    private void attribute(NoveltyAttribute attribute, NoveltyState state) {
        if (attribute == NoveltyAttribute.CALL_BACK) {
            return; // no value is remembered of it
        }
        line(
                "%-17s %d known, %d of them met on one day only, in %.0f active minutes;"
                        + " a new one now is %.1f bits",
                attribute.noun(),
                state.distinct,
                state.once,
                state.draws,
                NoveltyDetector.newBits(attribute, state));
    }

    private void rhythms(EntityBaseline it) {
        if (it.rhythms != null && it.rhythms.size > 0) {
            line("%-17s visits to %d new destinations are followed", "rhythm", it.rhythms.size);
        }
    }

    private void edges(EntityBaseline it) {
        EntityEdges edges = it.edges;
        if (edges == null) {
            return;
        }
        end("contacts", edges.acting);
        end("contacted by", edges.actedUpon);
        line("%-17s %d inner peers are remembered", "edges", edges.size);
    }

    private void end(String what, @Nullable EndState end) {
        if (end != null) {
            line(
                    "%-17s inner machines at most %.0f times in 10 minutes, one of them at most %.0f",
                    what, Math.max(end.all.peak, end.all.highest), Math.max(end.most, end.mostNow));
        }
    }

    private void signIns(@Nullable TravelState travel) {
        if (travel != null) {
            line(
                    "%-17s %.0f, at %d hours of the week%s",
                    "sign-ins",
                    travel.signIns,
                    TravelDetector.hours(travel),
                    TravelDetector.shared(travel) ? "; in two places at once, as if shared" : "");
        }
    }

    private void values(Collection<ValueRow> values) {
        long steady = values.stream().filter(value -> value.days() >= FEW).count();
        line("%,d values held; %,d of them met on %d days or more", values.size(), steady, FEW);
    }

    private void line(String form, Object... parts) {
        text.append(String.format(Locale.ROOT, form, parts)).append('\n');
    }
}
