// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/** The engine: one package per idea, from the frame to the incident. */
@NullMarked
package io.touchline.operators;

import org.jspecify.annotations.NullMarked;
