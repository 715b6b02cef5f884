package dev.aviary.keys;

/** What was to be imported is not an export of keys as Aviary wrote it, or not one of this key-encryption key. */
public final class ExportRefusedException extends RuntimeException {

    ExportRefusedException(String message) {
        super(message);
    }
}
