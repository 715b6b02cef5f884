package dev.aviary.leakscan.scan;

/** Somebody asked the scan to stop; what it has read is kept. */
final class ScanStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ScanStoppedException() {
        super("The scan was asked to stop");
    }
}
