package dev.aviary.leakscan.findings;

/** Tells somebody outside of incidents. Never throws: what cannot be sent is logged and stays pending. Thread-safe. */
interface Notices {

    /** Sends what is pending, unless it could not be sent a moment ago. */
    void sendSoon();

    /** Sends what is pending. */
    void send();
}
