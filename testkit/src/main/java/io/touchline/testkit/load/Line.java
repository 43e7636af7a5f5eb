// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A finding or a revision of an incident in the order of its log.
 *
 * @param version the revision; 0 for findings, which have one version
 * @param content {@link PlainForm}
 */
public record Line(String id, long version, JsonNode content) {}
