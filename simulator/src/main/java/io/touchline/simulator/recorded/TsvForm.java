// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.recorded;

import io.touchline.simulator.wire.Log.Column;
import io.touchline.simulator.wire.Row;
import io.touchline.simulator.wire.RowText;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Zeek's tab-separated form with the columns that the file has, be they those of another version.
 * Labels that somebody glued on with spaces stay unset in planted rows.
 */
final class TsvForm implements Form {
    private static final String GLUE = "   ";

    private final List<Column> columns;
    private final String glued;
    private final int time;
    private final int duration;
    private final int from;
    private final int to;
    private final int port;

    /**
     * @param fields the line that begins with {@code #fields}
     */
    TsvForm(String fields) {
        List<String> names = List.of(fields.split("\t", -1));
        names = names.subList(1, names.size());
        String last = names.get(names.size() - 1);
        int labels = last.split(GLUE, -1).length - 1;
        this.glued = (GLUE + "-").repeat(labels);
        this.columns =
                names.stream()
                        .map(name -> name.split(GLUE, -1)[0])
                        .map(name -> new Column(name, ""))
                        .toList();
        this.time = index("ts");
        this.duration = index("duration");
        this.from = index("id.orig_h");
        this.to = index("id.resp_h");
        this.port = index("id.resp_p");
    }

    private int index(String name) {
        return columns.stream().map(Column::name).collect(Collectors.toList()).indexOf(name);
    }

    @Override
    public Optional<Line> read(String line) {
        if (line.startsWith("#") || time < 0) {
            return Optional.empty();
        }
        String[] cells = line.split("\t", -1);
        return Times.of(cell(cells, time))
                .map(
                        at ->
                                new Line(
                                        at.plus(Times.length(cell(cells, duration))),
                                        cell(cells, from),
                                        cell(cells, to),
                                        Times.whole(cell(cells, port))));
    }

    private static String cell(String[] cells, int index) {
        return index >= 0 && index < cells.length ? cells[index] : "";
    }

    @Override
    public String write(Row row) {
        return RowText.tsv(row.fields(), columns) + glued;
    }

    /** Whether the head of a file begins like this form. */
    static Optional<TsvForm> of(List<String> head) {
        return head.stream()
                .filter(line -> line.startsWith("#fields\t"))
                .findFirst()
                .map(TsvForm::new);
    }

    /** What stands after {@code #path}. */
    static Optional<String> path(List<String> head) {
        return head.stream()
                .filter(line -> line.startsWith("#path\t"))
                .map(line -> Arrays.asList(line.split("\t", -1)).get(1))
                .findFirst();
    }
}
