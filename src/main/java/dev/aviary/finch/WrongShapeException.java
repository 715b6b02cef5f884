package dev.aviary.finch;

/** JSON that is sound but not what the API documents. Says nothing about its content. */
final class WrongShapeException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
