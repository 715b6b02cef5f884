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

    /** What the pool says of a connection that it has given up already. */
    private static final String GIVEN_UP = "Connection is closed";

    @java.lang.Override
    public Override adjudicate(SQLException e) {
        return CODES.contains(e.getErrorCode()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }

    static boolean isLost(SQLException e) {
        return CODES.contains(e.getErrorCode()) || GIVEN_UP.equals(e.getMessage());
    }
}
