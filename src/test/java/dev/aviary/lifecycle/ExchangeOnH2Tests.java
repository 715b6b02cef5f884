package dev.aviary.lifecycle;

import dev.aviary.testing.RunningAviary;

class ExchangeOnH2Tests extends ExchangeContract {

    ExchangeOnH2Tests() {
        super(RunningAviary.onH2());
    }
}
