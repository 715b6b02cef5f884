package dev.aviary.endtoend;

class StopOnH2Tests extends StopContract {

    @Override
    Ground ground() {
        return Ground.onH2();
    }
}
