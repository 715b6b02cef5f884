package dev.aviary.audit;

import java.util.Optional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The lane that the transaction of this thread holds. */
final class HeldLane {

    Optional<Integer> lane() {
        return Optional.ofNullable((Integer) TransactionSynchronizationManager.getResource(this));
    }

    void keep(int lane) {
        if (TransactionSynchronizationManager.hasResource(this)) {
            return;
        }
        TransactionSynchronizationManager.bindResource(this, lane);
        TransactionSynchronizationManager.registerSynchronization(new Release());
    }

    /** Another transaction that begins inside this one, suspended meanwhile, takes a lane of its own. */
    private final class Release implements TransactionSynchronization {

        private int lane;

        @Override
        public void suspend() {
            lane = (Integer) TransactionSynchronizationManager.unbindResource(HeldLane.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(HeldLane.this, lane);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(HeldLane.this);
        }
    }
}
