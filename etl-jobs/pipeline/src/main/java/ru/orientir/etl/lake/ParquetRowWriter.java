package ru.orientir.etl.lake;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Writes rows into one Parquet file.
 *
 * <p>Input: rows as arrays in the schema's order, of {@link String}, {@link Integer}, {@link Long}, {@link Double}, {@link
 * Boolean}, {@link LocalDate}, arrays for structs, lists for lists, null for what is missing. Cost: memory of one row group.
 */
public final class ParquetRowWriter implements Closeable {

    private static final long ROW_GROUP_BYTES = 16L << 20;

    private final ParquetWriter<Object[]> writer;
    private long rows;

    public ParquetRowWriter(Path file, MessageType schema, Configuration storage) throws IOException {
        writer = new Builder(file, schema, storage)
                .withConf(storage)
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withDictionaryEncoding(true)
                // Whole files are read here; the least and the greatest text of each page is asked for by nobody.
                .withStatisticsEnabled(false)
                .withSizeStatisticsEnabled(false)
                .build();
    }

    public void write(Object[] row) throws IOException {
        writer.write(row);
        rows++;
    }

    /** Rows so far. */
    public long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static final class Builder extends ParquetWriter.Builder<Object[], Builder> {
        private final MessageType schema;

        Builder(Path file, MessageType schema, Configuration storage) throws IOException {
            super(HadoopOutputFile.fromPath(file, storage));
            this.schema = schema;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Object[]> getWriteSupport(Configuration storage) {
            return new RowWriting(schema);
        }
    }

    private static final class RowWriting extends WriteSupport<Object[]> {
        private final MessageType schema;
        private final StructWriting columns;
        private RecordConsumer consumer;

        RowWriting(MessageType schema) {
            this.schema = schema;
            this.columns = new StructWriting(schema);
        }

        @Override
        public WriteContext init(Configuration storage) {
            return new WriteContext(schema, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer recordConsumer) {
            consumer = recordConsumer;
        }

        @Override
        public void write(Object[] row) {
            consumer.startMessage();
            columns.writeFields(row, consumer);
            consumer.endMessage();
        }
    }

    /** Hands one value to Parquet. */
    private interface ValueWriting {
        void write(Object value, RecordConsumer consumer);

        static ValueWriting of(Type type) {
            if (!type.isPrimitive()) {
                return type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation
                        ? new ListWriting(type.asGroupType())
                        : new StructWriting(type.asGroupType());
            }
            return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
                case BINARY ->
                    (value, consumer) -> consumer.addBinary(
                            Binary.fromConstantByteArray(((String) value).getBytes(StandardCharsets.UTF_8)));
                case INT32 ->
                    type.getLogicalTypeAnnotation() instanceof DateLogicalTypeAnnotation
                            ? (value, consumer) ->
                                    consumer.addInteger(Math.toIntExact(((LocalDate) value).toEpochDay()))
                            : (value, consumer) -> consumer.addInteger((Integer) value);
                case INT64 -> (value, consumer) -> consumer.addLong((Long) value);
                case DOUBLE -> (value, consumer) -> consumer.addDouble((Double) value);
                case BOOLEAN -> (value, consumer) -> consumer.addBoolean((Boolean) value);
                default -> throw new IllegalArgumentException("Nothing writes " + type);
            };
        }
    }

    private static final class StructWriting implements ValueWriting {
        private final String[] names;
        private final ValueWriting[] fields;

        StructWriting(GroupType group) {
            names = new String[group.getFieldCount()];
            fields = new ValueWriting[names.length];
            for (int i = 0; i < names.length; i++) {
                names[i] = group.getFieldName(i);
                fields[i] = ValueWriting.of(group.getType(i));
            }
        }

        @Override
        public void write(Object value, RecordConsumer consumer) {
            consumer.startGroup();
            writeFields((Object[]) value, consumer);
            consumer.endGroup();
        }

        void writeFields(Object[] values, RecordConsumer consumer) {
            for (int i = 0; i < fields.length; i++) {
                if (values[i] != null) {
                    consumer.startField(names[i], i);
                    fields[i].write(values[i], consumer);
                    consumer.endField(names[i], i);
                }
            }
        }
    }

    /** A list of three levels, as Parquet's specification has it. */
    private static final class ListWriting implements ValueWriting {
        private final GroupType repeated;
        private final ValueWriting element;

        ListWriting(GroupType list) {
            repeated = list.getType(0).asGroupType();
            element = ValueWriting.of(repeated.getType(0));
        }

        @Override
        public void write(Object value, RecordConsumer consumer) {
            consumer.startGroup();
            List<?> elements = (List<?>) value;
            if (!elements.isEmpty()) {
                consumer.startField(repeated.getName(), 0);
                for (Object each : elements) {
                    consumer.startGroup();
                    if (each != null) {
                        consumer.startField(repeated.getFieldName(0), 0);
                        element.write(each, consumer);
                        consumer.endField(repeated.getFieldName(0), 0);
                    }
                    consumer.endGroup();
                }
                consumer.endField(repeated.getName(), 0);
            }
            consumer.endGroup();
        }
    }
}
