package dev.aviary.sync;

import java.util.Set;

/** Reads one or two stages of an entity, page by page. */
interface StageReader {

    Set<Stage> stages();

    /** @param granted Finch's words of the products that the token may read; empty if Finch did not say */
    void read(EntityPull pull, Stage stage, Set<String> granted);
}
