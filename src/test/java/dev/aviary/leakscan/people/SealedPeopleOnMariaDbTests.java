package dev.aviary.leakscan.people;

import dev.aviary.testing.RunningAviary;

class SealedPeopleOnMariaDbTests extends SealedPeopleContract {

    SealedPeopleOnMariaDbTests() {
        super(RunningAviary.onMariaDb());
    }
}
