package dev.aviary.tenancy;

import dev.aviary.testing.TestDatabase;

class TenancyOnMariaDbTests extends TenancyContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
