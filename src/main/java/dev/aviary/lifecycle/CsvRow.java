package dev.aviary.lifecycle;

import dev.aviary.tenancy.ConnectionId;
import dev.aviary.vault.AccessToken;
import java.nio.CharBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A checked row: everything that can be told without Finch and database. Closing it closes the token. */
record CsvRow(String tenant, @Nullable ConnectionId connection, AccessToken token) implements AutoCloseable {

    private static final int MAX_CONNECTION = 64;

    /**
     * Only a tenant's name that does not look like a token, and a connection id, become strings.
     *
     * @throws IntakeRefusedException without repeating a cell: in a shifted row any of them may be the token
     */
    static CsvRow of(CsvLine line, CsvColumns columns) {
        var fault = line.cut();
        if (fault != null) {
            throw new IntakeRefusedException(fault);
        }
        if (line.cells() != columns.count()) {
            throw new IntakeRefusedException(
                    "expected " + columns.count() + " columns as in the header, found " + line.cells());
        }
        var tenant = tenant(line.stripped(columns.tenant()));
        var connection = columns.hasConnection() ? connection(line, columns) : null;
        return new CsvRow(tenant, connection, token(line.copy(columns.token())));
    }

    @Override
    public void close() {
        token.close();
    }

    private static String tenant(CharBuffer cell) {
        if (cell.isEmpty()) {
            throw new IntakeRefusedException("the tenant is missing");
        }
        TokenIntake.requireName(cell);
        return cell.toString();
    }

    private static @Nullable ConnectionId connection(CsvLine line, CsvColumns columns) {
        var cell = line.stripped(columns.connection());
        if (cell.isEmpty()) {
            return null;
        }
        if (cell.equals(line.stripped(columns.token()))) {
            throw new IntakeRefusedException("connection_id and token are the same");
        }
        if (cell.length() > MAX_CONNECTION || cell.chars().anyMatch(c -> c <= ' ' || c >= 127)) {
            throw new IntakeRefusedException("connection_id is not one: expected at most " + MAX_CONNECTION
                    + " visible ASCII characters without spaces; leave it blank to ask Finch");
        }
        return new ConnectionId(cell.toString());
    }

    private static AccessToken token(char[] cell) {
        try {
            if (cell.length == 0) {
                throw new IntakeRefusedException("the token is missing");
            }
            return AccessToken.of(cell);
        } catch (IllegalArgumentException e) {
            throw new IntakeRefusedException("the token is not one: " + e.getMessage());
        } finally {
            Arrays.fill(cell, '\0');
        }
    }
}
