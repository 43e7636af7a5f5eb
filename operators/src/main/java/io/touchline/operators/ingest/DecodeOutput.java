// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.logs.Event;

/** Where a decoder puts what it made of a frame: each record goes to exactly one of the two. */
public interface DecodeOutput {
    void event(Event event);

    void dead(DeadLetter letter);
}
