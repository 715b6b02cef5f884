package dev.aviary.leakscan.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.leakscan.Block;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a text is packed in, all of it is read; whatever is wrong with it is told, and ends nothing. */
class SourceReaderTests {

    private static final byte[] TEXT = "one line\nand another\n".getBytes(UTF_8);

    private final Read read = new Read();

    @TempDir
    private Path directory;

    private static final class Read implements Texts {

        private final List<String> places = new ArrayList<>();
        private final List<String> unread = new ArrayList<>();
        private final List<Boolean> lasting = new ArrayList<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void begin(String place) {
            places.add(place);
        }

        @Override
        public void block(Block block) {
            assertThat(block.fresh() - block.from()).isEqualTo(Math.min(Block.CARRY, bytes.size()));
            assertThat(block.at(block.fresh())).isEqualTo(bytes.size());
            bytes.write(block.bytes(), block.fresh(), block.to() - block.fresh());
        }

        @Override
        public void end() {}

        @Override
        public void unread(Unread one) {
            unread.add(one.why());
            lasting.add(one.lasting());
        }
    }

    static Stream<String> types() {
        return PackedFiles.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsEveryTypeOfFileWhole(String type) {
        reader(Limits.USUAL).read("file", in(PackedFiles.all().get(type).apply(TEXT)));

        assertThat(read.bytes.toByteArray()).isEqualTo(TEXT);
        assertThat(read.unread).isEmpty();
    }

    @Test
    void namesTheMemberOfTheArchiveInTheArchive() {
        var text = PackedFiles.all().get("zip in tar in gzip").apply(TEXT);

        reader(Limits.USUAL).read("file", in(text));

        assertThat(read.places).containsExactly("file!c.zip!b.log");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Block.SIZE - 1, Block.SIZE, Block.SIZE + 1, 2 * Block.SIZE + 77})
    void cutsIntoBlocksThatOverlap(int size) {
        var text = new byte[size];
        new Random(20261125).nextBytes(text);

        reader(Limits.USUAL).read("file", in(text));

        assertThat(read.bytes.toByteArray()).isEqualTo(text);
    }

    @Test
    void cutsWhatUnpacksToTooMuch() {
        reader(new Limits(8, 10, 100_000, 1000, 1L << 30)).read("file", in(PackedFiles.gzip(new byte[5_000_000])));

        assertThat(read.unread).containsExactly("cut: unpacks to more than 100000 bytes");
        assertThat(read.lasting).containsExactly(true);
        assertThat(read.bytes.size()).isLessThanOrEqualTo(Block.SIZE);
    }

    @Test
    void cutsWhatUnpacksToManyTimesItsSize() {
        var bomb = PackedFiles.gzip(PackedFiles.gzip(new byte[80 << 20]));

        new SourceReader(new Ignoring(read), Limits.USUAL).read("file", in(bomb));

        assertThat(read.unread).containsExactly("cut: unpacks to more than 1000 times its size");
    }

    private record Ignoring(Read read) implements Texts {
        @Override
        public void begin(String place) {}

        @Override
        public void block(Block block) {}

        @Override
        public void end() {}

        @Override
        public void unread(Unread one) {
            read.unread(one);
        }
    }

    @Test
    void cutsWhatIsPackedTooDeep() {
        var packed = TEXT;
        for (var i = 0; i < 4; i++) {
            packed = PackedFiles.gzip(packed);
        }

        reader(new Limits(3, 10, 100_000, 1000, 1L << 30)).read("file", in(packed));

        assertThat(read.unread).containsExactly("cut: archives are more than 3 deep");
    }

    @Test
    void cutsWhatHasTooManyMembers() {
        reader(new Limits(8, 1, 100_000, 1000, 1L << 30))
                .read("file", in(PackedFiles.joined(memberOnly("a"), PackedFiles.tar("b", TEXT))));

        assertThat(read.unread).containsExactly("cut: more than 1 members");
        assertThat(read.places).containsExactly("file!a");
    }

