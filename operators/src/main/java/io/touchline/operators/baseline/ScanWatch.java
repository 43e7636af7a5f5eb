// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.novelty.NoveltyWatch;
import io.touchline.operators.scanning.ScanDetector;
import io.touchline.operators.scanning.ScanState;
import io.touchline.operators.stats.Decimals;
import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.ContentIds;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Stage;
import java.util.List;
import java.util.Map;

/** Follows how an entity's first contacts with inner services end. */
final class ScanWatch {
    static final String STRATUM = "scanning";
    private static final long MINUTE_MILLIS = 60_000;
    private static final long DAY_MILLIS = 86_400_000;

    private final Tables tables;
    private final ScoreSink sink;

    ScanWatch(Tables tables, ScoreSink sink) {
        this.tables = tables;
        this.sink = sink;
    }

    void contact(String entity, EntityBaseline it, Interaction row) {
        boolean failed = row.outcome() == Outcome.FAILURE || row.outcome() == Outcome.DENIED;
        if (!row.acts()
                || row.action() != Action.CONNECT
                || !EntityKeys.isKind(row.peer(), EntityKeys.DEVICE)
                || (!failed && row.outcome() != Outcome.SUCCESS)) {
            return;
        }
        String port = row.attribute(Attribute.RESPONDER_PORT);
        String service = EntityKeys.withService(row.peer(), port == null ? "?" : port);
        int day = (int) Math.floorDiv(row.writeTime(), DAY_MILLIS);
        if (it.metToday(ContentIds.hash64("contact=" + service), day)) {
            return;
        }
        int minute = (int) Math.floorDiv(row.when(), MINUTE_MILLIS);
        double bits = ScanDetector.contact(it.scan(), failed, minute);
        if (bits > 0) {
            tell(entity, it, row, service, Math.min(bits, it.capBits()));
        }
    }

    private void tell(
            String entity, EntityBaseline it, Interaction row, String service, double bits) {
        ScanState scan = it.scan();
        SharedTable group = tables.group(entity, it, row.writeTime());
        Findings findings = new Findings(entity, it, tables, group.entities());
        sink.calibrate(
                findings.candidate(
                        it.stratum(STRATUM),
                        it.bucket(),
                        bits,
                        NoveltyWatch.GATE,
                        row.writeTime(),
                        findings.overTime("scanning", row)
                                .setFindingId(
                                        ContentIds.uuid(
                                                "scanning",
                                                entity,
                                                service,
                                                Long.toHexString(row.idHigh()),
                                                Long.toHexString(row.idLow())))
                                .setStage(Stage.DISCOVERY.key())
                                .setObserved(
                                        scan.failures
                                                + " of "
                                                + scan.contacts
                                                + " first contacts with inner services failed")
                                .setExpected("four of five succeed")
                                .setSupport((long) scan.contacts)
                                .setTechniques(List.of("T1046"))
                                .setExplanation(
                                        "knocks at services that do not open ("
                                                + Decimals.fixed(bits, 1)
                                                + " bits)")
                                .setParts(Map.of("walk", bits))));
    }
}
