// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.control.PhaseDetector;
import io.touchline.operators.control.PhaseState;
import io.touchline.operators.novelty.NoveltyAttribute;
import io.touchline.operators.novelty.NoveltyWatch;
import io.touchline.operators.novelty.ValueRow;
import io.touchline.operators.stats.Decimals;
import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.Action;
import io.touchline.schemas.Channel;
import io.touchline.schemas.ContentIds;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Stage;
import java.util.List;
import java.util.Map;

/** Watches which commands a controller is given in which phase of an event. */
final class CommandWatch {
    private static final String STRATUM = "control.phase";
    private static final List<String> PHASES =
            List.of("RUN_UP", "LOAD_IN", "DOORS", "LIVE", "EGRESS", "LOAD_OUT");
    private static final long DAY_MILLIS = 86_400_000;
    private static final long MINUTE_MILLIS = 60_000;

    /** No phase begins to the minute: what is given just before or after belongs to both. */
    private static final long BOUNDARY_MILLIS = 15 * MINUTE_MILLIS;

    /** A command of one day is novelty's, not known yet. */
    private static final int KNOWN_DAYS = 2;

    private final Tables tables;
    private final ScoreSink sink;
    private final NoveltyDraws draws;

    CommandWatch(Tables tables, ScoreSink sink, NoveltyDraws draws) {
        this.tables = tables;
        this.sink = sink;
        this.draws = draws;
    }

    /** To be called before the row is drawn: what it shows is not known by it yet. */
    void command(String entity, EntityBaseline it, Interaction row, EntityRows rows)
            throws Exception {
        String command = row.channel() == Channel.OT ? NoveltyWatch.command(row) : null;
        if (command == null || row.acts()) {
            return;
        }
        String regime = tables.regime(row.when());
        int phase = PHASES.indexOf(regime);
        if (phase < 0) {
            return;
        }
        int day = (int) Math.floorDiv(row.writeTime(), DAY_MILLIS);
        long hash = hash(regime, command);
        int minute = (int) Math.floorDiv(row.when(), MINUTE_MILLIS);
        PhaseDetector.learn(it.phases(), phase, minute);
        if (!it.metToday(hash, day)) {
            meet(entity, it, row, command, phase, hash, day, rows);
        }
    }

    private void meet(
            String entity,
            EntityBaseline it,
            Interaction row,
            String command,
            int phase,
            long hash,
            int day,
            EntityRows rows)
            throws Exception {
        ValueRow before = rows.value(hash);
        ValueRow after = before == null ? new ValueRow(day, day, 1) : before.metOn(day);
        if (after != before) {
            rows.putValue(hash, after);
        }
        if (before != null) {
            sink.count(it.stratum(STRATUM), it.bucket(), 0, row.writeTime());
            return;
        }
        draws.held(it, rows);
        ValueRow known = rows.value(NoveltyDraws.hash(NoveltyAttribute.FUNCTION_BLOCK, command));
        if (known == null
                || known.days() < KNOWN_DAYS
                || isKnownBeside(phase, command, row.when() - BOUNDARY_MILLIS, rows)
                || isKnownBeside(phase, command, row.when() + BOUNDARY_MILLIS, rows)) {
            return;
        }
        PhaseState phases = it.phases();
        double life = day - Math.floorDiv(it.firstSeen, DAY_MILLIS) + 1.0;
        double bits =
                Math.min(
                        it.capBits(),
                        PhaseDetector.bits(phases.minutes[phase], known.days(), life));
        sink.count(it.stratum(STRATUM), it.bucket(), bits, row.writeTime());
        // most commands are as always, so calibration finds the least surprise rare: that is not
        // enough
        if (bits >= NoveltyWatch.EDGE_GATE) {
            tell(entity, it, row, command, phase, known.days(), bits);
        }
    }

    /** Whether it is given in the phase at {@code near}, where that is another. */
    private boolean isKnownBeside(int phase, String command, long near, EntityRows rows)
            throws Exception {
        String regime = tables.regime(near);
        int beside = PHASES.indexOf(regime);
        return beside >= 0 && beside != phase && rows.value(hash(regime, command)) != null;
    }

    private static long hash(String regime, String command) {
        return ContentIds.hash64("phase-command=" + regime + ' ' + command);
    }

    private void tell(
            String entity,
            EntityBaseline it,
            Interaction row,
            String command,
            int phase,
            int days,
            double bits) {
        boolean read = row.action() == Action.READ || row.action() == Action.DISCOVER;
        String name = PHASES.get(phase);
        SharedTable group = tables.group(entity, it, row.writeTime());
        Findings findings = new Findings(entity, it, tables, group.entities());
        sink.calibrate(
                findings.candidate(
                        it.stratum(STRATUM),
                        it.bucket(),
                        bits,
                        NoveltyWatch.EDGE_GATE,
                        row.writeTime(),
                        findings.of("control", row)
                                .setFindingId(
                                        ContentIds.uuid(
                                                "control.phase",
                                                entity,
                                                name,
                                                command,
                                                Long.toHexString(row.idHigh()),
                                                Long.toHexString(row.idLow())))
                                .setStage((read ? Stage.OT_ACCESS : Stage.OT_IMPACT).key())
                                .setObserved("first " + command + " in phase " + name)
                                .setExpected(
                                        "given on "
                                                + days
                                                + " days, never in "
                                                + Decimals.fixed(it.phases().minutes[phase], 0)
                                                + " minutes of this phase at earlier events")
                                .setSupport((long) it.phases().minutes[phase])
                                .setTechniques(List.of(read ? "T0848" : "T0855"))
                                .setExplanation(
                                        "a known command at a time of the event at which it is not"
                                                + " given ("
                                                + Decimals.fixed(bits, 1)
                                                + " bits)")
                                .setParts(Map.of("phase", bits))));
    }
}
