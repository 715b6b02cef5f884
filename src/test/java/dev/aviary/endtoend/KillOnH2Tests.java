package dev.aviary.endtoend;

class KillOnH2Tests extends KillContract {

    @Override
    Ground ground() {
        return Ground.onH2();
    }
}
