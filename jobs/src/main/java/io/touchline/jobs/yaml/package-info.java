// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/** Files that people write by hand: every mistake is told with its line, all at once. */
@NullMarked
package io.touchline.jobs.yaml;

import org.jspecify.annotations.NullMarked;
