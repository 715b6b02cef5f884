package dev.aviary.keys;

import dev.aviary.testing.RunningAviary;

class LostInstallationKeyOnH2Tests extends LostInstallationKeyContract {

    @Override
    RunningAviary aviary() {
        return RunningAviary.onH2();
    }
}
