package dev.crooked.closed;

public record Door(String name) {}
