package dev.aviary.endtoend;

class OwnershipOnMariaDbTests extends OwnershipContract {

    @Override
    Ground ground() {
        return Ground.onMariaDb();
    }
}
