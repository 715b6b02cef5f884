package dev.aviary.finch;

import dev.aviary.testing.TestDatabase;
import javax.sql.DataSource;

class RequestBudgetOnH2Tests extends RequestBudgetContract {

    private static final DataSource DATABASE = TestDatabase.h2().dataSource();

    @Override
    DataSource database() {
        return DATABASE;
    }
}
