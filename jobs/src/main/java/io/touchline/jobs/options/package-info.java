// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/** What a user can set: typed, checked all at once, printed without secrets. */
@NullMarked
package io.touchline.jobs.options;

import org.jspecify.annotations.NullMarked;
