// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.backfill;

import io.touchline.jobs.Uids;
import io.touchline.jobs.local.EmbeddedFlink;
import io.touchline.operators.baseline.BaselineOperator;
import io.touchline.operators.baseline.EntityBaseline;
import io.touchline.operators.baseline.EntityBaselineSerializer;
import io.touchline.operators.novelty.ValueRow;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;

/** Every baseline of a savepoint to the last bit. */
final class StoredBaselines {
    private StoredBaselines() {}

    /** Entity to the bytes of its baseline and its values in order. */
    static Map<String, String> of(Path savepoint) throws Exception {
        Map<String, String> all = new TreeMap<>();
        try (CloseableIterator<String> lines =
                SavepointReader.read(EmbeddedFlink.savepoints(), savepoint.toUri().toString())
                        .readKeyedState(
                                OperatorIdentifier.forUid(Uids.BASELINE),
                                new Reader(),
                                Types.STRING,
                                Types.STRING)
                        .executeAndCollect()) {
            lines.forEachRemaining(
                    line -> {
                        int tab = line.indexOf('\t');
                        all.put(line.substring(0, tab), line.substring(tab + 1));
                    });
        }
        return all;
    }

    private static final class Reader extends KeyedStateReaderFunction<String, String> {
        private static final long serialVersionUID = 1L;

        private transient ValueState<EntityBaseline> baseline;
        private transient MapState<Long, ValueRow> values;

        @Override
        public void open(OpenContext context) {
            baseline = getRuntimeContext().getState(BaselineOperator.BASELINE);
            values = getRuntimeContext().getMapState(BaselineOperator.VALUES);
        }

        @Override
        public void readKey(String entity, Context context, Collector<String> out)
                throws Exception {
            EntityBaseline it = baseline.value();
            DataOutputSerializer bytes = new DataOutputSerializer(1024);
            if (it != null) {
                EntityBaselineSerializer.INSTANCE.serialize(it, bytes);
            }
            Map<Long, ValueRow> rows = new TreeMap<>();
            for (Map.Entry<Long, ValueRow> row : values.entries()) {
                rows.put(row.getKey(), row.getValue());
            }
            out.collect(entity + '\t' + HexFormat.of().formatHex(bytes.getCopyOfBuffer()) + rows);
        }
    }
}
