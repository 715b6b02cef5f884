package dev.aviary.endtoend;

class KillOnMariaDbTests extends KillContract {

    @Override
    Ground ground() {
        return Ground.onMariaDb();
    }
}
