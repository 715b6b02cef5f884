package dev.aviary.sync;

import dev.aviary.store.EmploymentStore;
import dev.aviary.store.RowCounts;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Rows that a complete answer no longer has, marked gone in the transaction of its page. A mass disappearance is a warning and marks nothing (law 9).
 * People are another matter, see {@link Reconciliation}.
 */
@Component
class Disappearances {

    private final EmploymentStore store;
    private final SyncTasks tasks;
    private final SyncProperties properties;

    Disappearances(EmploymentStore store, SyncTasks tasks, SyncProperties properties) {
        this.store = store;
        this.tasks = tasks;
        this.properties = properties;
    }

    void payments(EntityPull pull, LocalDate from, LocalDate to, Collection<String> left) {
        note(
                pull,
                store.retainPayments(pull.scope(), from, to, left, pull.task().run(), this::isBelievable));
    }

    void statements(EntityPull pull, String payment, Collection<String> individuals) {
        note(
                pull,
                store.retainPayStatements(
                        pull.scope(), payment, individuals, pull.task().run(), this::isBelievable));
    }

    void benefits(EntityPull pull, Collection<String> left) {
        note(pull, store.retainBenefits(pull.scope(), left, pull.task().run(), this::isBelievable));
    }

    void enrolments(EntityPull pull, String benefit, Collection<String> individuals) {
        note(
                pull,
                store.retainEnrolments(
                        pull.scope(), benefit, individuals, pull.task().run(), this::isBelievable));
    }

    private boolean isBelievable(int leaving, int present) {
        return !properties.isMass(leaving, present);
    }

    private void note(EntityPull pull, Optional<RowCounts> gone) {
        gone.ifPresentOrElse(counts -> tasks.gone(pull.task(), counts.gone()), () -> pull.warn("mass_disappearance"));
    }
}
