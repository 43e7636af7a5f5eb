// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import io.touchline.jobs.evaluate.Ledger.Header;
import io.touchline.jobs.files.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Match days against their ledgers: every run below the folders, and all runs of one scenario and
 * size added up over their seeds. The same folders give the same text.
 */
public final class MatchDayCheck {
    /** All runs of one scenario and size. */
    record Group(String scenario, String size) {
        static final Comparator<Group> BY_NAME =
                Comparator.comparing(Group::scenario).thenComparing(Group::size);
    }

    /** One run. */
    record Run(Path folder, Group group, long seed, Figures figures) {}

    private final List<Run> runs;

    private MatchDayCheck(List<Run> runs) {
        this.runs = runs;
    }

    /** Reads one run after the other; what cannot be used is refused with its name. */
    public static MatchDayCheck of(List<Path> folders) {
        Map<String, Path> seen = new TreeMap<>();
        List<Run> runs = new ArrayList<>();
        for (RunFolder folder : RunFolder.find(folders)) {
            Ledger ledger = LedgerReader.read(folder.ledger());
            Header header = ledger.header();
            String name = header.scenario() + ' ' + header.size() + " of seed " + header.seed();
            Path before = seen.put(name, folder.folder());
            if (before != null) {
                throw new InputException(
                        "could not evaluate " + folder.folder() + ": " + name + " is in " + before,
                        "evaluate one of them at a time: counted twice it narrows the intervals");
            }
            Figures figures = Figures.of(ledger, Story.readAll(folder.outputs().incidents()));
            Group group = new Group(header.scenario(), header.size());
            runs.add(new Run(folder.folder(), group, header.seed(), figures));
        }
        return new MatchDayCheck(runs);
    }

    List<Run> runs() {
        return runs;
    }

    /** Added up over seeds, in the order of their names. */
    Map<Group, Figures> groups() {
        Map<Group, Figures> groups = new TreeMap<>(Group.BY_NAME);
        runs.forEach(run -> groups.merge(run.group(), run.figures(), Figures::plus));
        return groups;
    }

    /** One row per scenario and size, Markdown. */
    public String table() {
        return MatchDayTable.of(groups());
    }

    /** All figures, of groups and of runs, in one line without its end. */
    public String json() {
        return MatchDayJson.of(this);
    }
}
