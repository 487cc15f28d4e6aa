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
import java.math.BigInteger;
import java.sql.Date;
import java.util.UUID;
import java.util.function.Function;

/** How each column type of the warehouse travels: Spark's value, as it is cast for COPY, to PostgreSQL's binary form. */
final class CopyValues {

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
            case "text", "character varying", "uuid" -> "string";
            default -> throw new IllegalArgumentException("Cannot copy into a column of type " + postgresType
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
            case "uuid" -> through(new UUIDValueHandler(), value -> uuidOfHex((String) value));
            default -> through(new StringValueHandler(), String.class::cast);
        };
    }

    private static UUID uuidOfHex(String hex) {
        return hex.length() == 36
                ? UUID.fromString(hex)
                : new UUID(
                        new BigInteger(hex.substring(0, 16), 16).longValue(),
                        new BigInteger(hex.substring(16), 16).longValue());
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
