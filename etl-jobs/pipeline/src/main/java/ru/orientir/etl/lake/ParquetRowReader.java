package ru.orientir.etl.lake;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Reads plain columns of one Parquet file, row by row.
 *
 * <p>Output: rows as arrays of {@link String}, {@link Integer}, {@link Long}, {@link Double} and {@link Boolean} in the order
 * asked for; null for what is missing, and for a column that the file does not have. Repeated texts are one object. Cost:
 * memory of one row group.
 */
public final class ParquetRowReader implements Closeable {

    private final ParquetReader<Object[]> reader;

    public ParquetRowReader(Path file, List<String> columns, Configuration storage) throws IOException {
        reader = new Builder(file, columns, storage).build();
    }

    /** The next row; null after the last. */
    public Object[] read() throws IOException {
        return reader.read();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static final class Builder extends ParquetReader.Builder<Object[]> {
        private final List<String> columns;

        Builder(Path file, List<String> columns, Configuration storage) throws IOException {
            super(HadoopInputFile.fromPath(file, storage));
            this.columns = columns;
            withConf(storage);
        }

        @Override
        protected ReadSupport<Object[]> getReadSupport() {
            return new RowReading(columns);
        }
    }

    private static final class RowReading extends ReadSupport<Object[]> {
        private final List<String> columns;

        RowReading(List<String> columns) {
            this.columns = columns;
        }

        @Override
        public ReadContext init(InitContext context) {
            MessageType file = context.getFileSchema();
            List<Type> present = columns.stream()
                    .filter(file::containsField)
                    .map(file::getType)
                    .toList();
            return new ReadContext(new MessageType(file.getName(), present));
        }

        @Override
        public RecordMaterializer<Object[]> prepareForRead(
                Configuration storage, Map<String, String> metadata, MessageType file, ReadContext context) {
            return new Rows(columns, context.getRequestedSchema());
        }
    }

    private static final class Rows extends RecordMaterializer<Object[]> {
        private final int width;
        private final GroupConverter root;
        private Object[] row;

        Rows(List<String> columns, MessageType requested) {
            width = columns.size();
            Converter[] converters = requested.getFields().stream()
                    .map(field -> new Cell(columns.indexOf(field.getName()), isText(field)))
                    .toArray(Converter[]::new);
            root = new GroupConverter() {
                @Override
                public Converter getConverter(int field) {
                    return converters[field];
                }

                @Override
                public void start() {
                    row = new Object[width];
                }

                @Override
                public void end() {}
            };
        }

        @Override
        public Object[] getCurrentRecord() {
            return row;
        }

        @Override
        public GroupConverter getRootConverter() {
            return root;
        }

        private static boolean isText(Type field) {
            return field.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
        }

        private final class Cell extends PrimitiveConverter {
            private final int position;
            private final boolean isText;
            private String[] texts;

            Cell(int position, boolean isText) {
                this.position = position;
                this.isText = isText;
            }

            @Override
            public boolean hasDictionarySupport() {
                return isText;
            }

            @Override
            public void setDictionary(Dictionary dictionary) {
                texts = new String[dictionary.getMaxId() + 1];
                for (int i = 0; i < texts.length; i++) {
                    texts[i] = dictionary.decodeToBinary(i).toStringUsingUTF8();
                }
            }

            @Override
            public void addValueFromDictionary(int id) {
                row[position] = texts[id];
            }

            @Override
            public void addBinary(Binary value) {
                row[position] = value.toStringUsingUTF8();
            }

            @Override
            public void addInt(int value) {
                row[position] = value;
            }

            @Override
            public void addLong(long value) {
                row[position] = value;
            }

            @Override
            public void addDouble(double value) {
                row[position] = value;
            }

            @Override
            public void addBoolean(boolean value) {
                row[position] = value;
            }
        }
    }
}
