package ru.orientir.etl.copy;

import java.util.Arrays;
import java.util.HexFormat;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * How each column type of the warehouse travels: the value that Spark holds, after a cast to {@link #sparkType()}, to the
 * binary form that PostgreSQL receives for the type (its {@code recv} functions).
 */
enum CopyType {
    SMALLINT("smallint", "smallint", (row, i, target) -> target.field(Short.BYTES)
            .putShort(row.getShort(i))),
    INTEGER("integer", "int", (row, i, target) -> target.field(Integer.BYTES).putInt(row.getInt(i))),
    BIGINT("bigint", "bigint", (row, i, target) -> target.field(Long.BYTES).putLong(row.getLong(i))),
    DOUBLE("double precision", "double", (row, i, target) -> target.field(Double.BYTES)
            .putDouble(row.getDouble(i))),
    BOOLEAN("boolean", "boolean", (row, i, target) -> target.field(Byte.BYTES).put((byte) (row.getBoolean(i) ? 1 : 0))),
    /** Days since 2000-01-01; Spark counts from 1970-01-01. */
    DATE("date", "date", (row, i, target) -> target.field(Integer.BYTES).putInt(row.getInt(i) - CopyType.DAYS_TO_2000)),
    /** Microseconds since 2000-01-01; Spark counts from 1970-01-01. */
    TIMESTAMP("timestamp with time zone", "timestamp", (row, i, target) -> target.field(Long.BYTES)
            .putLong(row.getLong(i) - CopyType.MICROS_TO_2000)),
    /** 32 hexadecimal digits, with hyphens or without. */
    UUID("uuid", "string", (row, i, target) -> writeUuid(row.getUTF8String(i), target)),
    TEXT("text", "string", CopyType::writeText),
    VARCHAR("character varying", "string", CopyType::writeText);

    private static final int DAYS_TO_2000 = 10_957;
    private static final long MICROS_TO_2000 = DAYS_TO_2000 * 86_400_000_000L;

    private final String postgresType;
    private final String sparkType;
    private final Writer writer;

    CopyType(String postgresType, String sparkType, Writer writer) {
        this.postgresType = postgresType;
        this.sparkType = sparkType;
        this.writer = writer;
    }

    /** @throws IllegalArgumentException when no column of the warehouse had this type yet */
    static CopyType of(String postgresType) {
        return Arrays.stream(values())
                .filter(type -> type.postgresType.equals(postgresType))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("Cannot copy into a column of type " + postgresType
                        + "; add it to CopyType or use one of the types there"));
    }

    /** The Spark type to cast to before {@link #write}. */
    String sparkType() {
        return sparkType;
    }

    /** Writes the value, which is not NULL, with its length in front. */
    void write(InternalRow row, int column, CopyBuffer target) {
        writer.write(row, column, target);
    }

    private static void writeText(InternalRow row, int column, CopyBuffer target) {
        target.text(row.getUTF8String(column));
    }

    private static void writeUuid(UTF8String hex, CopyBuffer target) {
        long high = 0;
        long low = 0;
        int digits = 0;
        for (int i = 0; i < hex.numBytes(); i++) {
            byte symbol = hex.getByte(i);
            if (symbol != '-') {
                high = high << 4 | low >>> 60;
                low = low << 4 | HexFormat.fromHexDigit(symbol);
                digits++;
            }
        }
        if (digits != 32) {
            throw new IllegalArgumentException("Not a UUID: " + hex);
        }
        target.field(2 * Long.BYTES).putLong(high).putLong(low);
    }

    private interface Writer {
        void write(InternalRow row, int column, CopyBuffer target);
    }
}
