// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.identity;

import java.util.NavigableMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What controllers say they are: maker and model, as a name for an address that has no better one.
 * It holds from when it was said until something else is, or for a month without a word. What is
 * said in two ways on one day says nothing from then on: an address behind which several answer.
 */
final class NamePlates {
    private final long holdMillis;
    private final WeakRows vendors = new WeakRows(Binding.Kind.VENDOR);
    private final WeakRows models = new WeakRows(Binding.Kind.MODEL);

    NamePlates(long holdMillis) {
        this.holdMillis = holdMillis;
    }

    WeakRows vendors() {
        return vendors;
    }

    WeakRows models() {
        return models;
    }

    /** Maker and model, either alone where the other is not known; null where neither is. */
    @Nullable String name(String site, String address, long when, long writeTime) {
        if (vendors.isEmpty() && models.isEmpty()) {
            return null;
        }
        String vendor = last(vendors.at(site, address), when, writeTime - holdMillis);
        String model = last(models.at(site, address), when, writeTime - holdMillis);
        if (vendor == null || model == null) {
            return vendor == null ? model : vendor;
        }
        return model.startsWith(vendor) ? model : vendor + ' ' + model;
    }

    private static @Nullable String last(
            NavigableMap<Long, TreeSet<Binding>> rows, long when, long known) {
        if (rows.isEmpty()) {
            return null;
        }
        long day = Math.floorDiv(when, Binding.Kind.VENDOR.slotMillis());
        for (TreeSet<Binding> slot : rows.headMap(day, true).descendingMap().values()) {
            Binding only = null;
            for (Binding row : slot) {
                if (row.writeTime() > known || row.from() > when || when >= row.to()) {
                    continue;
                }
                if (only != null) {
                    return null;
                }
                only = row;
            }
            if (only != null) {
                return only.holder();
            }
        }
        return null;
    }
}
