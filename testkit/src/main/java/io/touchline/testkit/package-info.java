// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What tests share: named times, fixtures that read as a story, harnesses around one operator, and
 * the contract that every detector passes. Test scope only; knows the schemas and Flink.
 */
@NullMarked
package io.touchline.testkit;

import org.jspecify.annotations.NullMarked;
