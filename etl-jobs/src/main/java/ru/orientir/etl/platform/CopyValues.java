package ru.orientir.etl.platform;

import de.bytefish.pgbulkinsert.pgsql.handlers.BooleanValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.DoubleValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.IValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.IntegerValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.LocalDateValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.LongValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.ShortValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.StringValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.UUIDValueHandler;
import java.io.DataOutputStream;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Function;

/** How each column type of the warehouse travels: Spark's value, as it is cast for COPY, to PostgreSQL's binary form. */
final class CopyValues {

    private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private CopyValues() {}

    /** The Spark type to cast to before a value is written into a column of this PostgreSQL type. */
    static String sparkTypeOf(String postgresType) {
        return switch (postgresType) {
            case "smallint" -> "smallint";
            case "integer" -> "int";
            case "bigint" -> "bigint";
            case "double precision" -> "double";
            case "boolean" -> "boolean";
            case "date" -> "date";
            case "timestamp with time zone" -> "timestamp";
            case "text", "character varying", "uuid" -> "string";
            default ->
                throw new IllegalArgumentException("Cannot copy into a column of type " + postgresType
                        + "; add it to CopyValues or use one of the types there");
        };
    }

    /** Writes one value, or NULL, with its length in front. */
    static IValueHandler<Object> handlerFor(String postgresType) {
        return switch (postgresType) {
            case "smallint" -> through(new ShortValueHandler<>(), Short.class::cast);
            case "integer" -> through(new IntegerValueHandler<>(), Integer.class::cast);
            case "bigint" -> through(new LongValueHandler<>(), Long.class::cast);
            case "double precision" -> through(new DoubleValueHandler<>(), Double.class::cast);
            case "boolean" -> through(new BooleanValueHandler(), Boolean.class::cast);
            case "date" -> through(new LocalDateValueHandler(), value -> ((Date) value).toLocalDate());
            case "timestamp with time zone" ->
                through(new LongValueHandler<>(), value -> microsSince2000(((Timestamp) value).toInstant()));
            case "uuid" -> through(new UUIDValueHandler(), value -> uuidOfHex((String) value));
            default -> through(new StringValueHandler(), String.class::cast);
        };
    }

    private static long microsSince2000(Instant instant) {
        return ChronoUnit.MICROS.between(POSTGRES_EPOCH, instant);
    }

    private static UUID uuidOfHex(String hex) {
        return hex.length() == 36
                ? UUID.fromString(hex)
                : new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
    }

    private static <T> IValueHandler<Object> through(IValueHandler<T> handler, Function<Object, T> convert) {
        return new IValueHandler<>() {
            @Override
            public void handle(DataOutputStream buffer, Object value) {
                handler.handle(buffer, value == null ? null : convert.apply(value));
            }

            @Override
            public int getLength(Object value) {
                return handler.getLength(value == null ? null : convert.apply(value));
            }
        };
    }
}
