package dev.aviary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.sandbox.Ids.Kind;
import dev.aviary.sandbox.Ids.Ref;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTests {

    private final Ids ids = new Ids(7);

    @Test
    void findsWhatAnIdStandsFor() {
        var draw = new Draw(42);
        for (int i = 0; i < 10_000; i++) {
            var ref =
                    new Ref(Kind.values()[draw.below(16)], draw.below(Ids.MAX_PLACES), draw.below(Ids.MAX_EPOCHS), (int)
                            draw.next());
            assertThat(ids.find(ids.of(ref.kind(), ref.place(), ref.epoch(), ref.index())))
                    .isEqualTo(ref);
        }
    }

    @Test
    void makesVersionFourUuids() {
        var id = UUID.fromString(ids.of(Kind.PERSON, 3, 12));

        assertThat(id.version()).isEqualTo(4);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void givesNoTwoThingsTheSameId() {
        var seen = new HashSet<String>();
        for (int place = 0; place < 50; place++) {
            for (int index = 0; index < 500; index++) {
                assertThat(seen.add(ids.of(Kind.PERSON, place, index))).isTrue();
            }
        }
    }

    @Test
    void findsNothingInIdsOfOthers() {
        var draw = new Draw(43);
        for (int i = 0; i < 10_000; i++) {
            var random = new UUID((draw.next() & ~0xF000L) | 0x4000L, (draw.next() >>> 2) | (2L << 62));
            assertThat(ids.find(random.toString())).isNull();
        }
        assertThat(ids.find(new Ids(8).of(Kind.PERSON, 3, 12))).isNull();
    }

    @Test
    void findsNothingInTextThatIsNoUuid() {
        var id = ids.of(Kind.PERSON, 3, 12);

        assertThat(ids.find(null)).isNull();
        assertThat(ids.find("")).isNull();
        assertThat(ids.find(id.replace('-', '0'))).isNull();
        assertThat(ids.find(id.substring(0, 35) + "g")).isNull();
        assertThat(ids.find(id, Kind.PAYMENT)).isNull();
    }
}
