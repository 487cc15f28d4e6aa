package ru.orientir.etl.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import ru.orientir.etl.sample.SampleRegion;

/** The demo's sample, written once for a scale, a seed and a generator; written anew when one of them changes. */
record SampleFolder(Path folder) {

    private static final String MARK = "sample.txt";

    Path inbox() {
        return folder.resolve("inbox");
    }

    Path vacancyApiFile() {
        return folder.resolve("vacancy-api").resolve("vacancies.jsonl");
    }

    /** Returns whether the sample had to be written. A generation that was cut off leaves the folder as it was. */
    boolean prepare(int scale, long seed, Consumer<String> progress) throws IOException {
        String wanted = "scale " + scale + ", seed " + seed + ", generator " + generatorDigest();
        Path mark = folder.resolve(MARK);
        if (Files.exists(mark) && Files.readString(mark).strip().equals(wanted)) {
            return false;
        }
        Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
        delete(fresh);
        new SampleRegion(scale, seed).writeTo(fresh, progress);
        Files.writeString(fresh.resolve(MARK), wanted + "\n");
        delete(folder);
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    /** Changes with any class or resource of the generator, so that nobody has to count up a version. */
    private static String generatorDigest() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            var resolver = new PathMatchingResourcePatternResolver();
            for (String pattern : new String[] {"classpath:ru/orientir/etl/sample/**", "classpath:sample/**"}) {
                Resource[] resources = resolver.getResources(pattern);
                java.util.Arrays.sort(resources, java.util.Comparator.comparing(Resource::getDescription));
                for (Resource resource : resources) {
                    if (resource.isReadable() && resource.contentLength() > 0) {
                        digest.update(resource.getContentAsByteArray());
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove the old sample in " + root, e);
        }
    }
}
