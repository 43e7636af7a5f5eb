// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.schemas.Outcome;
import org.jspecify.annotations.Nullable;

/** What a status code of HTTP says. */
final class WebStatus {
    private WebStatus() {}

    static Outcome outcome(@Nullable Integer status) {
        if (status == null || status < 100) {
            return Outcome.UNKNOWN;
        }
        if (status == 401 || status == 403 || status == 407) {
            return Outcome.DENIED;
        }
        return status < 400 ? Outcome.SUCCESS : Outcome.FAILURE;
    }

    /** As {@code 4xx}. */
    static @Nullable String statusClass(@Nullable Integer status) {
        return status == null || status < 100 || status > 999 ? null : status / 100 + "xx";
    }
}
