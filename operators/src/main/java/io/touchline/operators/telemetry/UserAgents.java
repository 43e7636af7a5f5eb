// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

import java.util.List;

/**
 * The family of a user agent: a browser by its mark, else the name of its first product in lower
 * case. Versions are left out, so that an update is no new agent.
 */
public final class UserAgents {
    private static final int MAX_FAMILY = 32;
    private static final int MAX_AGENT = 512;

    /** A mark in the text and the family it stands for, the more telling first. */
    private record Mark(String mark, String family) {}

    private static final List<Mark> MARKS =
            List.of(
                    new Mark("powershell", "powershell"),
                    new Mark("headlesschrome", "headless-chrome"),
                    new Mark("bot", "bot"),
                    new Mark("crawler", "bot"),
                    new Mark("spider", "bot"),
                    new Mark("edg/", "edge"),
                    new Mark("edge/", "edge"),
                    new Mark("opr/", "opera"),
                    new Mark("outlook", "outlook"),
                    new Mark("microsoft office", "office"),
                    new Mark("teams/", "teams"),
                    new Mark("electron/", "electron"),
                    new Mark("firefox/", "firefox"),
                    new Mark("chrome/", "chrome"),
                    new Mark("crios/", "chrome"),
                    new Mark("trident/", "internet-explorer"),
                    new Mark("msie ", "internet-explorer"),
                    new Mark("safari/", "safari"),
                    new Mark("applewebkit/", "webkit"));

    private UserAgents() {}

    public static String family(String agent) {
        String lower =
                Texts.lower(agent.length() > MAX_AGENT ? agent.substring(0, MAX_AGENT) : agent);
        for (Mark mark : MARKS) {
            if (lower.contains(mark.mark)) {
                return mark.family;
            }
        }
        int end = 0;
        while (end < lower.length() && end < MAX_FAMILY && " /;(".indexOf(lower.charAt(end)) < 0) {
            end++;
        }
        return end == 0 ? "other" : lower.substring(0, end);
    }
}
