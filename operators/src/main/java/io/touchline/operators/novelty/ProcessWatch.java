// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.novelty;

import static io.touchline.operators.novelty.NoveltyAttribute.ARGUMENT_SHAPE;
import static io.touchline.operators.novelty.NoveltyAttribute.FILE_KIND;
import static io.touchline.operators.novelty.NoveltyAttribute.OUTBOUND_PROGRAM;
import static io.touchline.operators.novelty.NoveltyAttribute.PROCESS_START;
import static io.touchline.operators.novelty.NoveltyAttribute.PROGRAM;

import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Stage;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What runs on a machine: who starts which program and how, from what kind of directory, which
 * programs reach outside, what they write. Facts only: no threshold.
 */
final class ProcessWatch {
    /** Programs in whose name another machine starts something here. */
    private static final Set<String> REMOTE_EXECUTION =
            Set.of(
                    "psexesvc.exe",
                    "services.exe",
                    "sshd",
                    "winrshost.exe",
                    "wmiprvse.exe",
                    "wsmprovhost.exe");

    private ProcessWatch() {}

    static void draw(Interaction it, List<Watched> drawn) {
        switch (it.action()) {
            case SPAWN -> start(it, drawn);
            case WRITE -> file(it, drawn);
            case CONNECT -> wayOut(it, drawn);
            default -> {}
        }
    }

    /** From the narrowest to the widest: one strange program is not told three times. */
    private static void start(Interaction it, List<Watched> drawn) {
        String start = EntityKeys.id(it.peer());
        boolean remote = REMOTE_EXECUTION.contains(parent(start));
        Stage stage = remote ? Stage.LATERAL_MOVEMENT : Stage.FOOTHOLD;
        String technique = remote ? "T1021" : "T1059";
        String image = attribute(it, Attribute.IMAGE);
        String shape = it.attribute(Attribute.ARGUMENT_SHAPE);
        boolean wider = false;
        if (shape != null) {
            add(drawn, ARGUMENT_SHAPE, image + ' ' + shape, stage, technique, false);
            wider = true;
        }
        add(drawn, PROCESS_START, start, stage, technique, wider);
        String place = attribute(it, Attribute.DIRECTORY_CLASS);
        String program = image + " in " + place + " by " + attribute(it, Attribute.COMPANY_CLAIM);
        add(drawn, PROGRAM, program, stage, remote ? technique : "T1204", true);
    }

    private static void file(Interaction it, List<Watched> drawn) {
        String kind =
                attribute(it, Attribute.IMAGE)
                        + " writes "
                        + attribute(it, Attribute.FILE_EXTENSION)
                        + " to "
                        + EntityKeys.id(it.peer());
        add(drawn, FILE_KIND, kind, Stage.FOOTHOLD, "T1105", false);
    }

    private static void wayOut(Interaction it, List<Watched> drawn) {
        String image = it.attribute(Attribute.IMAGE);
        if (image != null && it.acts() && EntityKeys.isExternal(it.peer())) {
            add(drawn, OUTBOUND_PROGRAM, image, Stage.COMMAND_AND_CONTROL, "T1071", false);
        }
    }

    private static String parent(String start) {
        int sign = start.indexOf('>');
        return (sign < 0 ? "" : start.substring(0, sign)).toLowerCase(Locale.ROOT);
    }

    private static String attribute(Interaction it, Attribute attribute) {
        String text = it.attribute(attribute);
        return text == null ? "?" : text;
    }

    private static void add(
            List<Watched> drawn,
            NoveltyAttribute attribute,
            String value,
            Stage stage,
            String technique,
            boolean wider) {
        drawn.add(new Watched(attribute, value, stage, technique, NoveltyWatch.GATE, wider));
    }
}
