package dev.crooked.left;

import dev.crooked.right.Right;

public record Left(Right other) {}
