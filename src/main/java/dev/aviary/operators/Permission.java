package dev.aviary.operators;

import java.util.Arrays;
import java.util.Optional;

/** What somebody may be allowed to do. */
public enum Permission {
    /** See connections, runs, states. */
    LOOK(1),
    /** Start, stop and restart runs. */
    RUN_JOBS(2),
    /** Put tokens into the vault. */
    TAKE_IN_TOKENS(3),
    /** Freeze and thaw tenants. */
    FREEZE_TENANTS(4),
    /** Rotate, rewrap, export and import keys. */
    MANAGE_KEYS(5),
    /** Read, verify and export the audit log. */
    READ_AUDIT(6),
    /** Decide on requests of data subjects. */
    HANDLE_REQUESTS(7),
    /** Add, disable and reset operators. */
    MANAGE_OPERATORS(8),
    /** Decide on findings of the leak scan. */
    HANDLE_FINDINGS(9);

    private final int number;

    Permission(int number) {
        this.number = number;
    }

    /** As the audit log has it; never changed. */
    public int number() {
        return number;
    }

    /** Empty if there is none of that number. */
    public static Optional<Permission> numbered(long number) {
        return Arrays.stream(values())
                .filter(permission -> permission.number == number)
                .findFirst();
    }

    /** For example {@code run jobs}. */
    public String inWords() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
