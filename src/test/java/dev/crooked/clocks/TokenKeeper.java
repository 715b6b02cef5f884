package dev.crooked.clocks;

import dev.aviary.vault.AccessToken;

record TokenKeeper(AccessToken token) {}
