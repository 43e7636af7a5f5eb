// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.response;

import static io.touchline.testkit.TelemetryFixtures.CONTROLLER;
import static io.touchline.testkit.TelemetryFixtures.SERVER;
import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.schemas.Stage;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.Incident;
import io.touchline.schemas.avro.IncidentEntity;
import io.touchline.schemas.avro.IncidentStep;
import io.touchline.schemas.avro.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;

class ResponseFunctionTest {
    private static IncidentEntity.Builder entity(String key, String role) {
        return IncidentEntity.newBuilder()
                .setKey(key)
                .setName(key)
                .setZone(Zone.CORPORATE.key())
                .setRole(role);
    }

    private static Response response(String phase, IncidentEntity controller) {
        IncidentStep step =
                IncidentStep.newBuilder()
                        .setFindingId("f")
                        .setTime(Instant.ofEpochMilli(T0))
                        .setStage(Stage.OT_IMPACT.key())
                        .setDetector("novelty")
                        .setEntity(SERVER)
                        .setPeer(controller.getKey())
                        .setSurpriseBits(20)
                        .setPValue(1e-6)
                        .setObserved("first write")
                        .setExpected("none")
                        .setExplanation("writes rarely")
                        .build();
        Incident incident =
                Incident.newBuilder()
                        .setIncidentId("i")
                        .setRevision(T0)
                        .setState("open")
                        .setSite(SITE)
                        .setPattern("strongest-step")
                        .setSeverity("critical")
                        .setScore(90)
                        .setFirstLine("")
                        .setTitle("")
                        .setSummary("")
                        .setConsequence("high")
                        .setNextStep("")
                        .setReentries(0)
                        .setFirstEventTime(Instant.ofEpochMilli(T0))
                        .setLastEventTime(Instant.ofEpochMilli(T0))
                        .setKnownAt(Instant.ofEpochMilli(T0))
                        .setTimeToKnowMs(0)
                        .setRegime(phase)
                        .setBudgetTier("ot")
                        .setEntities(List.of(entity(SERVER, "compromised").build(), controller))
                        .setSteps(List.of(step))
                        .build();
        List<Response> out = new ArrayList<>();
        new ResponseFunction().flatMap(incident, new ListCollector<>(out));
        assertThat(out).hasSize(1);
        return out.get(0);
    }

    @Test
    void aControllerOfNoFunctionCountsAsLifeSafety() {
        Response response = response("LIVE", entity(CONTROLLER, "target").build());

        assertThat(response.getAction()).isEqualTo("deny");
        assertThat(response.getRung()).isEqualTo(1);
        assertThat(response.getGate()).contains("life safety", "a person decides");
    }

    @Test
    void aimsAtTheAddressWhereTheKeyIsAnotherNameOfIt() {
        IncidentEntity leased = entity(CONTROLLER, "target").setAddress("192.0.2.77").build();

        assertThat(response("LIVE", leased).getTarget()).contains("\"b\":\"192.0.2.77\"");
    }

    @Test
    void nothingIsDoneToAProtectedAssetAndTheRefusalIsTold() {
        Response response =
                response("LIVE", entity(CONTROLLER, "target").setAsset("fire panel").build());

        assertThat(response.getAction()).isEqualTo("investigate");
        assertThat(response.getRung()).isZero();
        assertThat(response.getMode()).isEqualTo("refused");
        assertThat(response.getGate()).isEqualTo("refused: fire panel is a protected asset");
    }

    @Test
    void doorsAreNotTouchedWhilePeopleLeave() {
        IncidentEntity turnstile = entity(CONTROLLER, "target").setFunction("turnstiles").build();

        assertThat(response("EGRESS", turnstile).getMode()).isEqualTo("refused");
        assertThat(response("DOORS", turnstile).getMode()).isEqualTo("recommend");
    }

    @Test
    void otherFunctionsMayBeCutOffWhilePeopleLeave() {
        IncidentEntity camera = entity(CONTROLLER, "target").setFunction("cctv").build();

        assertThat(response("EGRESS", camera).getMode()).isEqualTo("recommend");
    }
}
