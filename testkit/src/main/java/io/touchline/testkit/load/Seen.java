// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the jobs wrote.
 *
 * @param findings in the order of their log, incidents likewise: an id is on one partition
 * @param books the last line of each source
 * @param deadLetters where each stood, as {@code topic-partition-offset}: a repeat is no second one
 */
public record Seen(
        List<Line> findings,
        List<Line> incidents,
        Map<String, JsonNode> books,
        Set<String> deadLetters) {}
