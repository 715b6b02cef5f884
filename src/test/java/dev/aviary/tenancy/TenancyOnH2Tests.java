package dev.aviary.tenancy;

import dev.aviary.testing.TestDatabase;

class TenancyOnH2Tests extends TenancyContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
