package dev.aviary.operators;

import java.util.List;

/** Rows of accounts are not, or cannot be shown to be, as Aviary wrote them. Nobody signs in by them. */
public final class AccountChangedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private AccountChangedException(String message) {
        super(message);
    }

    /** The key is gone: its row was removed, or the database was restored without its keysets. */
    static AccountChangedException withoutKey() {
        return new AccountChangedException("Refused: the keyset that vouches for operators is not in installation_key;"
                + " bring it back with 'aviary keys import', or from a backup of the database");
    }

    /** @param names of the accounts */
    AccountChangedException(List<String> names) {
        super("Refused: the row of " + String.join(", ", names)
                + " in operator_account was changed by something other than Aviary; find out who wrote to the database,"
                + " then put the row back from a backup, or end the account with 'aviary operators disable NAME'");
    }
}
