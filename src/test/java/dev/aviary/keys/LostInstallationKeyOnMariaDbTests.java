package dev.aviary.keys;

import dev.aviary.testing.RunningAviary;

class LostInstallationKeyOnMariaDbTests extends LostInstallationKeyContract {

    @Override
    RunningAviary aviary() {
        return RunningAviary.onMariaDb();
    }
}
