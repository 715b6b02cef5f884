package dev.aviary.keys;

/** A key service did not do what it was asked. Holds neither what was sent nor what came back: services quote both. */
final class KeyServiceException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Fault fault;

    KeyServiceException(Fault fault) {
        super(fault.whatToDo);
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }

    boolean isRetryable() {
        return fault == Fault.THROTTLED || fault == Fault.UNREACHABLE;
    }

    /** What a person has to do differently for each. */
    enum Fault {
        REFUSED("was encrypted under another key or for another tenant, or was changed since"),
        MISSING("is not there; check its name in aviary.keys.kek, and that it was not deleted"),
        DISABLED("is disabled or about to be deleted; enable it at the key service, nothing sealed opens before"),
        DENIED(
                "may not be used with these credentials; check them, and the rights to encrypt and decrypt with this key"),
        THROTTLED("cannot be used now, the key service allows no more calls for the moment; try again later"),
        UNREACHABLE(
                "cannot be reached; check the network, the address of the key service, and that it is up and unsealed"),
        UNEXPECTED("cannot be used, the key service gave an answer that makes no sense; look into its own log");

        private final String whatToDo;

        Fault(String whatToDo) {
            this.whatToDo = whatToDo;
        }
    }
}
