// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.backfill;

import io.touchline.jobs.Uids;
import io.touchline.jobs.local.EmbeddedFlink;
import io.touchline.jobs.local.JobFailedException;
import io.touchline.operators.baseline.BaselineOperator;
import io.touchline.operators.baseline.EntityBaseline;
import io.touchline.operators.baseline.PatternOfLife;
import io.touchline.operators.novelty.ValueRow;
import io.touchline.schemas.EntityKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;

/**
 * Patterns of life in a savepoint. One question scans every key, about 20 s per million entities:
 * ask for all entities in one.
 */
public final class Patterns {
    private Patterns() {}

    /**
     * One entity's pattern of life.
     *
     * @param entity key
     * @param text lines for people; empty while it is not asked for
     */
    public record Pattern(String entity, String text) {}

    /**
     * Those whose key, name or id is the wanted one, in the order of their keys.
     *
     * @param wanted entity key, the id in it, or a host name; the case of letters does not matter
     */
    public static List<Pattern> find(Path savepoint, String wanted)
            throws IOException, InterruptedException {
        return JobFailedException.unless(
                () -> {
                    List<Pattern> found = new ArrayList<>();
                    try (CloseableIterator<Pattern> patterns =
                            SavepointReader.read(
                                            EmbeddedFlink.savepoints(),
                                            savepoint.toAbsolutePath().toUri().toString())
                                    .readKeyedState(
                                            OperatorIdentifier.forUid(Uids.BASELINE),
                                            new Reader(wanted.toLowerCase(Locale.ROOT)),
                                            Types.STRING,
                                            TypeInformation.of(Pattern.class))
                                    .filter(pattern -> !pattern.text().isEmpty())
                                    .executeAndCollect()) {
                        patterns.forEachRemaining(found::add);
                    }
                    found.sort(Comparator.comparing(Pattern::entity));
                    return found;
                });
    }

    private static final class Reader extends KeyedStateReaderFunction<String, Pattern> {
        private static final long serialVersionUID = 1L;

        private final String wanted;
        private transient ValueState<EntityBaseline> baseline;
        private transient MapState<Long, ValueRow> values;

        Reader(String wanted) {
            this.wanted = wanted;
        }

        @Override
        public void open(OpenContext context) {
            baseline = getRuntimeContext().getState(BaselineOperator.BASELINE);
            values = getRuntimeContext().getMapState(BaselineOperator.VALUES);
        }

        @Override
        public void readKey(String entity, Context context, Collector<Pattern> out)
                throws Exception {
            EntityBaseline it = baseline.value();
            if (it == null || !isWanted(entity, it)) {
                // the reader takes a key without a result for the end of the savepoint
                out.collect(new Pattern(entity, ""));
                return;
            }
            List<ValueRow> rows = new ArrayList<>();
            values.values().forEach(rows::add);
            out.collect(new Pattern(entity, PatternOfLife.describe(entity, it, rows)));
        }

        private boolean isWanted(String entity, EntityBaseline it) {
            String key = entity.toLowerCase(Locale.ROOT);
            return key.equals(wanted)
                    || EntityKeys.id(key).equals(wanted)
                    || wanted.equalsIgnoreCase(it.name);
        }
    }
}
