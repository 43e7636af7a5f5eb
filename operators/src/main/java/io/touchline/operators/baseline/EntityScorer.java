// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.tables.EntityClass;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Zone;

/**
 * Applies interactions to one baseline, in order: closes windows, counts, draws, learns.
 *
 * <p>Everything it emits is stamped with the write time of the row, or the due time, that revealed
 * it; so the result depends on the order of rows alone, not on bundles or timers.
 */
final class EntityScorer {
    private static final int MAX_NAME = 48;

    private final RateWindows windows;
    private final ArrivalWatch arrivals;
    private final ScanWatch scans;
    private final EdgeWatch edges;
    private final NoveltyDraws draws;
    private final CommandWatch commands;
    private final TravelWatch travels;

    EntityScorer(BaselineOptions options, Tables tables, ScoreSink sink) {
        this.windows = new RateWindows(options.rate(), tables, sink);
        this.arrivals = new ArrivalWatch(tables, sink);
        this.scans = new ScanWatch(tables, sink);
        this.edges = new EdgeWatch(tables, sink);
        this.draws = new NoveltyDraws(options.maxValues(), tables, sink);
        this.commands = new CommandWatch(tables, sink, draws);
        this.travels = new TravelWatch(tables, sink, draws);
    }

    /** One row; rows of an entity come in order of write time. */
    void apply(String entity, EntityBaseline it, Interaction row, EntityRows rows)
            throws Exception {
        if (it.closeDue != 0 && row.writeTime() > it.closeDue) {
            close(entity, it, it.closeDue, it.closeDue);
        }
        recognise(it, row);
        it.interactions++;
        it.lastSeen = Math.max(it.lastSeen, row.writeTime());
        if (it.isTransient() || row.action() == Action.ALERT) {
            return; // what a sensor remarks on is nothing that the entity does
        }
        arrivals.seen(entity, it, row);
        windows.rollTo(entity, it, row);
        windows.count(entity, it, row);
        scans.contact(entity, it, row);
        edges.contact(entity, it, row, rows);
        commands.command(entity, it, row, rows);
        travels.signIn(entity, it, row, rows);
        draws.draw(entity, it, row, rows);
    }

    /** Closes the open window because nobody came: called by the timer at its due time. */
    void close(String entity, EntityBaseline it, long due, long knownAt) {
        if (it.closeDue == due) {
            windows.closeWindow(entity, it, knownAt);
        }
    }

    private void recognise(EntityBaseline it, Interaction row) {
        EntityClass seen = EntityClass.of(row);
        if (seen == EntityClass.CONTROLLER) {
            it.entityClass = EntityClass.CONTROLLER;
            it.zone = Zone.OT_CONTROL;
        } else if (it.zone != Zone.OT_CONTROL
                && EntityKeys.isKind(row.entity(), EntityKeys.DEVICE)) {
            it.zone = row.zoneEntity(); // what the venue file says may have changed
        }
        if (row.entityName() != null) {
            it.name = row.entityName().substring(0, Math.min(MAX_NAME, row.entityName().length()));
        }
        // a visitor that reaches an inner machine is looked at by itself from then on
        if (it.isTransient() && row.acts() && isInner(row)) {
            it.promoted = true;
        }
        if (!it.isTransient()) {
            it.address = row.attribute(Attribute.ENTITY_ADDRESS);
        }
    }

    private static boolean isInner(Interaction row) {
        return EntityKeys.isKind(row.peer(), EntityKeys.DEVICE)
                && (row.zonePeer().isOt() || row.action() == Action.CONNECT)
                && !isInfrastructure(row);
    }

    /** Names, leases, time: what every machine asks for all day. */
    static boolean isInfrastructure(Interaction row) {
        String port = row.attribute(Attribute.RESPONDER_PORT);
        return "53".equals(port) || "67".equals(port) || "123".equals(port) || "5353".equals(port);
    }

    /** The baseline of an entity that is met for the first time. */
    static EntityBaseline born(Interaction row) {
        return new EntityBaseline(EntityClass.of(row), row.zoneEntity(), row.writeTime());
    }
}
