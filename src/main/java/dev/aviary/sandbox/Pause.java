package dev.aviary.sandbox;

import java.time.Duration;

/** Lets time pass, really: latency and slow answers are felt by the client whatever the sandbox's clock says. */
@FunctionalInterface
interface Pause {

    void of(Duration duration) throws InterruptedException;
}
