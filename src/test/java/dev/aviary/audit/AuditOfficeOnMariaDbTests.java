package dev.aviary.audit;

import dev.aviary.testing.TestDatabase;

class AuditOfficeOnMariaDbTests extends AuditOfficeContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