    /** Without the end of the archive. */
    private static byte[] memberOnly(String name) {
        return Arrays.copyOf(PackedFiles.tar(name, TEXT), 1024);
    }

    @Test
    void cutsADiskFullOfNothing() {
        reader(new Limits(8, 10, 100_000, 1000, 2 * Block.SIZE)).read("file", in(new byte[8 * Block.SIZE]));

        assertThat(read.unread).containsExactly("cut: more than " + 2 * Block.SIZE + " zero bytes in a row");
        assertThat(read.lasting).containsExactly(true);
        assertThat(read.bytes.size()).isEqualTo(3 * Block.SIZE);
    }

    @ParameterizedTest
    @MethodSource("types")
    void tellsOfWhatEndsEarlyAndGoesOn(String type) {
        var whole = PackedFiles.all().get(type).apply(TEXT);
        for (var length = 0; length < Math.min(whole.length, 600); length++) {
            reader(Limits.USUAL).read("file", in(Arrays.copyOf(whole, length)));
        }
        reader(Limits.USUAL).read("file", in(TEXT));

        assertThat(read.bytes.toString(UTF_8)).endsWith("and another\n");
    }

    @ParameterizedTest
    @MethodSource("types")
    void standsEveryDamage(String type) {
        var random = new Random(20261125);
        var whole = PackedFiles.all().get(type).apply(TEXT);
        for (var round = 0; round < 300; round++) {
            var damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            new SourceReader(new Ignoring(read), Limits.USUAL).read("file", in(damaged));
        }
        assertThat(read.unread).doesNotContainNull();
    }

    @ParameterizedTest
    @CsvSource({"seven zip, 377abcaf271c0004", "rar, 526172211a0700", "rar, 526172211a070100", "lz4, 04224d1864"})
    void tellsWhatItCannotUnpackAndSearchesItAsItStands(String packing, String beginning) throws IOException {
        var packed = new ByteArrayOutputStream();
        packed.write(HexFormat.of().parseHex(beginning));
        packed.write(TEXT);
        var file = Files.write(directory.resolve("app.log"), packed.toByteArray());

        reader(Limits.USUAL).read(file);
        assertThat(read.unread).containsExactly("is not unpacked: " + packing);
        assertThat(read.lasting).containsExactly(true);
        assertThat(read.bytes.toByteArray()).isEqualTo(packed.toByteArray());

        read.unread.clear();
        reader(Limits.USUAL).read("inside", in(PackedFiles.zip("app.log", packed.toByteArray())));
        assertThat(read.unread).containsExactly("is not unpacked: " + packing);
    }

    @ParameterizedTest
    @CsvSource({"0, 23, ", "0, 27, ", "0, 28, 134217728", "1, 23, ", "1, 24, 8388608"})
    void refusesAWindowOfZstdThatTakesTooMuchMemory(int around, int window, @Nullable String most) {
        var packed = PackedFiles.zstd(TEXT, window);
        for (var i = 0; i < around; i++) {
            packed = PackedFiles.gzip(PackedFiles.zstd(packed, 20));
        }

        reader(Limits.USUAL).read("file", in(packed));

        if (most == null) {
            assertThat(read.unread).isEmpty();
            assertThat(read.bytes.toByteArray()).isEqualTo(TEXT);
        } else {
            assertThat(read.unread)
                    .containsExactly("is not unpacked: zstd with a window of more than " + most + " bytes");
        }
    }

    @Test
    void refusesAnyWindowOfZstdBeforeItTakesMemory() {
        var huge =
                new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) 0xff, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

        reader(Limits.USUAL).read("file", in(huge));

