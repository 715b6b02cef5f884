package dev.aviary.operators;

import static dev.aviary.operators.Permission.FREEZE_TENANTS;
import static dev.aviary.operators.Permission.HANDLE_FINDINGS;
import static dev.aviary.operators.Permission.HANDLE_REQUESTS;
import static dev.aviary.operators.Permission.LOOK;
import static dev.aviary.operators.Permission.MANAGE_KEYS;
import static dev.aviary.operators.Permission.READ_AUDIT;
import static dev.aviary.operators.Permission.RUN_JOBS;
import static dev.aviary.operators.Permission.TAKE_IN_TOKENS;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an operator is for. The constructor arguments are the one table of permissions. */
public enum Role {
    /** Looks only. */
    VIEWER(1, EnumSet.of(LOOK)),
    /** Keeps the nights going. */
    OPERATOR(2, EnumSet.of(LOOK, RUN_JOBS, TAKE_IN_TOKENS)),
    /** Answers requests of data subjects, and checks what was done. */
    PRIVACY_OFFICER(3, EnumSet.of(LOOK, READ_AUDIT, HANDLE_REQUESTS)),
    /** Keeps the keys, stops what looks wrong, decides on leaks, and checks what was done. */
    SECURITY(4, EnumSet.of(LOOK, READ_AUDIT, FREEZE_TENANTS, MANAGE_KEYS, HANDLE_FINDINGS)),
    /** Everything. */
    ADMIN(5, EnumSet.allOf(Permission.class));

    private final int number;
    private final Set<Permission> permissions;

    Role(int number, Set<Permission> permissions) {
        this.number = number;
        this.permissions = permissions;
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** As the audit log has it; never changed. */
    public int number() {
        return number;
    }

    /** Empty if there is none of that number. */
    public static Optional<Role> numbered(long number) {
        return Arrays.stream(values()).filter(role -> role.number == number).findFirst();
    }

    /** As people write it: {@code privacy-officer}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is no such role; the message names those there are */
    public static Role of(String word) {
        for (var role : values()) {
            if (role.word().equals(word.toLowerCase(Locale.ROOT).replace('_', '-'))) {
                return role;
            }
        }
        throw new IllegalArgumentException(
                "There is no such role; there are viewer, operator, privacy-officer, security, admin");
    }
}
