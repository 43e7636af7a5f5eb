// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

/** Where rows go. Rows come in any order of time. */
@FunctionalInterface
public interface Rows {
    void add(Row row);
}
