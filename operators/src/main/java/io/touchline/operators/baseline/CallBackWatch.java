// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.beaconing.CallBack;
import io.touchline.operators.calibration.Candidate;
import io.touchline.operators.novelty.NoveltyAttribute;
import io.touchline.operators.novelty.NoveltyState;
import io.touchline.operators.novelty.NoveltyWatch;
import io.touchline.operators.novelty.ValueRow;
import io.touchline.operators.novelty.Watched;
import io.touchline.operators.stats.Decimals;
import io.touchline.operators.tables.SharedTable;
import io.touchline.operators.telemetry.IpAddress;
import io.touchline.schemas.ContentIds;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Stage;
import io.touchline.schemas.avro.Finding;
import java.util.List;
import java.util.Map;

/**
 * Asks of each new outside address whether its network came here first. Judged by what is usual for
 * a server, not by the age of this one: it may be exploited in its first minute.
 */
final class CallBackWatch {
    private static final String STRATUM = "call-back";
    private static final double LEAST_CAP_BITS = 24;

    private final Tables tables;
    private final ScoreSink sink;

    CallBackWatch(Tables tables, ScoreSink sink) {
        this.tables = tables;
        this.sink = sink;
    }

    /** An outside address that the entity opens a connection to for the first time. */
    void opens(String entity, EntityBaseline it, Interaction row, int day, EntityRows rows)
            throws Exception {
        IpAddress address = IpAddress.parse(EntityKeys.id(row.peer()));
        if (address == null) {
            return;
        }
        NoveltyState state = it.novelty(NoveltyAttribute.CALL_BACK);
        String network = address.network();
        ValueRow came = rows.value(NoveltyDraws.hash(NoveltyAttribute.INBOUND_NETWORK, network));
        state.draws++;
        if (came == null || came.lastDay() < day - CallBack.DAYS) {
            sink.count(it.stratum(STRATUM), it.bucket(), 0, row.writeTime());
            return;
        }
        double bits = CallBack.bits(state.distinct, state.draws - 1);
        state.distinct++;
        tell(entity, it, row, network, bits);
    }

    private void tell(
            String entity, EntityBaseline it, Interaction row, String network, double bits) {
        SharedTable group = tables.group(entity, it, row.writeTime());
        Finding.Builder finding =
                new Findings(entity, it, tables, group.entities())
                        .of("call-back", row)
                        .setFindingId(
                                ContentIds.uuid(
                                        "call-back",
                                        entity,
                                        row.peer(),
                                        Long.toHexString(row.idHigh()),
                                        Long.toHexString(row.idLow())))
                        .setStage(Stage.COMMAND_AND_CONTROL.key())
                        .setObserved("called back " + EntityKeys.id(row.peer()) + " of " + network)
                        .setExpected("servers answer; they do not call those who came")
                        .setTechniques(List.of("T1071"))
                        .setExplanation(
                                "opens a connection to a network that came to it within a day ("
                                        + Decimals.fixed(bits, 1)
                                        + " bits)")
                        .setCold(false)
                        .setParts(Map.of("own", bits));
        sink.ask(
                new Candidate(
                        it.stratum(STRATUM),
                        it.bucket(),
                        bits,
                        NoveltyWatch.GATE,
                        Math.max(LEAST_CAP_BITS, it.capBits()),
                        row.writeTime(),
                        EntityKeys.prevalence(group.key(), "call-back", "any"),
                        ContentIds.hash64(entity),
                        group.entities(),
                        it.unsettledUntil > row.writeTime(),
                        finding.build()));
    }

    /** Whether the value is an address that a call back may go to. */
    static boolean watches(Watched watched) {
        return watched.attribute() == NoveltyAttribute.EXTERNAL_ADDRESS;
    }
}
