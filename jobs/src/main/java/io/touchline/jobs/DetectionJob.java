// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs;

import io.touchline.jobs.kafka.KafkaJobs;
import io.touchline.jobs.options.Settings;
import io.touchline.operators.baseline.BaselineOperator;
import io.touchline.operators.books.BooksDelta;
import io.touchline.operators.books.BooksOperator;
import io.touchline.operators.calibration.CalibrationOperator;
import io.touchline.operators.calibration.CalibrationTotal;
import io.touchline.operators.calibration.Candidate;
import io.touchline.operators.calibration.HistogramDelta;
import io.touchline.operators.coverage.CoverageOperator;
import io.touchline.operators.coverage.CoverageOptions;
import io.touchline.operators.coverage.SourceMinute;
import io.touchline.operators.findings.FindingsOperator;
import io.touchline.operators.identity.IdentityOperator;
import io.touchline.operators.identity.IdentityRow;
import io.touchline.operators.ingest.DeadLetter;
import io.touchline.operators.ingest.DecodeOperator;
import io.touchline.operators.ingest.Frame;
import io.touchline.operators.order.OrderOperator;
import io.touchline.operators.outage.OutageOperator;
import io.touchline.operators.prevalence.PrevalenceOperator;
import io.touchline.operators.state.IdentityRowSerializer;
import io.touchline.operators.state.InteractionSerializer;
import io.touchline.operators.tables.GroupActivity;
import io.touchline.operators.tables.GroupTablesFunction;
import io.touchline.operators.tables.SharedTable;
import io.touchline.operators.venue.VenueRow;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.avro.BooksTotal;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.FindingMessage;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Raw telemetry in, calibrated findings out. */
public final class DetectionJob {
    private DetectionJob() {}

    /**
     * Runs beside Kafka on the cluster that calls it, until the job ends.
     *
     * @param args {@code --config FILE}, and {@code --KEY VALUE} for a key of docs/options.md that
     *     differs from the file
     */
    public static void main(String[] args) {
        KafkaJobs.executeDetection(Settings.parse(args));
    }

    /**
     * @param frames undecoded records; timestamps and watermarks on the write-time axis, made in
     *     the source
     * @param control calendar and control messages; idle where there are none
     * @param venue versions of the venue file, the first before anything else; idle after each
     * @param bounded whether the frames end: then nothing that is due after the last is told
     */
    public record Inputs(
            DataStream<Frame> frames,
            DataStream<SharedTable> control,
            DataStream<VenueRow> venue,
            boolean bounded) {}

    /**
     * @param findings findings, and after them the progress records
     * @param deadLetters what could not be used, with its reason
     * @param books running totals per source
     * @param sources what was read of each source, by the minute
     * @param calibration how calibrated bits are spread, running totals per stratum
     */
    public record Outputs(
            DataStream<FindingMessage> findings,
            DataStream<DeadLetter> deadLetters,
            DataStream<BooksTotal> books,
            DataStream<SourceMinute> sources,
            DataStream<CalibrationTotal> calibration) {}

