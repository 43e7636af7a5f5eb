// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.incident;

import io.touchline.schemas.avro.Incident;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Passes incidents on and tells the open ones again, unchanged: all of them at the first watermark
 * after a restore, and whenever the watermark enters another hour. So a line that was written
 * before a crash and overtaken elsewhere does not outlive compaction, and an open incident that is
 * not seen for two rounds is stale.
 *
 * <p>Same id, same revision, same payload: a reader that keeps the highest revision changes
 * nothing. Told again in order of id, before the watermark. It has no timers and no clock. State:
 * the last revision of each open incident; nothing of one that closed, expired or was merged.
 */
public final class RepublishOperator extends AbstractStreamOperator<Incident>
        implements OneInputStreamOperator<Incident, Incident> {
    private static final long serialVersionUID = 1L;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final Set<String> ENDED = Set.of("closed", "expired");

    // 2 to 100 KB per open incident (up to 64 steps); cleared when it ends
    private static final ValueStateDescriptor<Incident> OPEN =
            new ValueStateDescriptor<>("open", TypeInformation.of(Incident.class));

    private transient ValueState<Incident> open;
    private transient boolean restored;
    private transient long hour;

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        open = context.getKeyedStateStore().getState(OPEN);
        restored = context.isRestored();
        hour = UNKNOWN;
    }

    @Override
    public void processElement(StreamRecord<Incident> element) throws Exception {
        Incident incident = element.getValue();
        if (ENDED.contains(incident.getState()) || incident.getMergedInto() != null) {
            open.clear();
        } else {
            Incident held = open.value();
            if (held == null || incident.getRevision() >= held.getRevision()) {
                open.update(incident);
            }
        }
        output.collect(element);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.getTimestamp() != Long.MAX_VALUE) { // the end of input is not the end of time
            long entered = Math.floorDiv(mark.getTimestamp(), HOUR_MILLIS);
            if (restored || (hour != UNKNOWN && entered > hour)) {
                republish();
            }
            restored = false;
            hour = Math.max(hour, entered);
        }
        super.processWatermark(mark);
    }

    private void republish() throws Exception {
        TreeMap<String, Incident> all = new TreeMap<>();
        getKeyedStateBackend()
                .applyToAllKeys(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        OPEN,
                        (key, held) -> all.put(held.value().getIncidentId(), held.value()));
        all.values().forEach(incident -> output.collect(new StreamRecord<>(incident)));
    }
}
