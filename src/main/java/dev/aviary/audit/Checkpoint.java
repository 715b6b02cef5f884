package dev.aviary.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A signed statement of where all lanes ended at one instant. As each event holds the hash of the one before, the end of a lane stands for all of it.
 *
 * @param number from 1, without gaps
 * @param previous SHA-256 of the document of the checkpoint before; all zero for the first
 * @param lanes the end of each lane, in order
 * @param certificate the signed document
 */
record Checkpoint(long number, byte[] previous, List<Lanes.Head> lanes, Certificate certificate) {

    private static final String TYPE = "audit-checkpoint/1";
    private static final HexFormat HEX = HexFormat.of();

    static Checkpoint sign(Signer signer, long number, byte[] previous, List<Lanes.Head> lanes, Instant at) {
        var certificate = signer.sign(Map.of(
                "checkpoint", number,
                "lanes", lanes.stream().map(Checkpoint::leaf).toList(),
                "previous", HEX.formatHex(previous),
                "root", HEX.formatHex(root(lanes)),
                "signed_at", at.truncatedTo(ChronoUnit.SECONDS).toString(),
                "type", TYPE));
        return new Checkpoint(number, previous, lanes, certificate);
    }

    /** @throws IllegalArgumentException if it is not a checkpoint, or its root is not that of its lanes; the signature is not judged */
    static Checkpoint parse(String document) {
        var certificate = Certificate.parse(document);
        var body = certificate.body();
        if (!TYPE.equals(body.get("type"))
                || !(body.get("checkpoint") instanceof Long number)
                || !(body.get("lanes") instanceof List<?> leaves)
                || !(body.get("previous") instanceof String previous)) {
            throw new IllegalArgumentException("It is not a checkpoint");
        }
        var lanes = heads(leaves);
        if (lanes.isEmpty() || !HEX.formatHex(root(lanes)).equals(body.get("root"))) {
            throw new IllegalArgumentException("Its root is not that of its lanes");
        }
        return new Checkpoint(number, HEX.parseHex(previous), lanes, certificate);
    }

    byte[] fingerprint() {
        return new Hashes().plain(PublicKeys.utf8(certificate.document()));
    }

    long events() {
        return lanes.stream().mapToLong(Lanes.Head::position).sum();
    }

    boolean endsWhere(List<Lanes.Head> others) {
        return lanes.stream()
                .map(Checkpoint::leaf)
                .toList()
                .equals(others.stream().map(Checkpoint::leaf).toList());
    }

    /** Root of the Merkle tree whose leaves are the canonical forms of the lanes' ends. */
    private static byte[] root(List<Lanes.Head> lanes) {
        return new Hashes()
                .root(lanes.stream()
                        .map(lane -> PublicKeys.utf8(CanonicalJson.write(leaf(lane))))
                        .toList());
    }

    private static Map<String, Object> leaf(Lanes.Head head) {
        return Map.of("hash", HEX.formatHex(head.hash()), "lane", (long) head.lane(), "position", head.position());
    }

    private static List<Lanes.Head> heads(List<?> leaves) {
        var heads = new ArrayList<Lanes.Head>();
        for (var leaf : leaves) {
            if (leaf instanceof Map<?, ?> map
                    && map.get("hash") instanceof String hash
                    && map.get("lane") instanceof Long lane
                    && map.get("position") instanceof Long position
                    && lane == heads.size()) {
                heads.add(new Lanes.Head(lane.intValue(), position, HEX.parseHex(hash)));
            } else {
                throw new IllegalArgumentException("A lane of it is not as it must be");
            }
        }
        return heads;
    }
}
