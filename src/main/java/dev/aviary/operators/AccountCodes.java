package dev.aviary.operators;

import dev.aviary.keys.InstallationKeys;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The keyed code of an account: who can write to the database but has no key of the installation cannot give a row another role, scope, state, secret
 * or key. Failed attempts are not part of it, nor is the order of changes: an older row of the same account has a good code, too.
 */
final class AccountCodes {

    static final String KEY = "operator-accounts";
    private static final String FORM = "operator-account/1";

    private final InstallationKeys keys;

    AccountCodes(InstallationKeys keys) {
        this.keys = keys;
    }

    byte[] of(Account account) {
        return keys.vouching(KEY).vouch(content(account));
    }

    /** Whether the key is there. */
    boolean canBeChecked() {
        return keys.has(KEY);
    }

    /** Only if the key is there: to look makes none. */
    boolean fit(Account account, byte[] code) {
        return keys.vouching(KEY).vouchedFor(code, content(account));
    }

    /** Each part with its length in front, so that no two accounts look alike. */
    private static byte[] content(Account account) {
        var operator = account.operator();
        var tenant = operator.tenant();
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(FORM);
            out.writeUTF(operator.id().toString());
            out.writeUTF(operator.name());
            out.writeUTF(operator.role().word());
            out.writeUTF(tenant == null ? "" : tenant.toString());
            out.writeBoolean(operator.enabled());
            out.writeInt(account.password().iterations());
            write(out, account.password().salt());
            write(out, account.password().hash());
            out.writeBoolean(account.keyFingerprint() != null);
            if (account.keyFingerprint() != null) {
                write(out, account.keyFingerprint());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, byte[] part) throws IOException {
        out.writeInt(part.length);
        out.write(part);
    }
}
