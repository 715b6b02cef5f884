package dev.aviary.endtoend;

class StopOnMariaDbTests extends StopContract {

    @Override
    Ground ground() {
        return Ground.onMariaDb();
    }
}
