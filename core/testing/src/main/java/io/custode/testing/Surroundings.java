// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import io.custode.testing.CustodeTest.Broker;
import io.custode.testing.CustodeTest.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a platform under test stands on: its home, and where asked for a database on a server.
 *
 * @param options of {@code custode start}
 * @param database name of the database that was made, empty for none
 */
record Surroundings(Path home, List<String> options, String database) implements AutoCloseable {
  private static final String DEFAULT_SERVER =
      "jdbc:postgresql://127.0.0.1:5432/postgres?user=postgres";
  private static final Duration SQL = Duration.ofSeconds(60);

  static Surroundings make(Database database, Broker broker) {
    if (broker == Broker.MOSQUITTO) {
      throw new UnsupportedOperationException(
          "Start Mosquitto with the home's certificates yourself and give --broker to Custode.start");
    }
    try {
      Path parent = Path.of("target/custode-homes").toAbsolutePath();
      Files.createDirectories(parent);
      Path home = Files.createTempDirectory(parent, "home");
      if (database == Database.DERBY) {
        return new Surroundings(home, List.of(), "");
      }
      String name = "custode_it_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
      sql("create database " + name);
      String url = server().replaceFirst("/postgres\\?", "/" + name + "?");
      return new Surroundings(home, List.of("--database", url), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String server() {
    return System.getProperty("custode.it.postgresql", DEFAULT_SERVER);
  }

  /** By psql: it comes with the server, and spares this module a driver. */
  private static void sql(String statement) {
    URI server = URI.create(server().substring("jdbc:".length()));
    var command =
        new ArrayList<String>(List.of("psql", "-v", "ON_ERROR_STOP=1", "-q", "-c", statement));
    command.add(server.toString());
    Programs.run(SQL, command).ok();
  }

  @Override
  public void close() {
    if (!database.isEmpty()) {
      sql("drop database if exists " + database + " with (force)");
    }
    // after a failure somebody wants to look into it
    if (!Boolean.getBoolean("custode.it.keep")) {
      delete(home);
    }
  }

  static void delete(Path dir) {
    try (Stream<Path> all = Files.walk(dir)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
