// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.novelty;

import io.touchline.schemas.Stage;
import org.jspecify.annotations.Nullable;

/**
 * One draw of one attribute.
 *
 * @param value what was drawn; null where the attribute could have shown and did not
 * @param stage what a new value speaks of
 * @param technique ATT&amp;CK id that such a value is evidence of
 * @param gateBits calibrated bits that a finding needs
 */
public record Watched(
        NoveltyAttribute attribute,
        @Nullable String value,
        Stage stage,
        String technique,
        double gateBits) {}
