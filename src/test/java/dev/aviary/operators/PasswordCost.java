package dev.aviary.operators;

import java.security.SecureRandom;

/** What a sign-in by a typed secret costs; docs/benchmarks.md has the command. */
final class PasswordCost {

    private PasswordCost() {}

    public static void main(String[] args) {
        var secrets = new Secrets(new SecureRandom(), Password.ITERATIONS);
        try (var secret = secrets.oneTime()) {
            for (int i = 0; i < 10; i++) {
                var start = System.nanoTime();
                secrets.password(secret);
                System.out.println((System.nanoTime() - start) / 1_000_000 + " ms");
            }
        }
    }
}
