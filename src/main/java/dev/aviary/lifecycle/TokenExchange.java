package dev.aviary.lifecycle;

import dev.aviary.audit.AuditAct;
import dev.aviary.audit.AuditEvent;
import dev.aviary.audit.AuditLog;
import dev.aviary.finch.ConnectCode;
import dev.aviary.finch.Finch;
import dev.aviary.finch.FinchException;
import dev.aviary.finch.FinchProblem;
import dev.aviary.finch.Granted;
import dev.aviary.finch.Introspection;
import dev.aviary.tenancy.ConnectionKind;
import dev.aviary.tenancy.Connections;
import dev.aviary.tenancy.Entity;
import dev.aviary.tenancy.TenantId;
import dev.aviary.tenancy.Tenants;
import dev.aviary.vault.FrozenException;
import dev.aviary.vault.Occasion;
import dev.aviary.vault.Purpose;
import dev.aviary.vault.TenantFreezes;
import dev.aviary.vault.TokenVault;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** Asks Finch, seals at once, then asks Finch again whether it knows what it gave. */
final class TokenExchange implements CodeExchange {

    private final TokenIntake intake;
    private final Tenants tenants;
    private final Connections connections;
    private final TenantFreezes freezes;
    private final TokenVault vault;
    private final Finch finch;
    private final AuditLog audit;
    private final TransactionOperations transaction;

    TokenExchange(
            TokenIntake intake,
            Tenants tenants,
            Connections connections,
            TenantFreezes freezes,
            TokenVault vault,
            Finch finch,
            AuditLog audit,
            TransactionOperations transaction) {
        this.intake = intake;
        this.tenants = tenants;
        this.connections = connections;
        this.freezes = freezes;
        this.vault = vault;
        this.finch = finch;
        this.audit = audit;
        this.transaction = transaction;
    }

    @Override
    public Exchanged exchange(String tenant, ConnectCode code, @Nullable String redirectUri) {
        TokenIntake.requireName(tenant);
        requireNotFrozen(tenant);
        try (var granted = granted(code, redirectUri)) {
            var taken = Objects.requireNonNull(transaction.execute(status -> keep(tenant, granted)));
            return new Exchanged(taken, isConfirmed(taken.tenant().id(), granted));
        }
    }

    /** Before the code is used up. */
    private void requireNotFrozen(String tenant) {
        tenants.lookUp(tenant)
                .filter(known -> freezes.since(known.id()).isPresent())
                .ifPresent(known -> {
                    throw new FrozenException(known.id());
                });
    }

    private Granted granted(ConnectCode code, @Nullable String redirectUri) {
        try {
            return finch.exchange(code, redirectUri);
        } catch (FinchException e) {
            if (e.problem() == FinchProblem.CODE_REFUSED) {
                throw new IntakeRefusedException(
                        "Finch does not take the code: it is wrong, was used already, is older than ten minutes, or was made for"
                                + " another redirect URI; let the employer go through Connect again");
            }
            if (e.problem() == FinchProblem.CLIENT_REFUSED) {
                throw new IntakeRefusedException(
                        "client_not_set".equals(e.word())
                                ? "aviary.finch.client-id and aviary.finch.client-secret are not set; Finch gives a token to a known application only"
                                : "Finch refuses the application; check aviary.finch.client-id and aviary.finch.client-secret. The code was not used");
            }
            throw e;
        }
    }

    private TakenIn keep(String tenant, Granted granted) {
        var taken = intake.keep(
                tenant, new TokenIntake.Identity(granted.connection(), null), granted.token(), () -> describe(granted));
        audit.append(AuditEvent.of(AuditAct.CODE_EXCHANGED)
                .tenant(taken.tenant().id().value())
                .connection(taken.connection().value())
                .build());
        return taken;
    }

    /** The grant says less than an introspection: it is kept only for a connection of which nothing is known yet. */
    private void describe(Granted granted) {
        var known = connections.find(granted.connection()).orElseThrow();
        if (known.provider() != null || !known.entities().isEmpty()) {
            return;
        }
        connections.describe(
                granted.connection(),
                granted.provider(),
                ConnectionKind.UNKNOWN,
                granted.products(),
                granted.entities().stream()
                        .map(entity -> new Entity(entity, null, "connected"))
                        .toList());
    }

    /** Whatever happens here, the token is in the vault. */
    private boolean isConfirmed(TenantId owner, Granted granted) {
        try {
            var told = finch.introspect(granted.token());
            if (!told.connection().equals(granted.connection())) {
                throw notKnown(owner, granted, "belongs to another connection");
            }
            transaction.executeWithoutResult(status -> confirm(told));
            return true;
        } catch (FinchException e) {
            if (e.problem() == FinchProblem.TOKEN_DEAD) {
                throw notKnown(owner, granted, "is not known there");
            }
            return false;
        }
    }

    private void confirm(Introspection told) {
        connections.describe(told.connection(), told.provider(), told.kind(), told.products(), told.entities());
        vault.confirm(told.connection());
    }

    private IntakeRefusedException notKnown(TenantId owner, Granted granted, String fault) {
        var restored = vault.restore(owner, granted.connection(), Occasion.byCommand(Purpose.RESTORE));
        return new IntakeRefusedException("Finch gave a token for connection " + granted.connection() + " that " + fault
                + (restored ? "; the token before it was put back" : "; let the employer go through Connect again"));
    }
}
