// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What tests share: named times, fixtures that read as a story, harnesses around one operator, and
 * the contract that every detector passes; in {@code load} a load with its judge. Test scope only;
 * knows schemas, simulator, Flink and Kafka.
 */
@NullMarked
package io.touchline.testkit;

import org.jspecify.annotations.NullMarked;
