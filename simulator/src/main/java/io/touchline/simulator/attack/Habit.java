// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Locale;

/**
 * What somebody at the venue does again and again.
 *
 * @param on daily, workdays, event or a day of the week
 * @param act of kind benign; its pair is the name of the habit
 */
record Habit(String on, StageSpec act) {
    boolean isOn(LocalDate day, boolean event) {
        return switch (on) {
            case "daily" -> true;
            case "workdays" -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
            case "event" -> event;
            default -> day.getDayOfWeek().name().toLowerCase(Locale.ROOT).equals(on);
        };
    }
}
