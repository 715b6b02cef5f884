package dev.aviary.operators;

import dev.aviary.audit.Acting;
import dev.aviary.audit.AuditAct;
import dev.aviary.audit.AuditEvent;
import dev.aviary.audit.AuditField;
import dev.aviary.audit.AuditLog;
import dev.aviary.tenancy.TenantId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/** Accounts in the database. */
final class JdbcOperators implements Operators {

    private static final int SHORTEST_CHOSEN = 12;
    private static final int LONGEST_CHOSEN = 256;

    private final OperatorRows rows;
    private final VouchedAccounts accounts;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Secrets secrets;
    private final IssuedFingerprints fingerprints;
    private final Supplier<UUID> ids;

    JdbcOperators(
            OperatorRows rows,
            VouchedAccounts accounts,
            AuditLog audit,
            TransactionTemplate transaction,
            Clock clock,
            Secrets secrets,
            IssuedFingerprints fingerprints,
            Supplier<UUID> ids) {
        this.rows = rows;
        this.accounts = accounts;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
        this.secrets = secrets;
        this.fingerprints = fingerprints;
        this.ids = ids;
    }

    @Override
    public Optional<Issued> makeFirst(OperatorKeyFile file) {
        if (!rows.isEmpty()) {
            return Optional.empty();
        }
        var secret = secrets.oneTime();
        var key = firstKey(file);
        try {
            var account = keep(FIRST, Role.ADMIN, null, secret, secret, key, () -> {
                if (!file.exists()) {
                    file.create(key);
                }
            });
            return Optional.of(new Issued(account, secret, key));
        } catch (DuplicateKeyException e) {
            // Another process was first, and shows its own.
            secret.close();
            key.close();
            return Optional.empty();
        }
    }

    /** One that a process left behind which was killed before it could keep the account. */
    private OperatorKey firstKey(OperatorKeyFile file) {
        if (!file.exists()) {
            return new OperatorKey(FIRST, secrets.key());
        }
        var left = file.read();
        if (!left.operator().equals(FIRST)) {
            throw new KeyFileException("The database has no operators yet, and " + file + " is the key file of '"
                    + left.operator() + "' of another one; name a file that is not there yet with --key-file");
        }
        return left;
    }

    @Override
    public Operators toRestoreKeys() {
        AuditLog onceItHasItsKey = event -> {
            if (accounts.canBeChecked()) {
                audit.append(event);
            }
        };
        return new JdbcOperators(
                rows, accounts.toRestoreKeys(), onceItHasItsKey, transaction, clock, secrets, fingerprints, ids);
    }

    @Override
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    public List<Operator> all() {
        return accounts.all().stream().map(Account::operator).toList();
    }

    @Override
    public void require(Operator operator, Permission permission, @Nullable TenantId about) {
        try {
            operator.require(permission, about);
        } catch (NotPermittedException e) {
            var refused = AuditEvent.of(AuditAct.NOT_PERMITTED)
                    .figure(AuditField.ROLE, operator.role().number())
                    .figure(AuditField.PERMISSION, permission.number());
            Acting.as(
                    operator.actor(),
                    () -> audit.append(
                            about == null
                                    ? refused.build()
                                    : refused.tenant(about.value()).build()));
            throw e;
        }
    }

    @Override
    public Issued add(String name, Role role, @Nullable TenantId tenant, @Nullable Secret chosen) {
        var valid = OperatorName.of(name);
        requireLong(chosen);
        if (role == Role.ADMIN && tenant != null) {
            throw new IllegalArgumentException(
                    "An admin has no tenant: what it is for concerns all of them; choose another role, or leave the tenant away");
        }
        var secret = chosen == null ? secrets.oneTime() : chosen;
        var key = new OperatorKey(valid, secrets.key());
        try {
            var random = chosen == null ? secret : null;
            return new Issued(keep(valid, role, tenant, secret, random, key, () -> {}), random, key);
        } catch (DuplicateKeyException e) {
            throw new IllegalArgumentException("There is an operator '" + valid + "' already; choose another name");
        }
    }

    /**
     * @param random the secret, if no person chose it
     * @param before what has to have happened when the account is there
     */
    private Operator keep(
            String name,
            Role role,
            @Nullable TenantId tenant,
            Secret secret,
            @Nullable Secret random,
            OperatorKey key,
            Runnable before) {
        var password = secrets.password(secret);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var made = new Operator(ids.get(), name, role, tenant, true, true, now);
        transaction.executeWithoutResult(status -> {
            var isFirst = rows.isEmpty();
            accounts.add(new Account(made, password, key.fingerprint(), 0, null, null));
            before.run();
            fingerprints.keep(made.id(), random, key);
            if (isFirst) {
                accounts.noteVouched(0);
            }
            audit.append(event(AuditAct.OPERATOR_ADDED, made));
        });
        return made;
    }

