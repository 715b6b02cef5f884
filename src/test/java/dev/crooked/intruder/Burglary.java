package dev.crooked.intruder;

import dev.crooked.closed.inner.Hidden;

record Burglary(Hidden loot) {}
