package dev.aviary.endtoend;

class OwnershipOnH2Tests extends OwnershipContract {

    @Override
    Ground ground() {
        return Ground.onH2();
    }
}
