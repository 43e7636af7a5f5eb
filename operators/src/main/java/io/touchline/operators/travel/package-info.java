// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Can the person who signs in be the one who signed in before, so far away and so shortly ago?
 *
 * <p>A stolen account is used from where its thief is, while its owner goes on using it. Fast
 * journeys are not proof: a VPN, a phone whose network has its way out elsewhere and an account
 * that several people share make them too. So the journey is one of several surprises, beside the
 * country, the network, the program and the hour, all new to the account, whose mean counts; and
 * what an account keeps doing is learnt. State: at most 175 bytes of an account that signs in, a
 * row per pair of places. Technique: T1078.
 */
@NullMarked
package io.touchline.operators.travel;

import org.jspecify.annotations.NullMarked;
