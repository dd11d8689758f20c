// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.database;

import java.time.Duration;

/**
 * Where the database is.
 *
 * @param url {@code jdbc:derby:<directory>} or {@code jdbc:postgresql://host/database}
 * @param user empty if the URL names it or none is needed
 * @param password empty likewise
 * @param poolSize connections at most
 * @param appRole the PostgreSQL role under which the application works
 * @param migration how long the changelog of one schema may take
 */
public record Settings(
    String url, String user, String password, int poolSize, String appRole, Duration migration) {
  /** The role of every installation; tests may take another. */
  public static final String APP_ROLE = "custode_app";

  /** How long a changelog may take if nobody says otherwise. */
  public static final Duration MIGRATION = Duration.ofMinutes(10);

  private static final Duration LONGEST = Duration.ofDays(1);

  public Settings {
    if (poolSize < 2 || poolSize > 200) {
      throw new IllegalArgumentException("poolSize must be from 2 to 200");
    }
    if (migration.isZero() || migration.isNegative() || migration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("migrationMinutes must be from 1 to 1440");
    }
    if (!appRole.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("the name of the application role is no plain identifier");
    }
  }

  public Settings(String url, String user, String password, int poolSize) {
    this(url, user, password, poolSize, APP_ROLE, MIGRATION);
  }

  public Settings(String url, String user, String password, int poolSize, String appRole) {
    this(url, user, password, poolSize, appRole, MIGRATION);
  }

  public Settings migratingWithin(Duration longest) {
    return new Settings(url, user, password, poolSize, appRole, longest);
  }

  /**
   * @return the URL as it may be shown: without parameters and sign-in
   */
  public String shownUrl() {
    return url.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//");
  }

  @Override
  public String toString() {
    return shownUrl();
  }
}
