package ru.orientir.etl.lake;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The Parquet form of a schema, the same that Spark would write; every value may be missing. */
public final class ParquetSchema {

    private ParquetSchema() {}

    /** Input: columns of strings, whole numbers, doubles, booleans, dates, structs and lists of these. */
    public static MessageType of(StructType schema) {
        Types.MessageTypeBuilder message = Types.buildMessage();
        for (StructField field : schema.fields()) {
            message.addField(type(field.dataType(), field.name()));
        }
        return message.named("spark_schema");
    }

    private static Type type(DataType type, String name) {
        if (type instanceof StructType struct) {
            Types.GroupBuilder<?> group = Types.optionalGroup();
            for (StructField field : struct.fields()) {
                group.addField(type(field.dataType(), field.name()));
            }
            return (Type) group.named(name);
        }
        if (type instanceof ArrayType array) {
            return Types.optionalList()
                    .element(type(array.elementType(), "element"))
                    .named(name);
        }
        if (type.equals(DataTypes.StringType)) {
            return Types.optional(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named(name);
        }
        if (type.equals(DataTypes.DateType)) {
            return Types.optional(PrimitiveTypeName.INT32)
                    .as(LogicalTypeAnnotation.dateType())
                    .named(name);
        }
        if (type.equals(DataTypes.IntegerType)) {
            return Types.optional(PrimitiveTypeName.INT32).named(name);
        }
        if (type.equals(DataTypes.LongType)) {
            return Types.optional(PrimitiveTypeName.INT64).named(name);
        }
        if (type.equals(DataTypes.DoubleType)) {
            return Types.optional(PrimitiveTypeName.DOUBLE).named(name);
        }
        if (type.equals(DataTypes.BooleanType)) {
            return Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
        }
        throw new IllegalArgumentException("Column %s: %s is not written here".formatted(name, type.simpleString()));
    }
}
