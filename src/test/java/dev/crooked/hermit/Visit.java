package dev.crooked.hermit;

import dev.crooked.closed.Door;

record Visit(Door through) {}
