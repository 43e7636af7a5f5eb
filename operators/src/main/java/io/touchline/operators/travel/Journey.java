// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.travel;

/**
 * The way between two sign-ins.
 *
 * @param other the one that is remembered
 * @param kilometres great circle between them
 * @param seconds between them, at least 0
 * @param later whether the remembered one was the earlier of both
 * @param kilometresPerHour that the account had to go at least
 */
public record Journey(
        Login other, double kilometres, long seconds, boolean later, double kilometresPerHour) {}
