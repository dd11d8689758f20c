// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.database;

/**
 * Where the database is.
 *
 * @param url {@code jdbc:derby:<directory>} or {@code jdbc:postgresql://host/database}
 * @param user empty if the URL names it or none is needed
 * @param password empty likewise
 * @param poolSize connections at most
 * @param appRole the PostgreSQL role under which the application works
 */
public record Settings(String url, String user, String password, int poolSize, String appRole) {
  /** The role of every installation; tests may take another. */
  public static final String APP_ROLE = "custode_app";

  public Settings {
    if (poolSize < 2 || poolSize > 200) {
      throw new IllegalArgumentException("poolSize must be from 2 to 200");
    }
    if (!appRole.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("the name of the application role is no plain identifier");
    }
  }

  public Settings(String url, String user, String password, int poolSize) {
    this(url, user, password, poolSize, APP_ROLE);
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
