// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.copy;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The rows of one schema that wait to be loaded. */
public final class RowsFile {
  private static final int TOGETHER = 100;
  private static final String NAME = "[a-z][a-z0-9_]{0,62}";

  private final Path file;
  private final Set<String> changes = new LinkedHashSet<>();

  /**
   * @param file written by {@link RowsWriter}
   * @throws IOException if it is none, or cannot be read
   */
  RowsFile(Path file) throws IOException {
    this.file = file;
    try (var in = open()) {
      header(in, changes);
    }
  }

  private DataInputStream open() throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
  }

  private static void header(DataInputStream in, Set<String> changes) throws IOException {
    if (!in.readUTF().equals(RowsWriter.MARK) || in.readInt() != RowsWriter.VERSION) {
      throw new IOException("it holds no rows that this version can read");
    }
    in.readUTF();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      changes.add(in.readUTF());
    }
  }

  /**
   * @return the change sets that its tables had seen, as {@link Tables#key}
   */
  public Set<String> changes() {
    return Set.copyOf(changes);
  }

  /** The key of a change set in {@link #changes}. */
  public static String key(String id, String author) {
    return Tables.key(id, author);
  }

  /** Puts the rows in the place of whatever the tables hold, in the caller's transaction. */
  public void load(Connection connection, String schema) throws SQLException, IOException {
    try (var in = open()) {
      header(in, new LinkedHashSet<>());
      while (in.readUnsignedByte() == RowsWriter.MORE) {
        table(connection, schema, in);
      }
    }
  }

  private static void table(Connection connection, String schema, DataInputStream in)
      throws SQLException, IOException {
    String table = name(in.readUTF());
    int count = in.readUnsignedShort();
    var columns = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      columns.add(name(in.readUTF()));
    }
    String full = schema + "." + table;
    try (var clear = connection.createStatement()) {
      clear.executeUpdate("delete from " + full);
    }
    int[] types = types(connection, full, columns);
    String marks = "?, ".repeat(count).replaceFirst(", $", "");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into "
                + full
                + " ("
                + String.join(", ", columns)
                + ") values ("
                + marks
                + ")")) {
      int waiting = 0;
      while (in.readUnsignedByte() == RowsWriter.MORE) {
        for (int i = 0; i < count; i++) {
          Value.read(in, insert, i + 1, types[i]);
        }
        insert.addBatch();
        if (++waiting == TOGETHER) {
          insert.executeBatch();
          waiting = 0;
        }
      }
      if (waiting > 0) {
        insert.executeBatch();
      }
    }
  }

  private static int[] types(Connection connection, String full, List<String> columns)
      throws SQLException {
    try (PreparedStatement look =
        connection.prepareStatement(
            "select " + String.join(", ", columns) + " from " + full + " where 1 = 0")) {
      var found = look.getMetaData();
      int[] types = new int[columns.size()];
      for (int i = 0; i < types.length; i++) {
        types[i] = found.getColumnType(i + 1);
      }
      return types;
    }
  }

  private static String name(String text) throws IOException {
    if (!text.matches(NAME)) {
      throw new IOException("a name that is none: " + text);
    }
    return text;
  }
}
