package dev.crooked.right;

import dev.crooked.left.Left;

public record Right(Left other) {}
