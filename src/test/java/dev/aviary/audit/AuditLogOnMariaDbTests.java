package dev.aviary.audit;

import dev.aviary.testing.TestDatabase;

class AuditLogOnMariaDbTests extends AuditLogContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
