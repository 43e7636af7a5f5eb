// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.logs.Event;
import io.touchline.schemas.Interaction;
import io.touchline.testkit.TelemetryFixtures;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchiveCutsTest {
    @Test
    void holdsWhatLiesBeforeTheCutAndAtItWhatWasThere() throws IOException {
        ArchiveCuts cuts = new ArchiveCuts();
        cuts.note(event("zeek.conn", 100, 1));
        cuts.note(event("zeek.conn", 200, 2));
        cuts.note(event("zeek.conn", 200, 3));
        cuts.note(event("zeek.conn", 150, 4));

        ArchiveCuts restored = new ArchiveCuts();
        restored.add(cuts.toBytes());

        assertThat(restored.hold(event("zeek.conn", 199, 9))).isTrue();
        assertThat(restored.hold(event("zeek.conn", 200, 2))).isTrue();
        assertThat(restored.hold(event("zeek.conn", 200, 3))).isTrue();
        assertThat(restored.hold(event("zeek.conn", 200, 9))).isFalse();
        assertThat(restored.hold(event("zeek.conn", 201, 2))).isFalse();
    }

    @Test
    void aSourceThatWasNotLearntIsNotHeld() {
        ArchiveCuts cuts = new ArchiveCuts();
        assertThat(cuts.hold(event("zeek.conn", 1, 1))).isFalse();
        cuts.note(event("zeek.dns", 100, 1));
        assertThat(cuts.hold(event("zeek.conn", 1, 1))).isFalse();
    }

    @Test
    void clocksThatStartAtNothingAreCutToo() {
        ArchiveCuts cuts = new ArchiveCuts();
        cuts.note(event("zeek.conn", -5, 1));
        assertThat(cuts.hold(event("zeek.conn", -6, 9))).isTrue();
        assertThat(cuts.hold(event("zeek.conn", -5, 1))).isTrue();
        assertThat(cuts.hold(event("zeek.conn", -4, 9))).isFalse();
    }

    @Test
    void subtasksOfOneArchiveAddUp() throws IOException {
        ArchiveCuts one = new ArchiveCuts();
        one.note(event("zeek.conn", 200, 1));
        ArchiveCuts two = new ArchiveCuts();
        two.note(event("zeek.conn", 200, 2));
        two.note(event("zeek.dns", 300, 3));
        ArchiveCuts three = new ArchiveCuts();
        three.note(event("zeek.conn", 199, 4));

        ArchiveCuts all = new ArchiveCuts();
        for (ArchiveCuts part : List.of(two, three, one)) {
            all.add(part.toBytes());
        }

        assertThat(all.hold(event("zeek.conn", 200, 1))).isTrue();
        assertThat(all.hold(event("zeek.conn", 200, 2))).isTrue();
        assertThat(all.hold(event("zeek.conn", 200, 3))).isFalse();
        assertThat(all.hold(event("zeek.dns", 299, 9))).isTrue();
    }

    private static Event event(String source, long writeTime, long id) {
        Interaction row = TelemetryFixtures.flow().id(id).build();
        return new Event(source, writeTime, List.of(row), List.of());
    }
}
