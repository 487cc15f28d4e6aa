package ru.orientir.etl.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Tells the encoding of a text file from its first bytes. */
final class TextEncoding {
    /** Digits and punctuation of UTF-16 have a zero byte; a stray one among plain text says nothing of the encoding. */
    private static final int LEAST_SHARE_OF_ZEROS = 50;

    private TextEncoding() {}

    /** Reads past a UTF-8 byte order mark; the stream must support marks. */
    static void skipMark(InputStream stream) throws IOException {
        stream.mark(3);
        byte[] mark = stream.readNBytes(3);
        boolean utf8 =
                mark.length == 3 && (mark[0] & 0xFF) == 0xEF && (mark[1] & 0xFF) == 0xBB && (mark[2] & 0xFF) == 0xBF;
        if (!utf8) {
            stream.reset();
        }
    }

    /** Refuses a head that is not in the declared encoding. */
    static void check(byte[] head, boolean whole, Charset declared, Refusals refusals) throws RefusedFile {
        if (isUtf16(head)) {
            throw refusals.wrongEncoding("UTF-16", declared.name(), "весь файл", "the whole file");
        }
        boolean utf8 = decodes(head, whole, StandardCharsets.UTF_8);
        if (declared.equals(StandardCharsets.UTF_8)) {
            if (!utf8) {
                throw refusals.wrongEncoding(
                        "не UTF-8 (вероятно, windows-1251)", declared.name(), "весь файл", "the whole file");
            }
        } else if (utf8 && hasMultiByte(head)) {
            throw refusals.wrongEncoding("UTF-8", declared.name(), "весь файл", "the whole file");
        } else if (!decodes(head, whole, declared)) {
            throw refusals.wrongEncoding("другая", declared.name(), "весь файл", "the whole file");
        }
    }

    private static boolean isUtf16(byte[] head) {
        if (head.length >= 2) {
            int mark = (head[0] & 0xFF) << 8 | (head[1] & 0xFF);
            if (mark == 0xFEFF || mark == 0xFFFE) {
                return true;
            }
        }
        int zeros = 0;
        for (byte octet : head) {
            zeros += octet == 0 ? 1 : 0;
        }
        return zeros * LEAST_SHARE_OF_ZEROS > head.length;
    }

    private static boolean hasMultiByte(byte[] head) {
        for (byte octet : head) {
            if (octet < 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean decodes(byte[] head, boolean whole, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(head.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(head), text, whole);
        return !result.isError();
    }
}
