package dev.aviary.leakscan.tables;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What is to be searched in databases. Thread-safe. */
public interface TableTexts {

    /** Aviary's own tables, and the queries of the settings. */
    List<TableText> all();

    /** Rows, each a line of {@code column=value}, as a text. */
    interface TableText {

        /** Begins with {@code table:} or {@code query:}. */
        String name();

        /** @throws IOException without anything of what a database says: that may quote what it holds */
        InputStream open() throws IOException;
    }
}
