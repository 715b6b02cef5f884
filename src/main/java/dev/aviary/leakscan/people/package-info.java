/** Recognises known personal data in a text: SSNs and private e-mail addresses of people of the store, by keyed tags. */
@NullMarked
@NamedInterface("people")
package dev.aviary.leakscan.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
