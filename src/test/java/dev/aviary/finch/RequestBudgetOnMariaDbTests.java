package dev.aviary.finch;

import dev.aviary.testing.TestDatabase;
import javax.sql.DataSource;

class RequestBudgetOnMariaDbTests extends RequestBudgetContract {

    private static final DataSource DATABASE = TestDatabase.mariadb().dataSource();

    @Override
    DataSource database() {
        return DATABASE;
    }
}
