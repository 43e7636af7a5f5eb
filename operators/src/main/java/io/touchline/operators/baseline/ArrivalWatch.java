// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.calibration.Candidate;
import io.touchline.operators.novelty.NoveltyWatch;
import io.touchline.operators.tables.SharedTable;
import io.touchline.operators.telemetry.IpAddress;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.ContentIds;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Stage;
import io.touchline.schemas.Zone;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks, when a device shows for the first time that it is there, how usual that is in its segment.
 */
final class ArrivalWatch {
    static final String STRATUM = "arrival";

    /** It is judged by its segment, not by its own age. */
    private static final double CAP_BITS = 24;

    private final Tables tables;
    private final ScoreSink sink;

    ArrivalWatch(Tables tables, ScoreSink sink) {
        this.tables = tables;
        this.sink = sink;
    }

    void seen(String entity, EntityBaseline it, Interaction row) {
        if (it.arrived || !(row.acts() || row.outcome() == Outcome.SUCCESS)) {
            return; // who is called in vain need not be there
        }
        if (row.zoneEntity() == Zone.VISITOR || !EntityKeys.isKind(entity, EntityKeys.DEVICE)) {
            it.arrived = true;
            return;
        }
        String segment = segment(row);
        if (segment == null) {
            return; // a request for a lease: where it will be is told by what comes next
        }
        it.arrived = true;
        boolean ot = it.zone.isOt();
        SharedTable group = tables.group(entity, it, row.writeTime());
        sink.ask(
                new Candidate(
                        it.stratum(STRATUM),
                        0,
                        0,
                        NoveltyWatch.EDGE_GATE,
                        CAP_BITS,
                        row.writeTime(),
                        EntityKeys.prevalence(EntityKeys.site(entity), STRATUM, segment),
                        ContentIds.hash64(entity),
                        group.entities(),
                        false,
                        new Findings(entity, it, tables, group.entities())
                                .of(STRATUM, row)
                                .setFindingId(
                                        ContentIds.uuid(
                                                STRATUM,
                                                entity,
                                                segment,
                                                Long.toHexString(row.idHigh()),
                                                Long.toHexString(row.idLow())))
                                .setStage((ot ? Stage.OT_ACCESS : Stage.FOOTHOLD).key())
                                .setObserved("first seen, in segment " + segment)
                                .setExpected("")
                                .setTechniques(List.of(ot ? "T0864" : "T1200"))
                                .setExplanation("something new turns up where that is rare")
                                .setCold(false)
                                .setParts(Map.of())
                                .build()));
    }

    private static @Nullable String segment(Interaction row) {
        String told = row.attribute(Attribute.ENTITY_ADDRESS);
        IpAddress address = IpAddress.parse(told == null ? EntityKeys.id(row.entity()) : told);
        return address == null || address.nobody() ? null : address.network();
    }
}
