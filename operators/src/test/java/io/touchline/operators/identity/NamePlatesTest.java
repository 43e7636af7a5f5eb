// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.identity;

import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.TelemetryFixtures.flow;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.SECOND;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.identity.Binding.Kind;
import io.touchline.operators.venue.VenueReader;
import io.touchline.operators.venue.VenueVersions;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is a controller called that nobody named? T0 is at four in the morning. */
class NamePlatesTest {
    private static final long HOLD = 45 * SECOND;
    private static final String ADDRESS = "10.9.0.10";
    private static final EntityAndName UNNAMED =
            new EntityAndName(EntityKeys.device(SITE, ADDRESS), "null");

    private final BindingTable table = new BindingTable(HOLD);

    private record EntityAndName(String entity, String name) {}

    @Test
    void makerAndModelNameAControllerAndChangeNothingElse() {
        say(Kind.VENDOR, "Moving Gates", T0);
        say(Kind.MODEL, "MG-500", T0);
        assertThat(controller(T0 + HOLD - 1)).isEqualTo(UNNAMED);
        assertThat(controller(T0 + HOLD))
                .isEqualTo(new EntityAndName(UNNAMED.entity, "Moving Gates MG-500"));
        assertThat(controller(T0 + 29 * DAY).name).isEqualTo("Moving Gates MG-500");
        assertThat(controller(T0 + 30 * DAY)).isEqualTo(UNNAMED);
    }

    @Test
    void eitherAloneIsANameAndNoneIsSaidTwice() {
        say(Kind.VENDOR, "Moving Gates", T0);
        assertThat(controller(T0 + HOUR).name).isEqualTo("Moving Gates");
        say(Kind.MODEL, "Moving Gates MG-500", T0);
        assertThat(controller(T0 + HOUR).name).isEqualTo("Moving Gates MG-500");
    }

    @Test
    void aNameThatALeaseOrALogGivesIsBetter() {
        say(Kind.MODEL, "MG-500", T0);
        Interaction told =
                flow().from(EntityKeys.address(SITE, ADDRESS))
                        .named("gate-b1")
                        .at(T0 + HOUR)
                        .build();
        assertThat(resolved(told).entityName()).isEqualTo("gate-b1");
        String mac = "00:11:22:33:44:55";
        table.add(new Binding(Kind.DEVICE, SITE, ADDRESS, mac, "plc-b1", T0, T0 + 2 * HOUR, T0));
        assertThat(controller(T0 + HOUR).name).isEqualTo("plc-b1");
        table.add(new Binding(Kind.DEVICE, SITE, ADDRESS, mac, null, T0 + 2 * HOUR, T0 + DAY, T0));
        assertThat(controller(T0 + 3 * HOUR))
                .isEqualTo(new EntityAndName(EntityKeys.device(SITE, mac), "MG-500"));
    }

    @Test
    void whatIsSaidLaterHoldsFromThenOnAndTwoAnswersOfADayAreNone() {
        say(Kind.MODEL, "MG-500", T0);
        say(Kind.MODEL, "MG-600", T0 + 3 * DAY);
        assertThat(controller(T0 + 3 * DAY - 1).name).isEqualTo("MG-500");
        assertThat(controller(T0 + 3 * DAY + HOUR).name).isEqualTo("MG-600");
        say(Kind.MODEL, "PX-1", T0 + 3 * DAY + 2 * HOUR);
        assertThat(controller(T0 + 3 * DAY + HOUR).name).isEqualTo("MG-600");
        assertThat(controller(T0 + 3 * DAY + 3 * HOUR)).isEqualTo(UNNAMED);
    }

    @Test
    void aHundredThousandPlatesAreSoManyAsTheirDayHolds() {
        for (int i = 0; i < 100_000; i++) {
            String address = "10.8." + (i >> 8 & 255) + '.' + (i & 255);
            table.add(row(Kind.MODEL, address, "model-" + i, T0 + i));
            table.add(row(Kind.VENDOR, ADDRESS, "vendor-" + i, T0 + i));
        }
        assertThat(table.rows()).hasSize(Kind.MODEL.slotRows() + WeakRows.PER_ADDRESS);
        assertThat(controller(T0 + HOUR)).isEqualTo(UNNAMED);
    }

    private void say(Kind kind, String text, long at) {
        table.add(row(kind, ADDRESS, text, at));
    }

    private static Binding row(Kind kind, String address, String text, long at) {
        return new Binding(kind, SITE, address, text, null, at, at + 30 * DAY, at);
    }

    private EntityAndName controller(long when) {
        Interaction it = resolved(flow().from(EntityKeys.address(SITE, ADDRESS)).at(when).build());
        return new EntityAndName(it.entity(), String.valueOf(it.entityName()));
    }

    private Interaction resolved(Interaction raw) {
        List<Interaction> out = new ArrayList<>();
        new Resolver(table, new VenueVersions(VenueReader.none())).resolve(raw, out::add);
        return out.get(0);
    }
}
