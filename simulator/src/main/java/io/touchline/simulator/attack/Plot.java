// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.time.Clock;
import io.touchline.simulator.time.Rhythm;
import io.touchline.simulator.venue.Internet;
import io.touchline.simulator.wire.Row;
import io.touchline.simulator.wire.Rows;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A scenario as it is played: who does each stage and when, drawn from the seed, so that other
 * seeds meet other victims at other times.
 */
public final class Plot {
    private static final Duration APART = Duration.ofMinutes(10);

    private final Scenario scenario;
    private final Cast cast;
    private final Rhythm rhythm;
    private final Clock clock;
    private final Disturbances disturbances;
    private final Predicate<Row> recorded;
    private final long seed;
    private final Map<String, Actor> named = new HashMap<>();
    private final List<LedgerEntry> entries = new ArrayList<>();

    /**
     * @param disturbances through which the rows of everybody else go
     * @param recorded whether a planted row is written at all
     */
    public Plot(
            Scenario scenario,
            Cast cast,
            Rhythm rhythm,
            Clock clock,
            Disturbances disturbances,
            Predicate<Row> recorded,
            long seed) {
        this.scenario = scenario;
        this.cast = cast;
        this.rhythm = rhythm;
        this.clock = clock;
        this.disturbances = disturbances;
        this.recorded = recorded;
        this.seed = seed;
    }

    /** A stage with everything that is drawn before it begins. */
    private record Planned(
            StageSpec spec,
            int step,
            Instant at,
            Optional<Actor> actor,
            Optional<Actor> to,
            Draws draws,
            String leftOut) {}

    /**
     * Puts every stage on the clock.
     *
     * @throws ScenarioException when a stage names nobody, or no moment
     */
    public void begin() {
        noise();
        for (Planned stage : planned()) {
            play(stage, stage.at(), disturbances::addPlanted);
        }
    }

    /**
     * Puts what can be done here on the clock, and tells of the rest that it was left out. Moments
     * keep their order; their distances shrink together as far as {@code from} and {@code until}
     * need it.
     */
    public void beginWithin(Instant from, Instant until) {
        List<Planned> stages = planned();
        Instant first = stages.stream().map(Planned::at).min(Instant::compareTo).orElse(from);
        Instant last = stages.stream().map(Planned::at).max(Instant::compareTo).orElse(from);
        double room = Duration.between(from, until).toMillis();
        double needed = Math.max(1, Duration.between(first, last).toMillis());
        double scale = Math.min(1, room / needed);
        for (Planned stage : stages) {
            long after = Duration.between(first, stage.at()).toMillis();
            play(stage, from.plusMillis((long) (after * scale)), disturbances::addPlanted);
        }
    }

    private List<Planned> planned() {
        List<Planned> planned = new ArrayList<>();
        Map<String, Instant> before = new HashMap<>();
        Map<String, Integer> steps = new HashMap<>();
        for (int i = 0; i < scenario.stages().size(); i++) {
            StageSpec spec = scenario.stages().get(i);
            Draws draws = Draws.of(seed, "stage/" + scenario.name() + "/" + i);
            String chain = spec.line();
            Instant at = spec.time().at(rhythm, before.getOrDefault(chain, rhythm.start()), draws);
            Instant previous = before.getOrDefault(chain, at);
            if (!cast.isSimulated() && at.isBefore(previous)) {
                at = previous.plus(APART); // without an event its phases order nothing
            }
            before.put(chain, at);
            planned.add(
                    planned(spec, steps.merge(spec.kind() + chain, 1, Integer::sum), at, draws));
        }
        return planned;
    }

    /** Names given now hold for later stages; the rows come when their time has come. */
    private Planned planned(StageSpec spec, int step, Instant at, Draws draws) {
        try {
            Means means = Means.of(spec.means());
            if (!cast.isSimulated() && means.changesRowsOfOthers()) {
                throw new ScenarioException("recorded rows are never changed", "leave it out");
            }
            Actor actor = actor(spec, draws);
            means.check(actor);
            Optional<Actor> to =
                    Optional.ofNullable(spec.with().get("to"))
                            .map(selector -> resolve(String.valueOf(selector), draws));
            to.ifPresent(target -> name(spec.with().get("as"), target));
            name(spec.as(), actor);
            return new Planned(spec, step, at, Optional.of(actor), to, draws, "");
        } catch (ScenarioException e) {
            if (cast.isSimulated()) {
                throw e;
            }
            String why = "left out: " + e.getMessage();
            return new Planned(spec, step, at, Optional.empty(), Optional.empty(), draws, why);
        }
    }

