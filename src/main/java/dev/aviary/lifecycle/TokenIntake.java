package dev.aviary.lifecycle;

import dev.aviary.finch.Finch;
import dev.aviary.finch.Introspection;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.ConnectionState;
import dev.aviary.tenancy.Connections;
import dev.aviary.tenancy.Tenant;
import dev.aviary.tenancy.TenantId;
import dev.aviary.tenancy.Tenants;
import dev.aviary.vault.AccessToken;
import dev.aviary.vault.TokenVault;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** Asks Finch first, outside any transaction; then puts everything on record in one. */
final class TokenIntake implements ConnectionIntake {

    private static final String TOKEN_REPLACED = "token_replaced";

    private final Tenants tenants;
    private final Connections connections;
    private final TokenVault vault;
    private final Finch finch;
    private final TransactionOperations transaction;

    TokenIntake(
            Tenants tenants,
            Connections connections,
            TokenVault vault,
            Finch finch,
            TransactionOperations transaction) {
        this.tenants = tenants;
        this.connections = connections;
        this.vault = vault;
        this.finch = finch;
        this.transaction = transaction;
    }

    /** @param told what Finch told about the token; null if it was not asked */
    record Identity(ConnectionId connection, @Nullable Introspection told) {}

    @Override
    public TakenIn take(String tenant, @Nullable ConnectionId connection, AccessToken token) {
        requireName(tenant);
        return keep(tenant, identify(connection, token), token);
    }

    /** @throws IntakeRefusedException if the name looks like a token */
    static void requireName(CharSequence tenant) {
        if (TokenLike.matches(tenant)) {
            throw new IntakeRefusedException(
                    "the tenant's name looks like a token and is not stored; are two columns or arguments swapped?");
        }
    }

    Identity identify(@Nullable ConnectionId given, AccessToken token) {
        if (given != null) {
            return new Identity(given, null);
        }
        var told = finch.introspect(token);
        return new Identity(told.connection(), told);
    }

    TakenIn keep(String tenant, Identity identity, AccessToken token) {
        return keep(tenant, identity, token, () -> {});
    }

    /** @param before what else is to be put on record, before the vault takes the token */
    TakenIn keep(String tenant, Identity identity, AccessToken token, Runnable before) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var owner = named(tenant);
            var added = connections.register(identity.connection(), owner.id());
            requireAlive(identity.connection());
            if (identity.told() != null) {
                describe(identity.told());
            }
            before.run();
            var changed = seal(owner.id(), identity.connection(), token);
            if (identity.told() != null) {
                vault.confirm(identity.connection());
            }
            return new TakenIn(owner, identity.connection(), outcome(added, changed));
        }));
    }

    /** The connection's row first: the vault's audit event comes last in a transaction. */
    private boolean seal(TenantId owner, ConnectionId connection, AccessToken token) {
        var state = connections.find(connection).orElseThrow().state();
        if (state == ConnectionState.TOKEN_DEAD && !vault.holds(connection, token)) {
            connections.become(connection, ConnectionState.PROCESSING, TOKEN_REPLACED);
        }
        return vault.put(owner, connection, token);
    }

    private Tenant named(String tenant) {
        try {
            return tenants.named(tenant);
        } catch (IllegalArgumentException e) {
            throw new IntakeRefusedException(e.getMessage());
        }
    }

    private void requireAlive(ConnectionId connection) {
        var state = connections.find(connection).orElseThrow().state();
        switch (state) {
            case DISCONNECTING, DISCONNECTED ->
                throw new IntakeRefusedException("connection " + connection + " is " + state
                        + " and takes no token any more; an employer who comes back gets a new connection");
            case NEW,
                    PROCESSING,
                    CONNECTED,
                    MISSING_PRODUCT,
                    REAUTH,
                    ACCOUNT_SETUP_REQUIRED,
                    NO_PERMISSION,
                    TOKEN_DEAD -> {}
        }
        ;
    }

    private void describe(Introspection told) {
        connections.describe(told.connection(), told.provider(), told.kind(), told.products(), told.entities());
    }

    private static TakenIn.Outcome outcome(boolean added, boolean changed) {
        if (added) {
            return TakenIn.Outcome.ADDED;
        }
        return changed ? TakenIn.Outcome.TOKEN_REPLACED : TakenIn.Outcome.UNCHANGED;
    }
}
