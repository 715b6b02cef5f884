package dev.aviary.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A plain table: a heading, a rule, rows; figures to the right. Control characters of foreign text never reach the terminal. */
final class Table {

    private final List<String> headings;
    private final Set<String> figures;
    private final List<List<String>> rows = new ArrayList<>();

    Table(List<String> headings, Set<String> figures) {
        this.headings = headings;
        this.figures = figures;
    }

    void row(Object... cells) {
        var row = new ArrayList<String>();
        for (var cell : cells) {
            row.add(Printable.text(String.valueOf(cell)));
        }
        rows.add(row);
    }

    void print(PrintWriter out) {
        var widths = new int[headings.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = headings.get(column).length();
            for (var row : rows) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        out.println(line(headings, widths));
        out.println("-".repeat(java.util.Arrays.stream(widths).sum() + 2 * (widths.length - 1)));
        rows.forEach(row -> out.println(line(row, widths)));
        out.flush();
    }

    private String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            var padding = " ".repeat(widths[column] - cells.get(column).length());
            line.append(column == 0 ? "" : "  ");
            line.append(
                    figures.contains(headings.get(column)) ? padding + cells.get(column) : cells.get(column) + padding);
        }
        return line.toString().stripTrailing();
    }
}
