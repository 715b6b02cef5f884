package dev.aviary;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * Has the pool give up connections to an H2 file whose server is gone. H2's file is served by the process that opened it first; when that one ends, the
 * next connection opens the file anew, but H2's error codes do not tell the pool that the old ones are of no use any more. The pool makes it by its name.
 */
public final class LostH2Connections implements SQLExceptionOverride {

    private static final Set<Integer> CODES = Set.of(
            org.h2.api.ErrorCode.CONNECTION_BROKEN_1,
            org.h2.api.ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
            org.h2.api.ErrorCode.DATABASE_IS_CLOSED);

    @java.lang.Override
    public Override adjudicate(SQLException e) {
        return CODES.contains(e.getErrorCode()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
