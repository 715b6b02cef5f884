package dev.aviary.leakscan.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The files that a path, a directory or a glob means. */
public final class SourceFiles {

    private static final Set<Path> OF_THE_KERNEL = Set.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));

    private SourceFiles() {}

    /**
     * Hands on all files, the ones of a directory as they are met. Links are followed; what lies in the same directory anyway is not handed on twice.
     *
     * @param unread takes what no file is: devices, loops of links, directories that are closed
     * @return false if nothing has this name, and it is no glob that something matches
     */
    public static boolean find(String argument, Consumer<Path> files, Consumer<Unread> unread) {
        try {
            var path = Path.of(argument);
            if (Files.exists(path)) {
                walk(path, null, files, unread);
                return true;
            }
            return isGlob(argument) && glob(argument, files, unread);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean isGlob(String argument) {
        try {
            matcher(argument);
            return hasSigns(argument);
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    }

    private static boolean hasSigns(String argument) {
        return argument.matches(".*[*?\\[{].*");
    }

    /** Whether there is a file or a directory of this name, or one that a glob can be about. */
    public static boolean isThere(String argument) {
        try {
            return Files.exists(Path.of(argument)) || isGlob(argument) && Files.isDirectory(base(argument));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Path base(String glob) {
        var path = Path.of(glob);
        var base = path.isAbsolute() ? path.getRoot() : Path.of("");
        for (var name : path) {
            if (hasSigns(name.toString())) {
                break;
            }
            base = base.resolve(name);
        }
        return base;
    }

    private static boolean glob(String argument, Consumer<Path> files, Consumer<Unread> unread) {
        var base = base(argument);
        if (!Files.isDirectory(base)) {
            return false;
        }
        var any = new boolean[1];
        walk(
                base,
                matcher(argument),
                file -> {
                    any[0] = true;
                    files.accept(file);
                },
                unread);
        return any[0];
    }

    private static void walk(Path base, @Nullable PathMatcher matcher, Consumer<Path> files, Consumer<Unread> unread) {
        try {
            Files.walkFileTree(
                    base,
                    EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                    Integer.MAX_VALUE,
                    new Walk(base, matcher, files, unread));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Walk extends SimpleFileVisitor<Path> {

        private final Path base;
        private final @Nullable PathMatcher matcher;
        private final Consumer<Path> files;
        private final Consumer<Unread> unread;
        private final Set<Path> linked = new HashSet<>();

        Walk(Path base, @Nullable PathMatcher matcher, Consumer<Path> files, Consumer<Unread> unread) {
            this.base = base;
            this.matcher = matcher;
            this.files = files;
            this.unread = unread;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            if (OF_THE_KERNEL.contains(directory.toAbsolutePath().normalize())) {
                unread.accept(new Unread(directory.toString(), "no files but the kernel"));
                return FileVisitResult.SKIP_SUBTREE;
            }
            return isMetElsewhere(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        /** A link into the tree that is walked: its target comes by itself. Of links to one place, one is followed. */
        private boolean isMetElsewhere(Path path) {
            try {
                if (path.equals(base) || !Files.isSymbolicLink(path)) {
                    return false;
                }
                var target = path.toRealPath();
                return matcher == null && target.startsWith(base.toRealPath()) || !linked.add(target);
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (matcher != null && !matcher.matches(file)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isRegularFile()) {
                if (!isMetElsewhere(file)) {
                    files.accept(file);
                }
            } else {
                unread.accept(new Unread(
                        file.toString(), attributes.isSymbolicLink() ? "a link to nothing" : "no regular file"));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            unread.accept(new Unread(
                    file.toString(), e instanceof FileSystemLoopException ? "a loop of links" : Unpacking.why(e)));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
            if (e != null) {
                unread.accept(new Unread(directory.toString(), Unpacking.why(e)));
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
