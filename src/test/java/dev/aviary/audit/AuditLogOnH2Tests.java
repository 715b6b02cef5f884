package dev.aviary.audit;

import dev.aviary.testing.TestDatabase;

class AuditLogOnH2Tests extends AuditLogContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
