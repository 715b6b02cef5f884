package dev.aviary.audit;

import dev.aviary.testing.TestDatabase;

class AuditOfficeOnH2Tests extends AuditOfficeContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
