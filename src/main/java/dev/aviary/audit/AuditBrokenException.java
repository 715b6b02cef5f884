package dev.aviary.audit;

/** The audit log is not what it was when it was written; nothing more may be signed over it until somebody has looked. */
public final class AuditBrokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AuditBrokenException(String message) {
        super(message);
    }
}
