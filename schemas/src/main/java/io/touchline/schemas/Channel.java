// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.schemas;

/**
 * Where an interaction was seen. Constants are only appended: their order is part of the saved
 * state.
 */
public enum Channel {
    NETWORK,
    OT,
    ENDPOINT,
    EMAIL,
    SAAS,
    CLOUD
}
