package io.replicator.capture.debezium.binlog;

import static io.replicator.capture.debezium.binlog.StoredType.*;

import io.replicator.dialect.mysql.MariaDbText;
import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Chooses how to read a column from how the log stores it and what the captured table says it is. */
final class ColumnReaders {
    private final CharacterSets charsets;

    ColumnReaders(CharacterSets charsets) {
        this.charsets = charsets;
    }

    /** @throws StructureMismatchException if the log does not store such a column */
    ColumnReader reader(Column column, StoredType stored) {
        LogicalType type = column.type();
        ColumnReader reader = null;
        if (type instanceof LogicalType.Int integer) {
            reader = NumberReaders.integer(integer, stored);
        } else if (type instanceof LogicalType.Bool) {
            reader = NumberReaders.bool(stored);
        } else if (type instanceof LogicalType.Decimal decimal) {
            reader = NumberReaders.decimal(decimal, stored);
        } else if (type instanceof LogicalType.Floating floating) {
            reader = NumberReaders.floating(floating, stored);
        } else if (type instanceof LogicalType.Bits bits) {
            reader = NumberReaders.bits(bits.width(), stored);
        } else if (type instanceof LogicalType.Year) {
            reader = TemporalReaders.year(stored);
        } else if (type instanceof LogicalType.Date) {
            reader = TemporalReaders.date(stored);
        } else if (type instanceof LogicalType.DateTime dateTime) {
            reader = TemporalReaders.dateTime(dateTime.precision(), stored);
        } else if (type instanceof LogicalType.Instant instant) {
            reader = TemporalReaders.instant(instant.precision(), stored);
        } else if (type instanceof LogicalType.Time time) {
            reader = TemporalReaders.time(time.precision(), stored);
        } else if (type instanceof LogicalType.Text) {
            reader = text(column, stored);
        } else if (type instanceof LogicalType.Binary binary) {
            reader = binary(binary, stored);
        } else if (type instanceof LogicalType.Enumeration enumeration) {
            reader = label(enumeration.labels(), stored);
        } else if (type instanceof LogicalType.LabelSet set) {
            reader = labels(set.labels(), stored);
        } else if (type instanceof LogicalType.Json) {
            reader = json(stored);
        } else if (type instanceof LogicalType.Geometry) {
            reader = geometry(stored);
        } else if (type instanceof LogicalType.Native) {
            reader = ownText(column.nativeType(), stored);
        } else if (type instanceof LogicalType.Unsupported) {
            reader = skipping(stored);
        }
        if (reader == null) {
            throw new StructureMismatchException("stores column " + column.name() + " as type " + stored.code()
                    + " with " + stored.parameter() + " in the log, captured as " + column.nativeType());
        }
        return reader;
    }

    private ColumnReader text(Column column, StoredType stored) {
        String charset = column.charset();
        if (!stored.isCharacter() || charset == null) {
            return null;
        }
        TextDecoder decoder = charsets.decoder(charset);
        int prefix = stored.lengthPrefix();
        return in -> in.text(length(in, prefix), decoder);
    }

    /** The log drops the zero bytes with which BINARY is padded. */
    private static ColumnReader binary(LogicalType.Binary type, StoredType stored) {
        if (!stored.isCharacter()) {
            return null;
        }
        int prefix = stored.lengthPrefix();
        if (!type.fixed()) {
            return in -> in.bytes(length(in, prefix));
        }
        int width = (int) type.length();
        return in -> padded(in.bytes(length(in, prefix)), width);
    }

    /** What MariaDB logs as BINARY although it has a type for it. */
    private static ColumnReader ownText(String type, StoredType stored) {
        int prefix = stored.lengthPrefix();
        return stored.isCharacter() ? in -> MariaDbText.of(type, in.bytes(length(in, prefix))) : null;
    }

    private static byte[] padded(byte[] bytes, int width) {
        if (bytes.length > width) {
            throw new StructureMismatchException("stores " + bytes.length + " bytes in a BINARY(" + width + ")");
        }
        return bytes.length == width ? bytes : java.util.Arrays.copyOf(bytes, width);
    }

    private static ColumnReader label(List<String> labels, StoredType stored) {
        if (stored.code() != ENUM) {
            return null;
        }
        int width = stored.parameter();
        return in -> {
            int number = (int) in.littleEndian(width);
            if (number > labels.size()) {
                throw new StructureMismatchException("stores label " + number + " of an ENUM with " + labels.size());
            }
            // Number 0 is the empty string that MySQL stores for an invalid value.
            return number == 0 ? "" : labels.get(number - 1);
        };
    }

    private static ColumnReader labels(List<String> labels, StoredType stored) {
        if (stored.code() != SET) {
            return null;
        }
        int width = stored.parameter();
        return in -> joined(labels, in.littleEndian(width));
    }

    private static String joined(List<String> labels, long members) {
        if (labels.size() < Long.SIZE && members >>> labels.size() != 0) {
            throw new StructureMismatchException("stores more labels than the " + labels.size() + " of its SET");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < labels.size(); i++) {
            if (((members >>> i) & 1) != 0) {
                text.append(text.isEmpty() ? "" : ",").append(labels.get(i));
            }
        }
        return text.toString();
    }

    /** MariaDB stores the text. */
    private static ColumnReader json(StoredType stored) {
        int prefix = stored.parameter();
        if (stored.code() == BLOB) {
            return in -> in.text(length(in, prefix), CharacterSets::utf8);
        }
        return stored.code() != JSON ? null : in -> JsonText.of(in.bytes(length(in, prefix)));
    }

    private static ColumnReader geometry(StoredType stored) {
        int prefix = stored.parameter();
        return stored.code() != GEOMETRY ? null : in -> Geometries.ewkb(in.bytes(length(in, prefix)));
    }

    /** A column that the user left out: passed over, so that the columns behind it can be read. */
    private static ColumnReader skipping(StoredType stored) {
        if (!stored.isCharacter() && !Set.of(VECTOR, JSON, GEOMETRY).contains(stored.code())) {
            return null;
        }
        int prefix = stored.lengthPrefix();
        return in -> {
            in.skip(length(in, prefix));
            return null;
        };
    }

    private static int length(EventBytes in, int prefix) throws IOException {
        return (int) in.littleEndian(prefix);
    }
}
