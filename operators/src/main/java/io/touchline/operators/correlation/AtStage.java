// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.correlation;

import io.touchline.operators.lineage.ChainStep;
import io.touchline.schemas.Stage;
import io.touchline.schemas.Zone;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;

/** A step at one of these stages, on one side of the line between IT and OT. */
final class AtStage extends SimpleCondition<ChainStep> {
    private static final long serialVersionUID = 1L;

    private final TreeSet<String> stages = new TreeSet<>();
    private final boolean inOt;

    private AtStage(boolean inOt, Stage... stages) {
        this.inOt = inOt;
        for (Stage stage : stages) {
            this.stages.add(stage.key());
        }
    }

    static AtStage inIt(Stage... stages) {
        return new AtStage(false, stages);
    }

    static AtStage inOt(Stage... stages) {
        return new AtStage(true, stages);
    }

    @Override
    public boolean filter(ChainStep step) {
        return stages.contains(step.stage()) && isOt(step) == inOt;
    }

    private static boolean isOt(ChainStep step) {
        return Set.of(Zone.OT_CONTROL.key(), Zone.OT_SUPERVISORY.key()).contains(step.zoneEntity());
    }
}
