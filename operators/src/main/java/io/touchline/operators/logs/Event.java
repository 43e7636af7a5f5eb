// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.identity.Binding;
import io.touchline.schemas.Interaction;
import java.util.List;

/**
 * One decoded record: its interactions (none for a join partner, two when both ends matter) and
 * what it says about whose address it was.
 *
 * @param source log it was read from, as {@code zeek.conn}
 * @param sensor which sensor wrote it, where the record says so; else empty
 * @param shape hash of the names of its fields, whatever their order; 0 where nobody asked
 * @param unknownFields whether it has a field that its log does not know
 */
public record Event(
        String source,
        long writeTime,
        List<Interaction> interactions,
        List<Binding> bindings,
        String sensor,
        long shape,
        boolean unknownFields) {

    public Event(
            String source, long writeTime, List<Interaction> interactions, List<Binding> bindings) {
        this(source, writeTime, interactions, bindings, "", 0, false);
    }

    /** The same event, and what its record says of the sensor. */
    public Event from(String newSensor, long newShape, boolean unknown) {
        return new Event(source, writeTime, interactions, bindings, newSensor, newShape, unknown);
    }

    /** The same event with these rows of whose address it was. */
    Event binding(List<Binding> rows) {
        return new Event(source, writeTime, interactions, rows, sensor, shape, unknownFields);
    }

    /** The same record, told by these. */
    public Event with(List<Interaction> newInteractions, List<Binding> newBindings) {
        return new Event(
                source, writeTime, newInteractions, newBindings, sensor, shape, unknownFields);
    }

    /** A record that is used and says nothing by itself. */
    static Event alone(String source, long writeTime) {
        return new Event(source, writeTime, List.of(), List.of());
    }
}
