// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.arrival;

/**
 * What is known of arrivals in one segment.
 *
 * @param arrivals decayed count
 * @param hours decayed hours in which it was looked at
 * @param lastTime write time of the last arrival
 * @param since write time of the first
 */
public record ArrivalState(double arrivals, double hours, long lastTime, long since) {}
