package dev.aviary.operators;

/** Somebody did not prove to be the operator they said they are. Does not tell what was wrong. */
public final class SignInRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SignInRefusedException() {
        super(
                "Sign-in refused: name or secret is wrong, or the account is disabled; an admin can help with 'aviary operators reset NAME'");
    }

    SignInRefusedException(long seconds) {
        super("Sign-in refused: too many failed attempts for this account; try again in " + seconds + " s");
    }
}
