package dev.aviary.lifecycle;

import dev.aviary.testing.RunningAviary;

class ExchangeOnMariaDbTests extends ExchangeContract {

    ExchangeOnMariaDbTests() {
        super(RunningAviary.onMariaDb());
    }
}
