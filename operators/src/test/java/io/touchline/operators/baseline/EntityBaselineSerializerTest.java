// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.touchline.operators.control.PhaseState;
import io.touchline.operators.novelty.NoveltyAttribute;
import io.touchline.operators.novelty.NoveltyState;
import io.touchline.operators.rate.BytesState;
import io.touchline.operators.rate.CountState;
import io.touchline.operators.rate.RateMetric;
import io.touchline.operators.rate.SeasonState;
import io.touchline.operators.tables.EntityClass;
import io.touchline.operators.travel.Login;
import io.touchline.operators.travel.TravelState;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Zone;
import io.touchline.testkit.SerializerSnapshots;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EntityBaselineSerializerTest {
    private static final EntityBaselineSerializer SERIALIZER = EntityBaselineSerializer.INSTANCE;

    @Property(tries = 500)
    void comesBackAsItWas(@ForAll long seed) throws Exception {
        EntityBaseline it = random(new SplittableRandom(seed));
        byte[] bytes = SerializerSnapshots.bytes(SERIALIZER, it);
        EntityBaseline back = SerializerSnapshots.value(SERIALIZER, bytes);
        assertThat(back).usingRecursiveComparison().isEqualTo(it);
        assertThat(SerializerSnapshots.bytes(SERIALIZER, back)).isEqualTo(bytes);
    }

    @Property(tries = 50)
    void aCopyIsIndependentOfItsOriginal(@ForAll long seed) throws Exception {
        EntityBaseline it = random(new SplittableRandom(seed));
        byte[] bytes = SerializerSnapshots.bytes(SERIALIZER, it);
        EntityBaseline copy = SERIALIZER.copy(it);
        it.interactions++;
        it.count(RateMetric.FAILURES).count += 1;
        it.bytes().sum += 1;
        it.novelty(NoveltyAttribute.MASTER).draws += 1;
        it.metToday(99, 7);
        assertThat(SerializerSnapshots.bytes(SERIALIZER, copy)).isEqualTo(bytes);
    }

    @Test
    void beginsWithItsVersion() throws Exception {
        assertThat(SerializerSnapshots.bytes(SERIALIZER, visitor())[0]).isEqualTo((byte) 3);
    }

    @Test
    void refusesAVersionThatItDoesNotKnow() throws Exception {
        byte[] bytes = SerializerSnapshots.bytes(SERIALIZER, visitor());
        for (byte version : new byte[] {0, 4, 127, -1}) {
            bytes[0] = version;
            assertThatThrownBy(() -> SerializerSnapshots.value(SERIALIZER, bytes))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "could not read EntityBaselineSerializer version "
                                    + version
                                    + ": this release reads up to 3");
        }
    }

    @Test
    void everyPartComesBackAsItWas() throws Exception {
        EntityBaseline it = full();
        it.arrived = true;
        it.scan().bits = 12.5f;
        it.scan().told = 10;
        it.scan().highest = 14;
        it.scan().lastMinute = 29_000_000;
        it.edges().size = 200;
        it.edges().highest = 12.5f;
        it.edges().told = 16.25f;
        it.edges().end(false).most = 7;
        it.edges().end(false).mostNow = 8;
        it.edges().end(false).failures = 3.5f;
        it.edges().end(false).all.peak = 9;
        it.edges().end(false).all.surprising = true;
        it.phases().lastMinute = 29_000_001;
        for (int i = 0; i < PhaseState.PHASES; i++) {
            it.phases().minutes[i] = 100 + i;
            it.phases().current[i] = i;
        }
        it.travel = traveller().travel;
        EntityBaseline back =
                SerializerSnapshots.value(SERIALIZER, SerializerSnapshots.bytes(SERIALIZER, it));
        assertThat(back).usingRecursiveComparison().isEqualTo(it);
    }

    @Test
    void whatIsRememberedOfSignInsTakesAtMost175Bytes() throws Exception {
        EntityBaseline without = new EntityBaseline(EntityClass.ACCOUNT, Zone.SAAS, T0);
        assertThat(
                        SerializerSnapshots.bytes(SERIALIZER, traveller()).length
                                - SerializerSnapshots.bytes(SERIALIZER, without).length)
                .isLessThanOrEqualTo(175);
    }

    private static EntityBaseline traveller() {
        EntityBaseline it = new EntityBaseline(EntityClass.ACCOUNT, Zone.SAAS, T0);
        TravelState travel = it.travel();
        for (int i = 0; i < TravelState.MOST; i++) {
            // the last of them after 2106
            Login login = Login.somewhere(T0 * (1 + i), -i, i % 2 == 0 ? "DE" : null, i > 4);
            travel.tail.add(i == 3 ? login : login.at(-90 + 20 * i, 180 - 50 * i, 900 * i));
        }
        for (int i = 0; i < travel.hours.length; i++) {
            travel.hours[i] = (byte) (i * 37);
        }
        travel.signIns = 1234;
        travel.toldDay = 20_500;
        travel.toldBits = 9.5f;
        travel.conflictDay = 20_501;
        travel.conflictDays = 3;
        return it;
    }

    @Test
    void aVisitorTakesAtMost128Bytes() throws Exception {
        assertThat(SerializerSnapshots.bytes(SERIALIZER, visitor()).length)
                .isLessThanOrEqualTo(128);
    }

    @Test
    void aFullyUsedBaselineWithTheLongestNamesTakesAtMostThirteenHundredBytes() throws Exception {
        byte[] bytes = SerializerSnapshots.bytes(SERIALIZER, full());
        assertThat(bytes.length).isBetween(400, 1_300);
    }

    @Test
    void stillReadsVersion1() throws Exception {
        EntityBaseline stored =
                SerializerSnapshots.restore("entity-baseline-v1", SERIALIZER, sample());
        assertThat(stored).usingRecursiveComparison().isEqualTo(sample());
    }

    /** A phone on the guest network with a host name. */
    private static EntityBaseline visitor() {
        EntityBaseline it = new EntityBaseline(EntityClass.VISITOR, Zone.VISITOR, T0);
        it.name = "Galaxy-S23-von-Katharina";
        it.lastSeen = T0 + 3 * HOUR;
        it.interactions = 100_000;
        it.expiryDue = T0 + 18 * HOUR;
        return it;
    }

    private static final Set<NoveltyAttribute> OF_NO_DEVICE =
            EnumSet.of(
                    NoveltyAttribute.MASTER,
                    NoveltyAttribute.MASTER_FUNCTION,
                    NoveltyAttribute.SENDER_DOMAIN,
                    NoveltyAttribute.SENDER_NETWORK,
                    NoveltyAttribute.SENDER_ASN,
                    NoveltyAttribute.MESSAGE_FORM,
                    NoveltyAttribute.OPERATION,
                    NoveltyAttribute.SERVICE,
                    NoveltyAttribute.CLIENT_NETWORK,
                    NoveltyAttribute.CLIENT_ASN,
                    NoveltyAttribute.CLIENT_COUNTRY);

    /** Every part that a device can use, with the longest texts that decoding lets through. */
    private static EntityBaseline full() {
        EntityBaseline it = new EntityBaseline(EntityClass.DEVICE, Zone.CORPORATE, T0);
        it.name = "n".repeat(48);
        it.address = "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff";
        it.interactions = Integer.MAX_VALUE;
        it.values = 512;
        for (RateMetric metric : RateMetric.values()) {
            it.count(metric).count = 1;
            fill(it.count(metric).season, SeasonState.HOURS);
        }
        fill(it.bytes().season, 0); // bytes know no hours of the day
        it.bytes().topPeer = EntityKeys.external("venue", "p".repeat(255));
        for (NoveltyAttribute attribute : EnumSet.complementOf(EnumSet.copyOf(OF_NO_DEVICE))) {
            it.novelty(attribute).draws = 1;
        }
        for (int i = 0; i < EntityBaseline.KNOWN_TODAY; i++) {
            it.metToday(((long) (i + 1) << 32) | i, 20_000);
        }
        it.scan().contacts = 1_000_000;
        it.scan().failures = 1_000_000;
        it.edges().size = EdgeWatch.MOST;
        for (boolean acts : new boolean[] {true, false}) {
            it.edges().end(acts).all.run = 10_080;
        }
        for (int i = 0; i < RhythmWatch.MOST; i++) {
            it.rhythms().add(i * 0x9e3779b97f4a7c15L);
            it.rhythms().size++;
        }
        return it;
    }

    private static void fill(SeasonState season, int hours) {
        for (int i = 0; i < hours; i++) {
            season.hours[i] = (byte) (30 + i);
        }
        for (int i = 0; i < SeasonState.PHASES; i++) {
            season.phases[i] = (byte) (50 + i);
            season.seen[i] = (byte) (236 + i);
        }
    }

    private static EntityBaseline sample() {
        EntityBaseline it = new EntityBaseline(EntityClass.CONTROLLER, Zone.OT_CONTROL, T0);
        it.name = "turnstile-3";
        it.lastSeen = T0 + 5 * DAY;
        it.promoted = true;
        it.interactions = 12_345;
        it.arrived = true; // as everybody who was known before that was asked
        it.matureWindows = 117.25f;
        it.window = (T0 + 5 * DAY) / HOUR;
        it.closeDue = T0 + 5 * DAY + HOUR + 5_000;
        it.exceededAt = T0 + 5 * DAY + 17;
        it.expiryDue = T0 + 50 * DAY;
        it.unsettledUntil = T0 + 6 * DAY;
        it.values = 3;
        it.metToday(0x1234_5678_9abc_def0L, 20_610);
        CountState requests = it.count(RateMetric.REQUESTS);
        requests.shape = 100.5f;
        requests.exposure = 90.25f;
        requests.count = 3;
        requests.next = 1;
        requests.run = 2;
        BytesState bytes = it.bytes();
        bytes.mu = 12.5f;
        bytes.kappa = 3;
        bytes.shape = 2;
        bytes.scale = 4;
        bytes.sum = 1_000;
        bytes.next = 10;
        bytes.topBytes = 900;
        bytes.topPeer = "external:venue:203.0.113.7";
        NoveltyState master = it.novelty(NoveltyAttribute.MASTER);
        master.draws = 5_000;
        master.distinct = 2;
        master.once = 1;
        master.lastMinute = 29_678_400;
        master.drawn = true;
        master.fresh = true;
        return it;
    }

    private static EntityBaseline random(SplittableRandom random) {
        EntityClass[] classes = EntityClass.values();
        Zone[] zones = Zone.values();
        EntityBaseline it =
                new EntityBaseline(
                        classes[random.nextInt(classes.length)],
                        zones[random.nextInt(zones.length)],
                        random.nextLong());
        it.name = random.nextBoolean() ? null : "näme-" + random.nextInt();
        it.address = random.nextBoolean() ? "10.30.0.12" : null;
        it.lastSeen = random.nextLong();
        it.promoted = random.nextBoolean();
        it.interactions = random.nextInt();
        it.matureWindows = (float) random.nextDouble(1e6);
        it.eventWindows = (float) random.nextDouble(1e6);
        it.window = random.nextLong();
        it.closeDue = random.nextLong();
        it.exceededAt = random.nextLong();
        it.expiryDue = random.nextLong();
        it.unsettledUntil = random.nextLong();
        it.values = random.nextInt(600);
        for (int i = random.nextInt(40); i > 0; i--) {
            it.metToday(random.nextLong(), random.nextInt(20_000, 20_002));
        }
        for (RateMetric metric : RateMetric.values()) {
            if (random.nextBoolean()) {
                CountState count = it.count(metric);
                count.shape = (float) random.nextDouble(1e6);
                count.exposure = (float) random.nextDouble(1e6);
                count.count = (float) random.nextDouble(1e6);
                count.next = (float) random.nextDouble(1e6);
                count.run = (byte) random.nextInt(256);
                for (int i = 0; i < SeasonState.HOURS; i++) {
                    count.season.hours[i] = (byte) random.nextInt();
                }
                for (int i = 0; i < SeasonState.PHASES; i++) {
                    count.season.seen[i] = (byte) random.nextInt();
                    // a phase that was never seen has no mean
                    int mean = count.season.seen[i] == 0 ? 0 : random.nextInt();
                    count.season.phases[i] = (byte) mean;
                }
            }
        }
        if (random.nextBoolean()) {
            BytesState bytes = it.bytes();
            bytes.mu = (float) random.nextDouble(40);
            bytes.kappa = (float) random.nextDouble(1e6);
            bytes.shape = (float) random.nextDouble(1e6);
            bytes.scale = (float) random.nextDouble(1e6);
            bytes.sum = (float) random.nextDouble(1e12);
            bytes.next = (float) random.nextDouble(1e12);
            bytes.topBytes = (float) random.nextDouble(1e12);
            bytes.topPeer = random.nextBoolean() ? null : "external:venue:" + random.nextInt();
        }
        for (NoveltyAttribute attribute : NoveltyAttribute.values()) {
            if (random.nextBoolean()) {
                NoveltyState state = it.novelty(attribute);
                state.draws = (float) random.nextDouble(1e6);
                state.distinct = (short) random.nextInt();
                state.once = (short) random.nextInt();
                state.lastMinute = random.nextInt();
                state.drawn = random.nextBoolean();
                state.fresh = random.nextBoolean();
            }
        }
        return it;
    }
}
