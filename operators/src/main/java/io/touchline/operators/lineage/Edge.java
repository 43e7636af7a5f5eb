// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.lineage;

import io.touchline.operators.stats.Evidence;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Stage;
import io.touchline.schemas.avro.Finding;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A finding as an edge from what acts to what is acted upon.
 *
 * @param source the acting entity; null when it is outside
 * @param target the entity acted upon; null when it is outside or the same
 */
record Edge(
        Finding finding,
        Place place,
        double bits,
        boolean ot,
        @Nullable String source,
        @Nullable String target) {
    /** What the evidence of an entity counts that is too young to say what is unusual. */
    static final double COLD_WEIGHT = 0.25;

    static Edge of(Finding finding) {
        String peer = EntityKeys.withoutService(finding.getPeer());
        boolean inner = !EntityKeys.isExternal(peer) && !peer.equals(finding.getEntity());
        boolean acts = finding.getEntityActs();
        return new Edge(
                finding,
                new Place(finding.getTime().toEpochMilli(), finding.getFindingId()),
                Evidence.bits(finding.getPValue()) * (finding.getCold() ? COLD_WEIGHT : 1),
                Stage.of(finding.getStage()).isOt(),
                acts ? finding.getEntity() : inner ? peer : null,
                acts ? (inner ? peer : null) : finding.getEntity());
    }

    /**
     * Everything inside that it touches, sorted: both ends and who stands for the entity. What an
     * entity too young to be judged shows stays with it: it casts no suspicion on others.
     */
    TreeSet<String> touched() {
        if (finding.getCold()) {
            return new TreeSet<>(List.of(finding.getEntity()));
        }
        TreeSet<String> all = new TreeSet<>(finding.getLinks());
        all.add(finding.getEntity());
        if (source != null) {
            all.add(source);
        }
        if (target != null) {
            all.add(target);
        }
        return all;
    }
}
