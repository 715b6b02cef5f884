package dev.aviary.leakscan.people;

import dev.aviary.testing.RunningAviary;

class SealedPeopleOnH2Tests extends SealedPeopleContract {

    SealedPeopleOnH2Tests() {
        super(RunningAviary.onH2());
    }
}
