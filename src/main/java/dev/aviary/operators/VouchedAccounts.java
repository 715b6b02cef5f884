package dev.aviary.operators;

import dev.aviary.audit.AuditAct;
import dev.aviary.audit.AuditEvent;
import dev.aviary.audit.AuditField;
import dev.aviary.audit.AuditLog;
import dev.aviary.audit.AuditOffice;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** The accounts that are as Aviary wrote them; others are refused and written down. */
final class VouchedAccounts {

    private static final Logger LOG = LoggerFactory.getLogger(VouchedAccounts.class);

    private final OperatorRows rows;
    private final AccountCodes codes;
    private final AuditLog audit;
    private final AuditOffice history;
    private final TransactionTemplate transaction;
    private final boolean restoring;

    VouchedAccounts(
            OperatorRows rows,
            AccountCodes codes,
            AuditLog audit,
            AuditOffice history,
            TransactionTemplate transaction) {
        this(rows, codes, audit, history, transaction, false);
    }

    /** @param restoring whether accounts are taken as they are while the key that vouches for them is gone */
    private VouchedAccounts(
            OperatorRows rows,
            AccountCodes codes,
            AuditLog audit,
            AuditOffice history,
            TransactionTemplate transaction,
            boolean restoring) {
        this.rows = rows;
        this.codes = codes;
        this.audit = audit;
        this.history = history;
        this.transaction = transaction;
        this.restoring = restoring;
    }

    /** For bringing the keysets back that were lost, and nothing else: without the key, accounts cannot be checked. */
    VouchedAccounts toRestoreKeys() {
        return new VouchedAccounts(rows, codes, audit, history, transaction, true);
    }

    /** @throws AccountChangedException if one of them is not as Aviary wrote it */
    List<Account> all() {
        vouchOnceForOldOnes();
        var all = rows.all();
        requireKeyFor(all);
        refuse(all.stream().filter(account -> !isGenuine(account)).toList());
        return all;
    }

    /** @throws AccountChangedException if it is not as Aviary wrote it */
    Optional<Account> find(String name) {
        vouchOnceForOldOnes();
        var found = rows.find(name);
        requireKeyFor(found.stream().toList());
        refuse(found.filter(account -> !isGenuine(account)).stream().toList());
        return found;
    }

    boolean canBeChecked() {
        return codes.canBeChecked();
    }

    /** Locks the accounts of all who may manage operators until the transaction ends. */
    List<Account> lockEnabledAdmins() {
        return rows.lockEnabledAdmins().stream().filter(this::isGenuine).toList();
    }

    private boolean isGenuine(Account account) {
        return codes.canBeChecked() ? account.code() != null && codes.fit(account, account.code()) : restoring;
    }

    /** Nothing is written down: that would make a key of the log, where another is to be brought back. */
    private void requireKeyFor(List<Account> accounts) {
        if (!accounts.isEmpty() && !restoring && !codes.canBeChecked()) {
            throw AccountChangedException.withoutKey();
        }
    }

    private void refuse(List<Account> changed) {
        if (changed.isEmpty()) {
            return;
        }
        changed.forEach(account -> audit.append(AuditEvent.of(AuditAct.OPERATOR_CHANGED_OUTSIDE)
                .object(account.id())
                .build()));
        throw new AccountChangedException(
                changed.stream().map(account -> account.operator().name()).toList());
    }

    /**
     * Accounts from before there were codes get theirs as they are, once in the life of a store. That it was done is in the audit log, from which nobody
     * takes it back unseen; a store that begins with codes says so there, too.
     */
    private void vouchOnceForOldOnes() {
        if (restoring || !rows.hasAnyWithoutCode() || history.knows(AuditAct.OPERATORS_VOUCHED)) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            var old = rows.lockWithoutCode();
            if (!old.isEmpty() && !history.knows(AuditAct.OPERATORS_VOUCHED)) {
                old.forEach(account -> rows.keepCode(account.id(), codes.of(account)));
                noteVouched(old.size());
                LOG.warn(
                        "{} operators from before there were codes are vouched for from now on; 'aviary operators list' shows them",
                        old.size());
            }
        });
    }

    /** In the caller's transaction: from here on, an account without a code is refused. */
    void noteVouched(int accounts) {
        audit.append(AuditEvent.of(AuditAct.OPERATORS_VOUCHED)
                .figure(AuditField.COUNT, accounts)
                .build());
    }

    void add(Account account) {
        rows.add(account, codes.of(account));
    }

    /** In the caller's transaction: locks the account, which is as Aviary wrote it, and changes what proves it. */
    void reset(UUID id, Password password, byte[] keyFingerprint) {
        var account = rows.lock(id);
        if (!isGenuine(account)) {
            throw new AccountChangedException(List.of(account.operator().name()));
        }
        var changed = account.with(password, keyFingerprint);
        rows.reset(changed, codes.of(changed));
    }

    /** In the caller's transaction: also an account that was changed outside, which thereby ends. */
    void disable(UUID id) {
        var ended = rows.lock(id).disabled();
        rows.disable(id, codes.of(ended));
    }
}
