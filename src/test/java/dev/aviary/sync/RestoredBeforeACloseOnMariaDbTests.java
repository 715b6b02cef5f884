package dev.aviary.sync;

import dev.aviary.testing.RunningAviary;

class RestoredBeforeACloseOnMariaDbTests extends RestoredBeforeACloseContract {

    RestoredBeforeACloseOnMariaDbTests() {
        super(RunningAviary.onMariaDb());
    }
}
