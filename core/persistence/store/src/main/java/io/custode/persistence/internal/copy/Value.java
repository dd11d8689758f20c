// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.copy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;

/** One value of a column as it is in a copy: a byte that says what it is, and the value. */
enum Value {
  NULL,
  TEXT,
  LONG,
  BOOLEAN,
  BYTES,
  DOUBLE,
  DECIMAL,
  TIMESTAMP;

  private static final Value[] ALL = values();
  private static final int LARGEST = 256 << 20;

  /**
   * @param sqlType of {@link Types}
   */
  static Value of(int sqlType) {
    return switch (sqlType) {
      case Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.TINYINT -> LONG;
      case Types.BOOLEAN, Types.BIT -> BOOLEAN;
      case Types.BLOB, Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> BYTES;
      case Types.DOUBLE, Types.FLOAT, Types.REAL -> DOUBLE;
      case Types.DECIMAL, Types.NUMERIC -> DECIMAL;
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> TIMESTAMP;
      default -> TEXT;
    };
  }

  void write(ResultSet row, int column, DataOutputStream out) throws SQLException, IOException {
    switch (this) {
      case LONG -> {
        long value = row.getLong(column);
        if (some(row, out)) {
          out.writeLong(value);
        }
      }
      case BOOLEAN -> {
        boolean value = row.getBoolean(column);
        if (some(row, out)) {
          out.writeBoolean(value);
        }
      }
      case DOUBLE -> {
        double value = row.getDouble(column);
        if (some(row, out)) {
          out.writeDouble(value);
        }
      }
      case BYTES -> {
        byte[] value = row.getBytes(column);
        if (some(row, out)) {
          bytes(value, out);
        }
      }
      default -> {
        // decimals and times too: as the database writes them
        String value = row.getString(column);
        if (some(row, out)) {
          bytes(value.getBytes(StandardCharsets.UTF_8), out);
        }
      }
    }
  }

  private boolean some(ResultSet row, DataOutputStream out) throws SQLException, IOException {
    boolean there = !row.wasNull();
    out.writeByte(there ? ordinal() : NULL.ordinal());
    return there;
  }

  private static void bytes(byte[] value, DataOutputStream out) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }

  static void read(DataInputStream in, PreparedStatement insert, int column, int sqlType)
      throws SQLException, IOException {
    int kind = in.readUnsignedByte();
    if (kind >= ALL.length) {
      throw new IOException("a value of an unknown kind, " + kind);
    }
    switch (ALL[kind]) {
      case NULL -> insert.setNull(column, sqlType);
      case LONG -> insert.setLong(column, in.readLong());
      case BOOLEAN -> insert.setBoolean(column, in.readBoolean());
      case DOUBLE -> insert.setDouble(column, in.readDouble());
      case BYTES -> insert.setBytes(column, bytes(in));
      case DECIMAL -> insert.setBigDecimal(column, new BigDecimal(text(in)));
      case TIMESTAMP -> insert.setTimestamp(column, Timestamp.valueOf(text(in)));
      case TEXT -> insert.setString(column, text(in));
    }
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LARGEST) {
      throw new IOException("a value of " + length + " bytes");
    }
    byte[] value = in.readNBytes(length);
    if (value.length < length) {
      throw new EOFException("it ends within a value");
    }
    return value;
  }
}
