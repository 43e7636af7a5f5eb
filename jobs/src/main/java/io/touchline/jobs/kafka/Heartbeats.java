// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.jobs.CorrelationJob;
import io.touchline.jobs.DetectionJob;
import io.touchline.jobs.Uids;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import io.touchline.operators.heartbeat.HeartbeatOperator;
import io.touchline.operators.heartbeat.Sign;
import io.touchline.schemas.avro.FindingMessage;
import io.touchline.schemas.avro.Heartbeat;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The signs of life of both jobs, each of what it knows itself. */
final class Heartbeats {
    private static final TypeInformation<Sign> SIGN = TypeInformation.of(Sign.class);

    private Heartbeats() {}

    static void attach(DetectionJob.Outputs out, Settings settings) {
        DataStream<Sign> sources =
                out.sources()
                        .map(Sign::of, SIGN)
                        .name("heartbeat-sources")
                        .uid(Uids.HEARTBEAT_SOURCES);
        attach(sight(out.findings()).union(sources), KafkaJobs.DETECTION, settings);
    }

    static void attach(
            CorrelationJob.Outputs out, DataStream<FindingMessage> findings, Settings settings) {
        DataStream<Sign> incidents =
                out.incidents()
                        .map(Sign::of, SIGN)
                        .name("heartbeat-incidents")
                        .uid(Uids.HEARTBEAT_INCIDENTS);
        attach(sight(findings).union(incidents), KafkaJobs.CORRELATION, settings);
    }

    private static SingleOutputStreamOperator<Sign> sight(DataStream<FindingMessage> findings) {
        return findings.<Sign>flatMap(Sign::of)
                .returns(SIGN)
                .setParallelism(1)
                .name("heartbeat-findings")
                .uid(Uids.HEARTBEAT_FINDINGS);
    }

    private static void attach(DataStream<Sign> signs, String job, Settings settings) {
        signs.transform(
                        "heartbeat",
                        TypeInformation.of(Heartbeat.class),
                        new HeartbeatOperator(
                                settings.get(TouchlineOptions.SITE), job, Settings.version()))
                .setParallelism(1)
                .uid(Uids.HEARTBEAT)
                .sinkTo(
                        KafkaEnds.sink(
                                settings,
                                new AvroSerializer<>(
                                        Heartbeat.class,
                                        settings.get(TouchlineOptions.HEARTBEAT_TOPIC),
                                        Heartbeat::getSite)))
                .setParallelism(1)
                .name("heartbeat-sink")
                .uid(Uids.HEARTBEAT_SINK);
    }
}
