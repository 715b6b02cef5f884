/** The packaged whole, in processes of its own: killed, stopped, paused, started twice. */
@NullMarked
package dev.aviary.endtoend;

import org.jspecify.annotations.NullMarked;
