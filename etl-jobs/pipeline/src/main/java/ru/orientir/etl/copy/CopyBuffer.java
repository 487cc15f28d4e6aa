package ru.orientir.etl.copy;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import org.apache.spark.unsafe.types.UTF8String;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows in PostgreSQL's binary COPY format and sends them to the server in portions. A failure to send is an
 * {@link IllegalStateException}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, section Binary Format</a>
 */
final class CopyBuffer {

    private static final int PORTION_BYTES = 1 << 16;
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int NO_FLAGS = 0;
    private static final int NO_EXTENSION = 0;
    private static final int NULL = -1;
    private static final short END = -1;

    private final CopyIn copy;
    private final ByteBuffer portion = ByteBuffer.allocate(PORTION_BYTES);

    CopyBuffer(CopyIn copy) {
        this.copy = copy;
        portion.put(SIGNATURE).putInt(NO_FLAGS).putInt(NO_EXTENSION);
    }

    /** Begins a row of so many fields. */
    void row(int fields) {
        room(Short.BYTES).putShort((short) fields);
    }

    /** Writes the length of a field; the caller then puts just as many bytes. */
    ByteBuffer field(int bytes) {
        return room(Integer.BYTES + bytes).putInt(bytes);
    }

    void nullField() {
        room(Integer.BYTES).putInt(NULL);
    }

    void text(UTF8String text) {
        int bytes = text.numBytes();
        if (Integer.BYTES + bytes <= PORTION_BYTES) {
            text.writeTo(field(bytes));
        } else {
            room(Integer.BYTES).putInt(bytes);
            flush();
            send(text.getBytes(), bytes);
        }
    }

    /** Ends the rows and sends what has not been sent. */
    void end() {
        room(Short.BYTES).putShort(END);
        flush();
    }

    private ByteBuffer room(int bytes) {
        if (portion.remaining() < bytes) {
            flush();
        }
        return portion;
    }

    private void flush() {
        send(portion.array(), portion.position());
        portion.clear();
    }

    private void send(byte[] bytes, int length) {
        try {
            copy.writeToCopy(bytes, 0, length);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refused the rows: " + e.getMessage(), e);
        }
    }
}