    /** The whole topology, top to bottom in data order; knows neither Kafka nor files. */
    public static Outputs define(Inputs inputs, DetectionOptions options) {
        // frames -> interactions with addresses; the chain is broken after the source
        SingleOutputStreamOperator<Interaction> decoded =
                inputs.frames()
                        .transform(
                                "decode",
                                InteractionSerializer.TYPE,
                                new DecodeOperator(options.decode()))
                        .startNewChain()
                        .uid(Uids.DECODE);

        // who held an address, and what the venue file says: the same on every subtask
        DataStream<IdentityRow> identities =
                decoded.getSideOutput(DecodeOperator.BINDINGS)
                        .union(
                                inputs.venue()
                                        .map(IdentityRow::of, IdentityRowSerializer.TYPE)
                                        .setParallelism(1)
                                        .name("venue-rows")
                                        .uid(Uids.VENUE_ROWS));

        // minutes of sources -> who is blind; findings of a tier of their own
        SingleOutputStreamOperator<Finding> coverage =
                decoded.getSideOutput(DecodeOperator.SOURCES)
                        .connect(inputs.control())
                        .transform(
                                "coverage",
                                TypeInformation.of(Finding.class),
                                new CoverageOperator(
                                        new CoverageOptions(
                                                options.decode().site(), inputs.bounded())))
                        .setParallelism(1)
                        .uid(Uids.COVERAGE);

        // addresses -> entities, by the rows in effect at the record's write time
        SingleOutputStreamOperator<Interaction> identified =
                decoded.connect(identities.broadcast())
                        .transform(
                                "identity",
                                InteractionSerializer.TYPE,
                                new IdentityOperator(options.identity(), options.venue()))
                        .uid(Uids.IDENTITY);

        // sorted by (write time, event id) per entity, each row once; bundles key by key
        SingleOutputStreamOperator<Interaction> ordered =
                identified
                        .keyBy(Interaction::entity)
                        .transform(
                                "order",
                                InteractionSerializer.TYPE,
                                new OrderOperator(options.order()))
                        .uid(Uids.ORDER);

        // signs of life of what serves -> who fell silent together, unless it is their sensor
        SingleOutputStreamOperator<Finding> outage =
                ordered.getSideOutput(OrderOperator.MEMBERS)
                        .union(decoded.getSideOutput(DecodeOperator.SENSORS))
                        .connect(inputs.control())
                        .transform(
                                "outage",
                                TypeInformation.of(Finding.class),
                                new OutageOperator(options.decode().site()))
                        .setParallelism(1)
                        .uid(Uids.OUTAGE);

        // what is usual per peer group, and the calendar: the same on every subtask
        DataStream<SharedTable> tables =
                ordered.getSideOutput(OrderOperator.ACTIVITY)
                        .keyBy(GroupActivity::group)
                        .process(new GroupTablesFunction())
                        .name("group-tables")
                        .uid(Uids.GROUP_TABLES)
                        .union(inputs.control(), coverage.getSideOutput(CoverageOperator.BLIND));

        // (entity, bundle of interactions) -> candidates; same key and parallelism as order
        KeyedStream<Interaction, String> bundles =
                DataStreamUtils.reinterpretAsKeyedStream(ordered, Interaction::entity);
        SingleOutputStreamOperator<Candidate> scored =
                bundles.connect(tables.broadcast())
                        .transform(
                                "baseline",
                                TypeInformation.of(Candidate.class),
                                new BaselineOperator(options.baseline()))
                        .uid(Uids.BASELINE);

        // candidates that depend on rarity ask their peers; the others go straight on
        SingleOutputStreamOperator<Candidate> answered =
                scored.keyBy(Candidate::prevalenceKey)
                        .transform(
                                "prevalence",
                                TypeInformation.of(Candidate.class),
                                new PrevalenceOperator())
                        .uid(Uids.PREVALENCE);

        // raw bits -> p-values, by the hours closed before; what passes its gate is a finding
        DataStream<Candidate> candidates =
                answered.union(scored.getSideOutput(BaselineOperator.CALIBRATE));
        DataStream<HistogramDelta> histograms =
                scored.getSideOutput(BaselineOperator.HISTOGRAMS)
                        .union(answered.getSideOutput(PrevalenceOperator.HISTOGRAMS));
        SingleOutputStreamOperator<Finding> judged =
                candidates
                        .keyBy(Candidate::stratum)
                        .connect(histograms.keyBy(HistogramDelta::stratum))
                        .transform(
                                "calibration",
                                TypeInformation.of(Finding.class),
                                new CalibrationOperator())
                        .uid(Uids.CALIBRATION);

        // findings leave at parallelism 1, each watermark followed by its progress records
        SingleOutputStreamOperator<FindingMessage> findings =
                judged.union(coverage, outage)
                        .connect(inputs.venue())
                        .transform(
                                "findings",
                                TypeInformation.of(FindingMessage.class),
                                new FindingsOperator(
                                        options.decode().site(),
                                        options.progressPartitions(),
                                        options.venue()))
                        .setParallelism(1)
                        .uid(Uids.FINDINGS);

        // every record has one fate
        SingleOutputStreamOperator<BooksTotal> books =
                decoded.getSideOutput(DecodeOperator.FATES)
                        .union(ordered.getSideOutput(OrderOperator.FATES))
                        .keyBy(BooksDelta::source)
                        .transform(
                                "books", TypeInformation.of(BooksTotal.class), new BooksOperator())
                        .uid(Uids.BOOKS);

        return new Outputs(
                findings,
                decoded.getSideOutput(DecodeOperator.DEAD_LETTERS),
                books,
                decoded.getSideOutput(DecodeOperator.SOURCES),
                judged.getSideOutput(CalibrationOperator.TOTALS));
    }
}
