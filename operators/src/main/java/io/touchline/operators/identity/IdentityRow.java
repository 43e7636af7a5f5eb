// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.identity;

import io.touchline.operators.venue.VenueRow;
import org.jspecify.annotations.Nullable;

/**
 * A row of what every subtask knows alike; one of both is there.
 *
 * @param binding who held an address
 * @param venue what the venue file says
 */
public record IdentityRow(@Nullable Binding binding, @Nullable VenueRow venue) {
    public static IdentityRow of(Binding binding) {
        return new IdentityRow(binding, null);
    }

    public static IdentityRow of(VenueRow venue) {
        return new IdentityRow(null, venue);
    }
}