    @Override
    public Issued reset(String name, @Nullable Secret chosen) {
        requireLong(chosen);
        var account = found(name).operator();
        var secret = chosen == null ? secrets.oneTime() : chosen;
        var key = new OperatorKey(account.name(), secrets.key());
        var password = secrets.password(secret);
        var random = chosen == null ? secret : null;
        transaction.executeWithoutResult(status -> {
            accounts.reset(account.id(), password, key.fingerprint());
            fingerprints.retire(account.id());
            fingerprints.keep(account.id(), random, key);
            audit.append(event(AuditAct.OPERATOR_RESET, account));
        });
        return new Issued(account, random, key);
    }

    @Override
    public Operator disable(String name) {
        var account = unchecked(name).orElseThrow(JdbcOperators::nobody).operator();
        transaction.executeWithoutResult(status -> {
            var others = accounts.lockEnabledAdmins().stream()
                    .filter(admin -> !admin.id().equals(account.id()))
                    .count();
            if (account.role() == Role.ADMIN && account.tenant() == null && account.enabled() && others == 0) {
                throw new IllegalArgumentException(
                        "Operator " + account.name() + " is the last admin that is enabled; add another one first");
            }
            accounts.disable(account.id());
            fingerprints.retire(account.id());
            audit.append(event(AuditAct.OPERATOR_DISABLED, account));
        });
        return found(name).operator();
    }

    @Override
    public Operator signIn(String name, Secret secret) {
        var row = existing(name);
        if (row.isEmpty()) {
            // As long as for an account that is there, so that time does not tell.
            secrets.password(secret);
            throw refused(null);
        }
        var account = row.get().operator();
        claimAttempt(row.get());
        if (!row.get().password().isOf(secret) || !account.enabled()) {
            throw refused(account);
        }
        rows.forgetFailures(account.id());
        return account;
    }

    private void claimAttempt(Account row) {
        var left = Throttle.left(row.failures(), row.failedAt(), clock.instant());
        if (!left.isZero()) {
            refused(row.operator());
            throw new SignInRefusedException(left.toSeconds() + 1);
        }
        if (!rows.claimAttempt(row.operator().id(), row.failures())) {
            refused(row.operator());
            throw new SignInRefusedException(1);
        }
    }

    @Override
    public Operator signIn(OperatorKey key) {
        var row = existing(key.operator());
        var account = row.map(Account::operator).orElse(null);
        var known = row.map(Account::keyFingerprint).orElse(null);
        if (account == null
                || known == null
                || !java.security.MessageDigest.isEqual(known, key.fingerprint())
                || !account.enabled()) {
            throw refused(account);
        }
        return account;
    }

    /** Writes it down, whoever may be asking. */
    private SignInRefusedException refused(@Nullable Operator account) {
        var event = AuditEvent.of(AuditAct.SIGN_IN_REFUSED);
        audit.append(
                account == null ? event.build() : event.object(account.id()).build());
        return new SignInRefusedException();
    }

    private static AuditEvent event(AuditAct act, Operator account) {
        var event = AuditEvent.of(act)
                .object(account.id())
                .figure(AuditField.ROLE, account.role().number());
        var tenant = account.tenant();
        return tenant == null ? event.build() : event.tenant(tenant.value()).build();
    }

    private Optional<Account> existing(String name) {
        return OperatorName.valid(name).flatMap(accounts::find);
    }

    /** Also one that is not as Aviary wrote it. */
    private Optional<Account> unchecked(String name) {
        return OperatorName.valid(name).flatMap(rows::find);
    }

    private Account found(String name) {
        return existing(name).orElseThrow(JdbcOperators::nobody);
    }

    private static IllegalArgumentException nobody() {
        return new IllegalArgumentException("There is no operator of that name; 'aviary operators list' shows them");
    }

    private static void requireLong(@Nullable Secret chosen) {
        if (chosen != null && (chosen.length() < SHORTEST_CHOSEN || chosen.length() > LONGEST_CHOSEN)) {
            throw new IllegalArgumentException(
                    "A chosen secret has " + SHORTEST_CHOSEN + " to " + LONGEST_CHOSEN + " characters");
        }
    }
}
