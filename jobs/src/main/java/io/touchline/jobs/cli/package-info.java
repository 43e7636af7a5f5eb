// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/** The command line: what users, scripts and acceptance checks rely on. */
@NullMarked
package io.touchline.jobs.cli;

import org.jspecify.annotations.NullMarked;
