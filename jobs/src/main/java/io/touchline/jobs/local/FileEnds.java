// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.local;

import io.touchline.jobs.DetectionJob;
import io.touchline.jobs.Uids;
import io.touchline.jobs.files.ArchiveManifest;
import io.touchline.jobs.files.ArchiveOptions;
import io.touchline.jobs.files.ArchiveSource;
import io.touchline.operators.findings.FindingsOperator;
import io.touchline.operators.state.FrameSerializer;
import io.touchline.operators.state.VenueRowSerializer;
import io.touchline.operators.tables.SharedTable;
import io.touchline.operators.venue.VenueRow;
import io.touchline.schemas.avro.FindingMessage;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Files in and out of detection: a sorted archive, a calendar, one line per element. */
public final class FileEnds {
    /** File beside the archive that says that all of the calendar was emitted. */
    public static final String PARKED_CONTROL = "parked-control";

    /** File beside the archive that says that the venue file was emitted. */
    public static final String PARKED_VENUE = "parked-venue";

    private FileEnds() {}

    /** Telemetry, phases and the venue file; parked, none of them ever ends. */
    public static DetectionJob.Inputs inputs(
            StreamExecutionEnvironment env,
            ArchiveManifest archive,
            ArchiveOptions options,
            List<SharedTable> calendar,
            VenueRow venue) {
        return new DetectionJob.Inputs(
                env.fromSource(
                                new ArchiveSource(archive, options),
                                WatermarkStrategy.noWatermarks(),
                                "frames",
                                FrameSerializer.TYPE)
                        .setParallelism(1)
                        .uid(Uids.FRAMES),
                control(env, archive, options, calendar)
                        .setParallelism(1)
                        .name("control")
                        .uid(Uids.CONTROL),
                venue(env, archive, options, venue).setParallelism(1).name("venue").uid(Uids.VENUE),
                true);
    }

    private static DataStreamSource<SharedTable> control(
            StreamExecutionEnvironment env,
            ArchiveManifest archive,
            ArchiveOptions options,
            List<SharedTable> calendar) {
        TypeInformation<SharedTable> type = TypeInformation.of(SharedTable.class);
        return options.park()
                ? ParkedRows.of(env, calendar, type, Path.of(archive.directory(), PARKED_CONTROL))
                : env.fromData(calendar, type);
    }

    private static DataStreamSource<VenueRow> venue(
            StreamExecutionEnvironment env,
            ArchiveManifest archive,
            ArchiveOptions options,
            VenueRow venue) {
        List<VenueRow> rows = List.of(venue);
        return options.park()
                ? ParkedRows.of(
                        env,
                        rows,
                        VenueRowSerializer.TYPE,
                        Path.of(archive.directory(), PARKED_VENUE))
                : env.fromData(rows, VenueRowSerializer.TYPE);
    }

    /** Findings, dead letters, books and totals of calibration as lines. */
    public static void attach(DetectionJob.Outputs out, OutputFiles files) {
        out.findings()
                .sinkTo(new LineSink<>(files.findings(), FileEnds::findingLine))
                .setParallelism(1)
                .name("findings-file")
                .uid(Uids.FINDINGS_FILE);
        out.deadLetters()
                .sinkTo(new LineSink<>(files.deadLetters(), DeadLetterJson::line))
                .setParallelism(1)
                .name("dead-letters-sink")
                .uid(Uids.DEAD_LETTERS_SINK);
        out.books()
                .sinkTo(new LineSink<>(files.books(), new AvroLine<>()))
                .setParallelism(1)
                .name("books-sink")
                .uid(Uids.BOOKS_SINK);
        out.calibration()
                .sinkTo(new LineSink<>(files.calibration(), new CalibrationLine()))
                .setParallelism(1)
                .name("calibration-file")
                .uid(Uids.CALIBRATION_FILE);
    }

    private static String findingLine(FindingMessage message) {
        return message.getKind().equals(FindingsOperator.FINDING)
                ? AvroJson.line(message.getFinding())
                : "";
    }
}
