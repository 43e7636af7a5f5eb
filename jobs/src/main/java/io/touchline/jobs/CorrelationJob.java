// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs;

import io.touchline.jobs.kafka.KafkaJobs;
import io.touchline.jobs.options.Settings;
import io.touchline.operators.correlation.ChainLabel;
import io.touchline.operators.correlation.StoryPattern;
import io.touchline.operators.incident.BudgetFunction;
import io.touchline.operators.incident.IncidentFunction;
import io.touchline.operators.lineage.ChainStep;
import io.touchline.operators.lineage.ChainUpdate;
import io.touchline.operators.lineage.LineageOperator;
import io.touchline.operators.lineage.LineageOptions;
import io.touchline.operators.response.ResponseFunction;
import io.touchline.schemas.avro.FindingMessage;
import io.touchline.schemas.avro.Incident;
import io.touchline.schemas.avro.Response;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cep.CEP;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Findings in, explained incidents out. */
public final class CorrelationJob {
    private CorrelationJob() {}

    /**
     * Runs beside Kafka on the cluster that calls it, until the job ends.
     *
     * @param args {@code --config FILE}, and {@code --KEY VALUE} for a key of docs/options.md that
     *     differs from the file
     */
    public static void main(String[] args) {
        KafkaJobs.executeCorrelation(Settings.parse(args));
    }

    /**
     * @param findings findings and progress records; the watermark is the last progress
     */
    public record Inputs(DataStream<FindingMessage> findings) {}

    /**
     * @param incidents revisions of incidents; readers keep the highest of each id
     * @param responses what is recommended, never more than a recommendation
     */
    public record Outputs(DataStream<Incident> incidents, DataStream<Response> responses) {}

    /** The whole topology, top to bottom in data order; knows neither Kafka nor files. */
    public static Outputs define(Inputs inputs, LineageOptions options) {
        // findings -> chains as they stand, and the steps that are new, on the side
        SingleOutputStreamOperator<ChainUpdate> chains =
                inputs.findings()
                        .keyBy(FindingMessage::getSite)
                        .transform(
                                "lineage",
                                TypeInformation.of(ChainUpdate.class),
                                new LineageOperator(options))
                        .uid(Uids.LINEAGE);
        KeyedStream<ChainStep, String> steps =
                chains.getSideOutput(LineageOperator.STEPS).keyBy(ChainStep::telling);

        // (telling of a chain, step) -> "this chain satisfies that story as of this step"; CEP only
        // labels
        DataStream<ChainLabel> labels =
                StoryPattern.all().stream()
                        .map(story -> label(steps, story))
                        .reduce((all, next) -> all.union(next))
                        .orElseThrow();

        // (chain, update or label) -> one revision per moment at which something became known
        SingleOutputStreamOperator<Incident> all =
                chains.keyBy(ChainUpdate::chain)
                        .connect(labels.keyBy(ChainLabel::chain))
                        .process(new IncidentFunction(options), TypeInformation.of(Incident.class))
                        .name("incident")
                        .uid(Uids.INCIDENT);

        // (site, incident) -> published or held back, for attention is scarce
        SingleOutputStreamOperator<Incident> incidents =
                all.keyBy(Incident::getSite)
                        .process(new BudgetFunction(), TypeInformation.of(Incident.class))
                        .name("budget")
                        .uid(Uids.BUDGET);

        // incident -> the cheapest exact action against it
        SingleOutputStreamOperator<Response> responses =
                incidents
                        .flatMap(new ResponseFunction())
                        .returns(TypeInformation.of(Response.class))
                        .name("response")
                        .uid(Uids.RESPONSE);

        return new Outputs(incidents, responses);
    }

    private static DataStream<ChainLabel> label(
            KeyedStream<ChainStep, String> steps, StoryPattern story) {
        return CEP.pattern(steps, story.pattern())
                .process(story, TypeInformation.of(ChainLabel.class))
                .name(story.label())
                .uid(story.uid());
    }
}
