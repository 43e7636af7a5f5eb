// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.outage;

import java.io.Serializable;

/**
 * @param site venue, part of every key
 * @param bounded whether the input ends: then silence is judged up to the last record, for the end
 *     of input is not the end of time
 */
public record OutageOptions(String site, boolean bounded) implements Serializable {}
