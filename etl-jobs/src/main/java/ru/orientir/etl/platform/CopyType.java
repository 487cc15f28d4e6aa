package ru.orientir.etl.platform;

import java.util.Arrays;
import java.util.HexFormat;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * How each column type of the warehouse travels: the value that Spark holds, after a cast to {@link #sparkType()}, to the
 * binary form that PostgreSQL receives for the type (its {@code recv} functions).
 */
enum CopyType {
    SMALLINT("smallint", "smallint") {
        @Override
        void write(InternalRow row, int column, CopyBuffer target) {
            target.field(Short.BYTES).putShort(row.getShort(column));
        }
    },
    INTEGER("integer", "int") {
        @Override
        void write(InternalRow row, int column, CopyBuffer target) {
            target.field(Integer.BYTES).putInt(row.getInt(column));
        }
    },
    BIGINT("bigint", "bigint") {
        @Override
        void write(InternalRow row, int column, CopyBuffer target) {
            target.field(Long.BYTES).putLong(row.getLong(column));
        }
    },
    DOUBLE("double precision", "double") {
        @Override
        void write(InternalRow row, int column, CopyBuffer target) {
            target.field(Double.BYTES).putDouble(row.getDouble(column));
        }
    },
    BOOLEAN("boolean", "boolean") {
        @Override
        void write(InternalRow row, int column, CopyBuffer target) {
            target.field(Byte.BYTES).put((byte) (row.getBoolean(column) ? 1 : 0));
        }
    },
    /** Days since 2000-01-01; Spark counts from 1970-01-01. */
    DATE("date", "date") {
        @Override
        void write(InternalRow row, int column, CopyBuffer target) {
            target.field(Integer.BYTES).putInt(row.getInt(column) - DAYS_TO_2000);
        }
    },
    /** Microseconds since 2000-01-01; Spark counts from 1970-01-01. */
    TIMESTAMP("timestamp with time zone", "timestamp") {
        @Override
        void write(InternalRow row, int column, CopyBuffer target) {
            target.field(Long.BYTES).putLong(row.getLong(column) - MICROS_TO_2000);
        }
    },
    /** 32 hexadecimal digits, with hyphens or without. */
    UUID("uuid", "string") {
        @Override
        void write(InternalRow row, int column, CopyBuffer target) {
            UTF8String hex = row.getUTF8String(column);
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
    },
    TEXT("text", "string") {
        @Override
        void write(InternalRow row, int column, CopyBuffer target) {
            target.text(row.getUTF8String(column));
        }
    },
    VARCHAR("character varying", "string") {
        @Override
        void write(InternalRow row, int column, CopyBuffer target) {
            TEXT.write(row, column, target);
        }
    };

    private static final int DAYS_TO_2000 = 10_957;
    private static final long MICROS_TO_2000 = DAYS_TO_2000 * 86_400_000_000L;

    private final String postgresType;
    private final String sparkType;

    CopyType(String postgresType, String sparkType) {
        this.postgresType = postgresType;
        this.sparkType = sparkType;
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
    abstract void write(InternalRow row, int column, CopyBuffer target);
}
