// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The two jobs and how they are started. {@code define} is the whole topology as a function of its
 * ends; laptop and cluster differ in ends and options alone.
 */
@NullMarked
package io.touchline.jobs;

import org.jspecify.annotations.NullMarked;