    private void play(Planned stage, Instant at, Rows out) {
        LedgerEntry entry = new LedgerEntry(stage.spec(), stage.step(), at, out, recorded);
        entries.add(entry);
        if (stage.actor().isEmpty()) {
            entry.say(stage.leftOut());
            return;
        }
        Actor actor = stage.actor().get();
        Scene scene = new Scene(this, stage.spec(), at, actor, stage.to(), stage.draws(), entry);
        Means means = Means.of(stage.spec().means());
        if (means.changesRowsOfOthers()) {
            act(means, scene, entry); // known beforehand: rows of others are said ahead of time
        } else {
            clock.at(at, () -> act(means, scene, entry));
        }
    }

    private void act(Means means, Scene scene, LedgerEntry entry) {
        try {
            means.play(scene);
        } catch (ScenarioException e) {
            if (cast.isSimulated()) {
                throw e;
            }
            entry.say("left out: " + e.getMessage());
        }
    }

    /** What the venue does by the same means, day by day; a day depends on the seed alone. */
    public void beginHabits() {
        for (Habit habit : ScenarioFiles.habits()) {
            List<LocalDate> days =
                    rhythm.all().stream()
                            .filter(day -> habit.isOn(day, rhythm.isEvent(day)))
                            .toList();
            for (LocalDate day : days) {
                boolean last = day.equals(days.get(days.size() - 1));
                perform(last ? asTwin(habit.act()) : habit.act(), day);
            }
        }
    }

    private void perform(StageSpec act, LocalDate day) {
        Draws draws = Draws.of(seed, "habit/" + act.pair() + "/" + day);
        Optional<Actor> to =
                Optional.ofNullable(act.with().get("to"))
                        .map(selector -> resolve(String.valueOf(selector), draws));
        Actor actor = resolve(act.entity(), draws);
        Instant at = act.time().at(rhythm, day, rhythm.start(), draws);
        play(new Planned(act, 1, at, Optional.of(actor), to, draws, ""), at, disturbances);
    }

    /** The harmless half of a pair, when the scenario has the grave one. */
    private StageSpec asTwin(StageSpec act) {
        boolean paired = scenario.stages().stream().anyMatch(it -> it.pair().equals(act.pair()));
        return paired ? act.as("context", act.pair(), "benign") : act;
    }

    /** With {@code of}: the one whose user is that of somebody named before. */
    private Actor actor(StageSpec spec, Draws draws) {
        Object of = spec.with().get("of");
        boolean unknown = !cast.isSimulated() && !named.containsKey(String.valueOf(of));
        if (of == null || unknown) {
            return resolve(spec.entity(), draws);
        }
        Actor owner = resolve(String.valueOf(of), draws);
        return cast.all(spec.entity()).stream()
                .filter(candidate -> candidate.user().equals(owner.user()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ScenarioException(
                                        "no '" + spec.entity() + "' belongs to " + owner.name(),
                                        "take both from one department"));
    }

    private void name(@Nullable Object name, Actor actor) {
        if (name != null && !String.valueOf(name).isEmpty()) {
            named.put(String.valueOf(name), actor);
        }
    }

    private void noise() {
        Noise noise = scenario.noise();
        Draws draws = Draws.of(seed, "noise");
        noise.outage()
                .ifPresent(
                        outage -> {
                            Instant from = outage.time().at(rhythm, rhythm.start(), draws);
                            disturbances.blind(
                                    outage.source(),
                                    outage.sensor(),
                                    from,
                                    from.plus(outage.length()));
                        });
        noise.skew().forEach(disturbances::skew);
        disturbances.repeat(noise.duplicates());
    }

    /** One of those whom a selector names, or who was given the name by an earlier stage. */
    Actor resolve(String selector, Draws draws) {
        Actor before = named.get(selector);
        if (before != null) {
            return before;
        }
        List<Actor> all = cast.all(selector);
        if (all.isEmpty()) {
            throw new ScenarioException(
                    "there is nobody called '" + selector + "' here",
                    "use a name or role of the venue, or an 'as' of an earlier stage");
        }
        return draws.pick(all);
    }

    Actor stranger(String name, Draws draws) {
        return named.computeIfAbsent(
                name, any -> Actor.external("", Internet.hostingAddress(draws)));
    }

    Cast cast() {
        return cast;
    }

    Clock clock() {
        return clock;
    }

    Disturbances disturbances() {
        return disturbances;
    }

    /** One line per stage, whole once the clock has run out. */
    public List<Map<String, Object>> ledger() {
        if (!cast.isSimulated()) {
            entries.forEach(LedgerEntry::leaveOutUnlessSeen);
        }
        return entries.stream().map(LedgerEntry::line).toList();
    }
}
