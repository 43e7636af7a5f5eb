// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.jobs.Uids;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import io.touchline.operators.state.VenueRowSerializer;
import io.touchline.operators.venue.VenueRow;
import java.nio.file.Path;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The venue file beside Kafka: as it is at the start, and each time that it changes. */
public final class VenueEnds {
    private static final double LOOKS_PER_SECOND = 1;

    private VenueEnds() {}

    /**
     * @throws io.touchline.jobs.files.InputException the file cannot be used as it is now
     */
    public static DataStream<VenueRow> venue(StreamExecutionEnvironment env, Settings settings) {
        // a look each second, for ever: a source that ended would leave the largest watermark
        return env.fromSource(
                        new DataGeneratorSource<>(
                                look -> look,
                                Long.MAX_VALUE,
                                RateLimiterStrategy.perSecond(LOOKS_PER_SECOND),
                                Types.LONG),
                        WatermarkStrategy.forGenerator(context -> new IdleAtOnce<>()),
                        "venue",
                        Types.LONG)
                .setParallelism(1)
                .uid(Uids.VENUE)
                .transform(
                        "venue-watch",
                        VenueRowSerializer.TYPE,
                        new VenueWatch(
                                settings.path(TouchlineOptions.VENUE_FILE)
                                        .map(Path::toString)
                                        .orElse(""),
                                settings.venue().text(),
                                settings.venueReader(),
                                settings.get(TouchlineOptions.NETWORKS)))
                .setParallelism(1)
                .uid(Uids.VENUE_WATCH);
    }
}
