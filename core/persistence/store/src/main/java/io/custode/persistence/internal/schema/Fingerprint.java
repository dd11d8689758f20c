// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeSet;

/**
 * SHA-256 over everything that decides what a schema looks like: first the version of our own
 * rules, then the changelog files and the tables of the entities. The same fingerprint means
 * nothing to do.
 */
final class Fingerprint {
  /** Raise it when the platform's own tables, grants or policies change. */
  private static final String RULES = "2";

  /** Hexadecimal digits for the rules; the other 48 are for the rest. */
  private static final int FOR_RULES = 16;

  private static final int LARGEST_FILE = 8 << 20;

  private Fingerprint() {}

  static String of(
      SchemaSource source, EntityModel model, String appRole, Collection<String> files) {
    MessageDigest digest = digest();
    add(digest, source.changelog());
    model.tables().forEach(table -> add(digest, table.toString()));
    for (String file : new TreeSet<>(files)) {
      add(digest, file);
      digest.update(content(source, file));
    }
    return rules(appRole) + HexFormat.of().formatHex(digest.digest()).substring(FOR_RULES);
  }

  /**
   * @return what every fingerprint begins with whose schema was made under the rules of today
   */
  static String rules(String appRole) {
    MessageDigest digest = digest();
    add(digest, RULES);
    add(digest, appRole);
    return HexFormat.of().formatHex(digest.digest()).substring(0, FOR_RULES);
  }

  private static byte[] content(SchemaSource source, String file) {
    URL url = source.resources().find(file);
    if (url == null) {
      return new byte[0];
    }
    try (InputStream in = url.openStream()) {
      byte[] content = in.readNBytes(LARGEST_FILE + 1);
      if (content.length > LARGEST_FILE) {
        throw new SchemaFailure("changelog file " + file + " is larger than 8 MiB");
      }
      return content;
    } catch (IOException e) {
      throw new SchemaFailure("changelog file " + file + " cannot be read", e);
    }
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
