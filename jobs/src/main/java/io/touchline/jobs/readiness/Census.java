// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.readiness;

import io.touchline.jobs.Uids;
import io.touchline.jobs.local.EmbeddedFlink;
import io.touchline.jobs.local.JobFailedException;
import io.touchline.operators.baseline.BaselineOperator;
import io.touchline.operators.baseline.EntityBaseline;
import io.touchline.operators.books.BooksOperator;
import io.touchline.operators.books.Fate;
import io.touchline.operators.coverage.CoverageOperator;
import io.touchline.operators.coverage.SourceHealth;
import io.touchline.schemas.Zone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;

/**
 * What a savepoint or a checkpoint of detection holds, counted. One pass over every key, about 20 s
 * per million entities.
 *
 * @param populations by name
 * @param records per source of the books, how many were read
 * @param silent sources and sensors that are silent, and since when, milliseconds since 1970
 */
public record Census(
        Map<String, Population> populations, Map<String, Long> records, Map<String, Long> silent) {
    /**
     * Counts.
     *
     * @param snapshot savepoint in canonical format, or checkpoint of RocksDB
     */
    public static Census of(Path snapshot) throws IOException, InterruptedException {
        return JobFailedException.unless(
                () ->
                        new Census(
                                populations(reader(snapshot)),
                                records(reader(snapshot)),
                                silent(reader(snapshot))));
    }

    /** RocksDB reads both its own checkpoints and canonical savepoints. */
    private static SavepointReader reader(Path snapshot) throws IOException {
        return SavepointReader.read(
                EmbeddedFlink.savepoints(),
                snapshot.toAbsolutePath().toUri().toString(),
                new EmbeddedRocksDBStateBackend());
    }

    private static Map<String, Population> populations(SavepointReader reader) throws Exception {
        DataStream<Population> counted =
                reader.readKeyedState(
                                OperatorIdentifier.forUid(Uids.BASELINE),
                                new Baselines(),
                                Types.STRING,
                                TypeInformation.of(Population.class))
                        .keyBy(Population::name)
                        .reduce(Population::plus);
        Map<String, Population> populations = new TreeMap<>();
        try (CloseableIterator<Population> rows = counted.executeAndCollect()) {
            // in batch mode a reduce tells its last value alone
            rows.forEachRemaining(row -> populations.put(row.name(), row));
        }
        return populations;
    }

    private static Map<String, Long> records(SavepointReader reader) throws Exception {
        Map<String, Long> records = new TreeMap<>();
        try (CloseableIterator<Source> rows =
                reader.readKeyedState(
                                OperatorIdentifier.forUid(Uids.BOOKS),
                                new Books(),
                                Types.STRING,
                                TypeInformation.of(Source.class))
                        .executeAndCollect()) {
            for (Iterator<Source> each = rows; each.hasNext(); ) {
                Source source = each.next();
                records.put(source.name(), source.records());
            }
        }
        return records;
    }

    private static Map<String, Long> silent(SavepointReader reader) throws Exception {
        Map<String, Long> silent = new TreeMap<>();
        try (CloseableIterator<SourceHealth> rows =
                reader.readListState(
                                OperatorIdentifier.forUid(Uids.COVERAGE),
                                CoverageOperator.HEALTHS.getName(),
                                TypeInformation.of(SourceHealth.class))
                        .executeAndCollect()) {
            for (Iterator<SourceHealth> each = rows; each.hasNext(); ) {
                SourceHealth health = each.next();
                if (health.silentSince != 0) {
                    silent.put(health.name, health.silentSince);
                }
            }
        }
        return silent;
    }

    /**
     * One line of the books.
     *
     * @param name source
     * @param records how many were read
     */
    public record Source(String name, long records) {}

    private static final class Baselines extends KeyedStateReaderFunction<String, Population> {
        private static final long serialVersionUID = 1L;

        private transient ValueState<EntityBaseline> baseline;

        @Override
        public void open(OpenContext context) {
            baseline = getRuntimeContext().getState(BaselineOperator.BASELINE);
        }

        @Override
        public void readKey(String entity, Context context, Collector<Population> out)
                throws Exception {
            EntityBaseline it = baseline.value();
            // the reader takes a key without a result for the end of the savepoint
            out.collect(
                    it == null
                            ? new Population("", 1, 0, Long.MAX_VALUE, Long.MIN_VALUE)
                            : new Population(
                                    name(it), 1, it.isMature() ? 1 : 0, it.firstSeen, it.lastSeen));
        }

        private static String name(EntityBaseline it) {
            String kind = it.entityClass.key();
            return switch (it.entityClass) {
                case VISITOR -> it.isTransient() ? "visitor" : "visitor looked at by itself";
                case COHORT -> "cohort of visitors";
                case DEVICE, CONTROLLER, MAILBOX, ACCOUNT ->
                        (it.zone == Zone.RETURNING ? "returning " : "resident ") + kind;
            };
        }
    }

    private static final class Books extends KeyedStateReaderFunction<String, Source> {
        private static final long serialVersionUID = 1L;

        private transient MapState<String, Long> totals;

        @Override
        public void open(OpenContext context) {
            totals = getRuntimeContext().getMapState(BooksOperator.TOTALS);
        }

        @Override
        public void readKey(String source, Context context, Collector<Source> out)
                throws Exception {
            Long read = totals.get(Fate.READ.name());
            out.collect(new Source(source, read == null ? 0 : read));
        }
    }
}
