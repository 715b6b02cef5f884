package dev.aviary.store;

import java.util.List;

/** Rows of one table that are compared with what is stored and sealed, ready to be written in one short transaction. Holds no cleartext of sealed fields. */
public interface PreparedRows {

    /** What {@link EmploymentStore#write} will have done. */
    RowCounts counts();

    /** Records that cannot be stored; not part of {@link #counts()}. Duplicates of an id are no rejections: the last wins. */
    List<Rejection> rejected();
}
