// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.identity;

import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.TelemetryFixtures.flow;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.SECOND;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.venue.VenueReader;
import io.touchline.operators.venue.VenueRow;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Zone;
import io.touchline.testkit.Harnesses;
import io.touchline.testkit.TelemetryFixtures;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdentityOperatorTest {
    private static final String ADDRESS = "10.0.1.5";
    private static final String LAPTOP = "00:11:22:33:44:55";
    private static final String PHONE = "da:11:22:33:44:55";
    private static final String PROVISIONAL = EntityKeys.device(SITE, ADDRESS);

    private TwoInputStreamOperatorTestHarness<Interaction, IdentityRow, Interaction> identity;

    @BeforeEach
    void start() throws Exception {
        identity = open(null);
    }

    @AfterEach
    void stop() throws Exception {
        identity.close();
    }

    private static TwoInputStreamOperatorTestHarness<Interaction, IdentityRow, Interaction> open(
            @Nullable OperatorSubtaskState from) throws Exception {
        var identity =
                Harnesses.unkeyed(
                        new IdentityOperator(IdentityOptions.defaults(), VenueReader.none()), from);
        if (from == null) {
            identity.processElement2(IdentityRow.of(VenueRow.first("")), 0);
        }
        return identity;
    }

    private static TelemetryFixtures.Draft raw() {
        return flow().from(EntityKeys.address(SITE, ADDRESS));
    }

    private static Binding lease(String mac, long from, long to) {
        return new Binding(Binding.Kind.DEVICE, SITE, ADDRESS, mac, "laptop-7", from, to, from);
    }

    private static Binding release(String mac, long at) {
        return new Binding(Binding.Kind.RELEASE, SITE, ADDRESS, mac, null, at, at, at);
    }

    private static Binding logOn(String account, long from) {
        return new Binding(
                Binding.Kind.ACCOUNT, SITE, ADDRESS, account, null, from, from + 8 * HOUR, from);
    }

    private void bind(Binding... rows) throws Exception {
        for (Binding row : rows) {
            identity.processElement2(IdentityRow.of(row), row.writeTime());
        }
    }

    private void read(Interaction row) throws Exception {
        identity.processElement1(row, row.writeTime());
    }

    /** Reads one record with the table complete. */
    private Interaction resolved(Interaction row) throws Exception {
        int before = out().size();
        identity.processWatermark2(new Watermark(row.writeTime()));
        read(row);
        assertThat(out()).hasSizeGreaterThan(before);
        return out().get(before);
    }

    private List<Interaction> out() {
        return Harnesses.values(identity);
    }

    @Test
    void aLeaseTakesEffectAfterTheHold() throws Exception {
        bind(lease(LAPTOP, T0, T0 + DAY));
        assertThat(resolved(raw().at(T0 + 45 * SECOND - 1).build()).entity())
                .isEqualTo(PROVISIONAL);
        Interaction held = resolved(raw().at(T0 + 45 * SECOND).build());
        assertThat(held.entity()).isEqualTo(EntityKeys.device(SITE, LAPTOP));
        assertThat(held.entityName()).isEqualTo("laptop-7");
    }

    @Test
    void aLeaseThatWasWrittenLaterStillCountsForWhatHappenedBefore() throws Exception {
        bind(lease(LAPTOP, T0, T0 + DAY));
        // happened inside the hold, written down after it
        assertThat(resolved(raw().at(T0 + SECOND).writtenAt(T0 + MINUTE).build()).entity())
                .isEqualTo(EntityKeys.device(SITE, LAPTOP));
    }

    @Test
    void aReleaseEndsALease() throws Exception {
        bind(lease(LAPTOP, T0, T0 + DAY), release(LAPTOP, T0 + HOUR));
        assertThat(resolved(raw().at(T0 + HOUR - 1).writtenAt(T0 + 2 * HOUR).build()).entity())
                .isEqualTo(EntityKeys.device(SITE, LAPTOP));
        assertThat(resolved(raw().at(T0 + 2 * HOUR).build()).entity()).isEqualTo(PROVISIONAL);
    }

    @Test
    void aReleaseStillEndsALongLeaseTwoDaysLater() throws Exception {
        bind(lease(LAPTOP, T0, T0 + 7 * DAY), release(LAPTOP, T0 + HOUR));
        identity.processBothWatermarks(new Watermark(T0 + 2 * DAY));
        assertThat(resolved(raw().at(T0 + 2 * DAY).build()).entity()).isEqualTo(PROVISIONAL);
    }

    @Test
    void anAddressThatNobodyHoldsIsAProvisionalDevice() throws Exception {
        Interaction row = resolved(raw().at(T0).build());
        assertThat(row.entity()).isEqualTo(PROVISIONAL);
        assertThat(row.zoneEntity()).isEqualTo(Zone.CORPORATE);
        assertThat(row.links()).isEmpty();
    }

    @Test
    void thePeerIsResolvedTooAndKeepsItsService() throws Exception {
        bind(lease(LAPTOP, T0, T0 + DAY));
        Interaction row =
                resolved(
                        flow().from(EntityKeys.address(SITE, "10.0.9.9"))
                                .to(
                                        EntityKeys.withService(
                                                EntityKeys.address(SITE, ADDRESS), "445"))
                                .at(T0 + HOUR)
                                .build());
        assertThat(row.peer())
                .isEqualTo(EntityKeys.withService(EntityKeys.device(SITE, LAPTOP), "445"));
        assertThat(row.peerName()).isEqualTo("laptop-7");
    }

    @Test
    void linksTheAccountsThatAreLoggedOnThereAndTheirMailboxes() throws Exception {
        bind(logOn("clerk@venue.example", T0), logOn("svc-backup", T0));
        assertThat(resolved(raw().at(T0 + HOUR).build()).links())
                .containsExactly(
                        EntityKeys.account(SITE, "clerk@venue.example"),
                        EntityKeys.account(SITE, "svc-backup"),
                        EntityKeys.mailbox(SITE, "clerk@venue.example"));
    }

    @Test
    void anAddressOfMoreThanThreeAccountsSpeaksForNobody() throws Exception {
        bind(logOn("a", T0), logOn("b", T0), logOn("c", T0));
        assertThat(resolved(raw().at(T0 + HOUR).build()).links()).hasSize(3);
        bind(logOn("d", T0 + HOUR));
        assertThat(resolved(raw().at(T0 + 2 * HOUR).build()).links()).isEmpty();
    }

    @Test
    void whatTellsNoEndEndsByItsOption() throws Exception {
        String home = "203.0.113.7";
        bind(
                open(Binding.Kind.ACCOUNT, ADDRESS, "clerk"),
                open(Binding.Kind.SIGN_IN, home, "anna"));
        assertThat(resolved(raw().at(T0 + 10 * HOUR - 1).build()).links()).hasSize(1);
        assertThat(resolved(raw().at(T0 + 10 * HOUR).build()).links()).isEmpty();
        String outside = EntityKeys.external(SITE, home);
        String server = EntityKeys.address(SITE, "10.0.9.9");
        TelemetryFixtures.Draft out = flow().from(server).to(outside);
        Interaction before = out.at(T0 + HOUR - 1).writtenAt(T0 + 11 * HOUR).build();
        assertThat(resolved(before).links()).containsExactly(EntityKeys.account(SITE, "anna"));
        Interaction after = out.at(T0 + HOUR).writtenAt(T0 + 11 * HOUR).build();
        assertThat(resolved(after).links()).isEmpty();
    }

    private static Binding open(Binding.Kind kind, String address, String account) {
        return new Binding(kind, SITE, address, account, null, T0, Binding.OPEN, T0);
    }

    @Test
    void aVisitorAlsoFeedsItsCohort() throws Exception {
        bind(lease(PHONE, T0, T0 + DAY));
        resolved(raw().at(T0 + HOUR).build());
        assertThat(out())
                .extracting(Interaction::entity)
                .containsExactly(
                        EntityKeys.device(SITE, PHONE), EntityKeys.cohort(SITE, "10.0.1.0/24"));
        assertThat(out()).allMatch(row -> row.zoneEntity() == Zone.VISITOR);
        assertThat(out()).extracting(Interaction::decidesFate).containsExactly(true, false);
    }

    @Test
    void aDeviceOfTheHouseFeedsNoCohort() throws Exception {
        bind(lease(LAPTOP, T0, T0 + DAY));
        resolved(raw().at(T0 + HOUR).build());
        assertThat(out()).hasSize(1);
    }

    @Test
    void noRecordIsResolvedBeforeTheFirstVersionOfTheVenueFile() throws Exception {
        try (var fresh =
                Harnesses.<Interaction, IdentityRow, Interaction>unkeyed(
                        new IdentityOperator(IdentityOptions.defaults(), VenueReader.none()),
                        null)) {
            Interaction row = raw().at(T0).build();
            fresh.processWatermark2(new Watermark(T0 + HOUR));
            fresh.processElement1(row, row.writeTime());
            assertThat(fresh.extractOutputValues()).isEmpty();
            fresh.processElement2(IdentityRow.of(VenueRow.first("")), 0);
            assertThat(fresh.extractOutputValues()).hasSize(1);
        }
    }

    @Test
    void aRecordWaitsOnlyWhileTheBindingsAreBehindByMoreThanTheHold() throws Exception {
        identity.processWatermark2(new Watermark(T0));
        read(raw().at(T0 + 45 * SECOND).id(1).build());
        assertThat(out()).hasSize(1);
        read(raw().at(T0 + 46 * SECOND).id(2).build());
        assertThat(out()).hasSize(1);

        bind(lease(LAPTOP, T0 + SECOND, T0 + DAY));
        identity.processWatermark2(new Watermark(T0 + SECOND));
        assertThat(out()).hasSize(2);
        assertThat(out().get(1).entity()).isEqualTo(EntityKeys.device(SITE, LAPTOP));
    }

    @Test
    void aWaitingRecordIsAlwaysAheadOfTheForwardedWatermark() throws Exception {
        identity.processWatermark2(new Watermark(T0));
        read(raw().at(T0 + MINUTE).build());
        identity.processWatermark1(new Watermark(T0 + HOUR));
        assertThat(out()).isEmpty();
        assertThat(Harnesses.watermarks(identity)).containsExactly(T0);
    }

    @Test
    void anIdleBindingInputHoldsNobodyUp() throws Exception {
        read(raw().at(T0 + MINUTE).build());
        assertThat(out()).isEmpty();
        identity.processWatermarkStatus2(WatermarkStatus.IDLE);
        identity.processWatermark1(new Watermark(T0 + MINUTE));
        assertThat(out()).hasSize(1);
        assertThat(Harnesses.watermarks(identity)).containsExactly(T0 + MINUTE);
    }

    @Test
    void theEndOfInputReleasesWhatWaits() throws Exception {
        bind(lease(LAPTOP, T0, T0 + DAY));
        read(raw().at(T0 + HOUR).build());
        identity.processBothWatermarks(Watermark.MAX_WATERMARK);
        assertThat(out())
                .extracting(Interaction::entity)
                .containsExactly(EntityKeys.device(SITE, LAPTOP));
    }

    @Test
    void keepsWaitingRecordsAndTheTableOverARestore() throws Exception {
        bind(lease(LAPTOP, T0, T0 + DAY));
        read(raw().at(T0 + HOUR).build());
        assertThat(out()).isEmpty();
        OperatorSubtaskState state = Harnesses.barrier(identity);
        identity.close();

        identity = open(state);
        assertThat(out()).isEmpty();
        identity.processWatermark2(new Watermark(T0 + HOUR));
        assertThat(out())
                .extracting(Interaction::entity)
                .containsExactly(EntityKeys.device(SITE, LAPTOP));
    }

    @Test
    void forgetsBindingsThatEndedLongAgo() throws Exception {
        for (int day = 0; day < 30; day++) {
            for (int i = 0; i < 50; i++) {
                bind(
                        new Binding(
                                Binding.Kind.DEVICE,
                                SITE,
                                "10.1." + day + "." + i,
                                LAPTOP,
                                null,
                                T0 + day * DAY,
                                T0 + day * DAY + HOUR,
                                T0 + day * DAY));
            }
            identity.processBothWatermarks(new Watermark(T0 + day * DAY));
        }
        // about 80 bytes per row; two days of 50 rows may be held
        assertThat(Harnesses.barrier(identity).getStateSize()).isLessThan(20_000);
    }
}
