package dev.aviary.audit;

/** The part of the audit room that only the service runs: a checkpoint every {@code aviary.audit.checkpoint-every}. */
public interface CheckpointService {

    /** Goes on until the application context closes. */
    void start();
}
