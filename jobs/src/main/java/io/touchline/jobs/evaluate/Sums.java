// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** Adds what runs counted by name: associative and commutative. */
final class Sums {
    private Sums() {}

    static <K extends Comparable<K>, V> Map<K, V> of(
            Map<K, V> left, Map<K, V> right, BinaryOperator<V> plus) {
        Map<K, V> sums = new TreeMap<>(left);
        right.forEach((key, value) -> sums.merge(key, value, plus));
        return sums;
    }

    static <T> List<T> joined(List<T> left, List<T> right) {
        List<T> all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }
}
