/** What the leak scan saw: kept without the secret, decided by people, followed by incidents and notices. */
@NullMarked
@NamedInterface("findings")
package dev.aviary.leakscan.findings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
