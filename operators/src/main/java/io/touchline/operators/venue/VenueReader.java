// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.venue;

import java.io.Serializable;

/** Makes a version of the text of a venue file. */
@FunctionalInterface
public interface VenueReader extends Serializable {
    /** Where no file can ever come. */
    static VenueReader none() {
        return text -> VenueFile.nothing();
    }

    /**
     * @param text of the file; empty: no file
     * @throws IllegalArgumentException when the text cannot be used; no text that was ever told
     *     throws, for it was read before
     */
    VenueFile read(String text);
}