        assertThat(read.unread).singleElement().asString().contains("with a window of more than");
    }

    @Test
    void refusesALargerWindowOfZstdFurtherOn() {
        reader(Limits.USUAL)
                .read("file", in(PackedFiles.joined(PackedFiles.zstd(TEXT, 17), PackedFiles.zstd(TEXT, 24))));

        assertThat(read.unread).containsExactly("is not unpacked to its end: zstd with a larger window further on");
        assertThat(read.bytes.toByteArray()).isEqualTo(TEXT);
    }

    @Test
    void unpacksLargeWindowsOfZstdInManyThreads() {
        var large = PackedFiles.zstd(TEXT, 27);

        IntStream.range(0, 8).parallel().forEach(i -> {
            var one = new Read();
            new SourceReader(new Whole(one), Limits.USUAL).read("file", in(large));
            assertThat(one.bytes.toByteArray()).isEqualTo(TEXT);
        });
    }

    @Test
    void cutsZstdThatUnpacksToManyTimesItsSize() {
        new SourceReader(new Ignoring(read), Limits.USUAL).read("file", in(PackedFiles.zstd(new byte[80 << 20])));

        assertThat(read.unread).containsExactly("cut: unpacks to more than 1000 times its size");
    }

    @Test
    void tellsOfZstdThatEndsEarly() {
        var whole = PackedFiles.zstd(TEXT);

        reader(Limits.USUAL).read("file", in(Arrays.copyOf(whole, whole.length - 5)));

        assertThat(read.unread).containsExactly("is damaged or ends early");
    }

    /** 22 is 8 MiB, 28 is 64 MiB, each one more half as much again. */
    @ParameterizedTest
    @CsvSource({
        "0, 28, ",
        "0, 29, 67108864",
        "0, 40, 67108864",
        "1, 22, ",
        "1, 23, 8388608",
        "2, 16, ",
        "2, 17, 1048576"
    })
    void refusesADictionaryOfXzThatTakesTooMuchMemory(int around, byte dictionary, @Nullable String most) {
        var packed = PackedFiles.xz(TEXT, dictionary);
        for (var i = 0; i < around; i++) {
            packed = PackedFiles.gzip(i == 0 ? PackedFiles.zstd(packed) : PackedFiles.xz(packed, 6));
        }

        reader(Limits.USUAL).read("file", in(packed));

        if (most == null) {
            assertThat(read.unread).isEmpty();
            assertThat(read.bytes.toByteArray()).isEqualTo(TEXT);
        } else {
            assertThat(read.unread)
                    .containsExactly("is not unpacked: xz with a dictionary of more than " + most + " bytes");
            assertThat(read.lasting).containsExactly(true);
        }
    }

    @Test
    void refusesALargerDictionaryOfXzFurtherOn() {
        var small = PackedFiles.xz(TEXT, 1);
        reader(Limits.USUAL).read("usual", in(PackedFiles.joined(small, PackedFiles.xz(TEXT, 6))));
        assertThat(read.unread).isEmpty();

        reader(Limits.USUAL).read("file", in(PackedFiles.joined(small, PackedFiles.xz(TEXT, 7))));
        assertThat(read.unread).containsExactly("is not unpacked to its end: xz with a larger dictionary further on");
        assertThat(read.lasting).containsExactly(true);
        assertThat(read.bytes.toByteArray()).isEqualTo(TEXT);
    }

    @Test
    void unpacksLargeDictionariesOfXzInManyThreads() {
        var large = PackedFiles.xz(TEXT, 9);

        IntStream.range(0, 8).parallel().forEach(i -> {
            var one = new Read();
            new SourceReader(new Whole(one), Limits.USUAL).read("file", in(large));
            assertThat(one.bytes.toByteArray()).isEqualTo(TEXT);
        });
    }

    @Test
    void cutsXzThatUnpacksToManyTimesItsSize() {
        new SourceReader(new Ignoring(read), Limits.USUAL).read("file", in(PackedFiles.xz(new byte[80 << 20], 6)));

        assertThat(read.unread).containsExactly("cut: unpacks to more than 1000 times its size");
    }

    @Test
    void tellsOfXzThatEndsEarlyOrIsDamaged() {
        var whole = PackedFiles.xz(TEXT, 6);
        reader(Limits.USUAL).read("file", in(Arrays.copyOf(whole, whole.length - 5)));
        whole[40] ^= 1;
        reader(Limits.USUAL).read("file", in(whole));

        assertThat(read.unread).containsExactly("ends early", "is damaged or ends early");
        assertThat(read.lasting).containsOnly(true);
    }

    @Test
    void keepsWhatWasReadBeforeTheTrouble() {
        reader(Limits.USUAL).read("file", new InputStream() {
            private int at;

            @Override
            public int read() throws IOException {
                if (at == TEXT.length) {
                    throw new IOException("secret of a driver");
                }
                return TEXT[at++];
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                bytes[from] = (byte) read();
                return 1;
            }
        });

        assertThat(read.unread).containsExactly("cannot be read to its end");
        assertThat(read.lasting).containsExactly(false);
        assertThat(read.bytes.size()).isLessThanOrEqualTo(TEXT.length);
    }

    @Test
    void tellsOfFilesThatAreGoneOrGrow() throws IOException {
        var file = Files.write(directory.resolve("log"), TEXT);
        var growing = new SourceReader(
                new Texts() {
                    @Override
                    public void begin(String place) {
                        try {
                            Files.write(file, TEXT, java.nio.file.StandardOpenOption.APPEND);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }

                    @Override
                    public void block(Block block) {
                        read.block(block);
                    }

                    @Override
                    public void end() {}

                    @Override
                    public void unread(Unread one) {
                        read.unread(one);
                    }
                },
                Limits.USUAL);

        growing.read(file);
        growing.read(directory.resolve("gone"));

        assertThat(read.bytes.toByteArray()).isEqualTo(TEXT);
        assertThat(read.unread)
                .containsExactly("grew while it was read: the first " + TEXT.length + " bytes were", "is gone");
    }

    @Test
    void tellsOfAFileThatBecomesShorter() throws IOException {
        var file = Files.write(directory.resolve("log"), TEXT);

        new SourceReader(new Shortening(file, read), Limits.USUAL).read(file);

        assertThat(read.unread).containsExactly("became shorter while it was read");
        assertThat(read.lasting).containsExactly(false);
    }

    private record Shortening(Path file, Read read) implements Texts {
        @Override
        public void begin(String place) {
            try {
                Files.write(file, new byte[0]);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void block(Block block) {}

        @Override
        public void end() {}

        @Override
        public void unread(Unread one) {
            read.unread(one);
        }
    }

    @Test
    void findsFilesOnceWhateverLinksThereAre() throws IOException {
        var sub = Files.createDirectories(directory.resolve("sub"));
        var log = Files.write(sub.resolve("a.log"), TEXT);
        Files.createSymbolicLink(directory.resolve("current.log"), log);
        Files.createSymbolicLink(sub.resolve("up"), directory);
        Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("nothing"));
        var files = new ArrayList<Path>();

        SourceFiles.find(directory.toString(), files::add, read::unread);

        assertThat(files).containsExactly(log);
        assertThat(read.unread).containsExactlyInAnyOrder("a loop of links", "a link to nothing");
    }

    @Test
    void findsByGlob() throws IOException {
        Files.write(directory.resolve("a.log"), TEXT);
        Files.write(directory.resolve("a.txt"), TEXT);
        var files = new ArrayList<Path>();

        assertThat(SourceFiles.find(directory + "/*.log", files::add, read::unread))
                .isTrue();
        assertThat(SourceFiles.find(directory + "/*.csv", files::add, read::unread))
                .isFalse();
        assertThat(files).containsExactly(directory.resolve("a.log"));
    }

    private SourceReader reader(Limits limits) {
        read.bytes.reset();
        return new SourceReader(new Whole(read), limits);
    }

    /** Each text counts from its own beginning. */
    private record Whole(Read read) implements Texts {
        @Override
        public void begin(String place) {
            read.bytes.reset();
            read.begin(place);
        }

        @Override
        public void block(Block block) {
            read.block(block);
        }

        @Override
        public void end() {}

        @Override
        public void unread(Unread one) {
            read.unread(one);
        }
    }

    private static InputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }
}
