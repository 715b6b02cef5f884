package dev.aviary.audit;

import java.util.List;

/**
 * What a verification of the log found.
 *
 * @param events that were looked at
 * @param checkpoints that were looked at
 * @param unsigned events behind the newest checkpoint: nothing would show if these were cut off the end
 * @param key fingerprint of the public key that the checkpoints were judged by; {@code none} if nothing was signed yet
 * @param faults one line each; none if all is as it was written
 */
public record Verification(long events, long checkpoints, long unsigned, String key, List<String> faults) {

    public boolean isFine() {
        return faults.isEmpty();
    }
}
