package dev.aviary.sync;

import dev.aviary.testing.RunningAviary;

class RestoredBeforeACloseOnH2Tests extends RestoredBeforeACloseContract {

    RestoredBeforeACloseOnH2Tests() {
        super(RunningAviary.onH2());
    }
}
