package ru.orientir.dashboards.superset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A copy of assets, to change or break one thing in it. */
public final class AssetFolder {

    /** Two marts, two charts, one dashboard of two tabs; nothing is wrong with them. */
    public static final Path SOUND = Path.of("../../dashboards/superset-tools/src/test/resources/superset");

    private final Path folder;

    public AssetFolder(Path folder) {
        this(SOUND, folder);
    }

    /** A copy of other assets. */
    public AssetFolder(Path original, Path folder) {
        this.folder = folder;
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(original.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return folder;
    }

    public Assets assets() {
        Assets.Reading reading = Assets.read(folder);
        if (!reading.findings().isEmpty()) {
            throw new AssertionError(reading.findings());
        }
        return reading.assets();
    }

    /** Replaces a text that must be there. */
    public AssetFolder replace(String file, String text, String by) {
        try {
            Path path = folder.resolve(file);
            String content = Files.readString(path);
            if (!content.contains(text)) {
                throw new AssertionError(file + " does not hold: " + text);
            }
            Files.writeString(path, content.replace(text, by));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public AssetFolder delete(String file) {
        try {
            Files.delete(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public AssetFolder write(String file, String content) {
        try {
            Files.writeString(folder.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The lines of a file. */
    public List<String> lines(String file) {
        try {
            return Files.readAllLines(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
