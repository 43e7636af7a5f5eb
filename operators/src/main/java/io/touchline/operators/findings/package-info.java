// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How far has detection come? Findings leave at parallelism 1, followed by progress records: once a
 * progress record for a write time is there, every finding known up to it is there too.
 */
@NullMarked
package io.touchline.operators.findings;

import org.jspecify.annotations.NullMarked;
