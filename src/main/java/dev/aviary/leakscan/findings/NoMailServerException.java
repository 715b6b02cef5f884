package dev.aviary.leakscan.findings;

/** Mail is to be sent, and no server for it is set. */
final class NoMailServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoMailServerException() {
        super("aviary.leakscan.notice.mail-to is set, but spring.mail.host is not: the server that takes the mails");
    }
}
