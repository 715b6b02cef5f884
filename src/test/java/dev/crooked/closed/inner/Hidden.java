package dev.crooked.closed.inner;

public record Hidden(String name) {}
