package ru.orientir.etl.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import ru.orientir.etl.settings.CannotProceedException;

/**
 * Two locks on a folder, kept between processes by the operating system, which frees them when a process dies in whatever way: a mutex for
 * starting and stopping, and a shared one that every user of the server holds. Closing any handle of a file frees all of a process's locks
 * on it, so a process opens each file once and counts its users itself.
 */
final class SharedFileLock {

    private static final Map<Path, SharedFileLock> OPEN = new ConcurrentHashMap<>();

    private final ReentrantLock withinProcess = new ReentrantLock();
    private final FileChannel mutexFile;
    private final FileChannel usersFile;
    private FileLock mutex;
    private FileLock sharing;
    private int users;

    private SharedFileLock(Path folder) {
        try {
            Files.createDirectories(folder);
            mutexFile = open(folder.resolve("start-stop.lock"));
            usersFile = open(folder.resolve("users.lock"));
        } catch (IOException e) {
            throw new CannotProceedException("Cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    static SharedFileLock of(Path folder) {
        return OPEN.computeIfAbsent(folder.toAbsolutePath().normalize(), SharedFileLock::new);
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Waits for the mutex. */
    void lock() throws IOException {
        withinProcess.lock();
        try {
            if (withinProcess.getHoldCount() == 1) {
                mutex = mutexFile.lock();
            }
        } catch (IOException | RuntimeException e) {
            withinProcess.unlock();
            throw e;
        }
    }

    void unlock() throws IOException {
        try {
            if (withinProcess.getHoldCount() == 1) {
                mutex.release();
            }
        } finally {
            withinProcess.unlock();
        }
    }

    /** Whether another process holds the mutex at this moment. */
    boolean isLockedElsewhere() throws IOException {
        withinProcess.lock();
        try (FileLock probe = mutexFile.tryLock()) {
            return probe == null;
        } finally {
            withinProcess.unlock();
        }
    }

    /** Counts one more user of this process. The caller holds the mutex. */
    void join() throws IOException {
        if (users == 0) {
            sharing = usersFile.lock(0, Long.MAX_VALUE, true);
        }
        users++;
    }

    /** Counts one user less; true where nobody is left, in this process or another. The caller holds the mutex. */
    boolean leave() throws IOException {
        users--;
        if (users > 0) {
            return false;
        }
        sharing.release();
        try (FileLock all = usersFile.tryLock()) {
            return all != null;
        }
    }
}
