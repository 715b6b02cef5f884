package dev.aviary.jobs;

import java.time.Duration;

/** Waiting, injected so that tests need none. */
interface Sleeper {

    void sleep(Duration time) throws InterruptedException;
}
