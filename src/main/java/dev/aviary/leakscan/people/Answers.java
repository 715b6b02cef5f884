package dev.aviary.leakscan.people;

import dev.aviary.store.IndividualRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/** Remembers whose a text is, so that one that stands in every line is looked up once. Holds salted digests, never a text, and no more than so many. Thread-safe. */
final class Answers {

    private static final int MOST = 1 << 16;

    private final MessageDigest salted;
    private final Function<String, List<IndividualRef>> whose;
    private final AtomicReferenceArray<Answer> known = new AtomicReferenceArray<>(MOST);

    private record Answer(long first, long second, List<IndividualRef> people) {}

    /** @param salt random */
    Answers(byte[] salt, Function<String, List<IndividualRef>> whose) {
        this.salted = sha256();
        salted.update(salt);
        this.whose = whose;
    }

    List<IndividualRef> of(String text) {
        var digest = digest(text);
        long first = digest.getLong();
        long second = digest.getLong();
        var slot = (int) first & MOST - 1;
        var answer = known.get(slot);
        if (answer == null || answer.first() != first || answer.second() != second) {
            answer = new Answer(first, second, whose.apply(text));
            known.set(slot, answer);
        }
        return answer.people();
    }

    /** A clone of one that has taken the salt is cheaper than a new one. */
    private ByteBuffer digest(String text) {
        try {
            var digest = (MessageDigest) salted.clone();
            return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The SHA-256 of every Java can be cloned", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
