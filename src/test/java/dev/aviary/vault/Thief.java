package dev.aviary.vault;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Somebody who knows this program's source, and has ciphertexts and a heap of bytes, of which any piece may be a key. Uses nothing of the program. */
final class Thief {

    private static final int PREFIX = 5;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_=-]{16,}");
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-fA-F]{2}){16,}");

    private final List<byte[]> heap = new ArrayList<>();

    /** Takes bytes, and what they are when read as Base64 or hexadecimal text. */
    void take(Collection<byte[]> found) {
        for (var bytes : found) {
            var text = new String(bytes, StandardCharsets.ISO_8859_1);
            heap.add(bytes);
            BASE64.matcher(text).results().forEach(match -> decoded(match.group())
                    .ifPresent(heap::add));
            HEX.matcher(text).results().forEach(match -> heap.add(HexFormat.of().parseHex(match.group())));
        }
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(
                    Base64.getMimeDecoder().decode(text.replace('-', '+').replace('_', '/')));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Tries every 32 and every 16 bytes that follow each other anywhere in the heap, and the hash of each piece, as the key. */
    Optional<byte[]> open(byte[] ciphertext, byte[] associated) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        for (var key : keys().toList()) {
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(TAG_BITS, ciphertext, PREFIX, NONCE));
            cipher.updateAAD(associated);
            try {
                return Optional.of(cipher.doFinal(ciphertext, PREFIX + NONCE, ciphertext.length - PREFIX - NONCE));
            } catch (javax.crypto.AEADBadTagException e) {
                continue;
            }
        }
        return Optional.empty();
    }

    private Stream<byte[]> keys() {
        return heap.stream()
                .flatMap(bytes -> Stream.concat(
                        Stream.of(sha256(bytes)),
                        Stream.of(32, 16).flatMap(size -> IntStream.rangeClosed(0, bytes.length - size)
                                .mapToObj(from -> Arrays.copyOfRange(bytes, from, from + size)))));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The associated data of a place, as the source has it. */
    static byte[] place(String... parts) {
        var encoded = new ByteArrayOutputStream();
        for (var part : parts) {
            var bytes = part.getBytes(StandardCharsets.UTF_8);
            encoded.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
            encoded.writeBytes(bytes);
        }
        return encoded.toByteArray();
    }

    /** The ciphertext in a wrapped keyset of Tink's format: field 2, of a length that takes one byte or two. */
    static byte[] wrapped(byte[] keyset) {
        int at = keyset[1] < 0 ? 3 : 2;
        int length = keyset[1] < 0 ? (keyset[1] & 0x7f) | keyset[2] << 7 : keyset[1];
        return Arrays.copyOfRange(keyset, at, at + length);
    }
}
