// SPDX-License-Identifier: Apache-2.0
package io.custode.api.secret;

import io.custode.api.error.Invalid;
import io.custode.api.id.Id;
import java.util.regex.Pattern;

/**
 * Name of a secret: {@code core} or the id of the plugin it belongs to, a dot, and what it is,
 * {@code core.smtp-password}.
 *
 * @param value at most 100 characters
 */
public record SecretName(String value) implements Id {
  private static final Pattern TEXT =
      Pattern.compile("[a-z][a-z0-9]{2,29}\\.[a-z0-9]+([.-][a-z0-9]+)*");
  private static final int LONGEST = 100;

  public SecretName {
    if (value == null || value.length() > LONGEST || !TEXT.matcher(value).matches()) {
      throw Invalid.field(
          "name",
          "must be core or a plugin's id, a dot, and words of a-z and 0-9 with dots or dashes between;"
              + " at most 100 characters");
    }
  }

  /**
   * @throws Invalid if the text is no name of a secret
   */
  public static SecretName of(String value) {
    return new SecretName(value);
  }

  /**
   * @return {@code core}, or the id of the plugin it belongs to
   */
  public String owner() {
    return value.substring(0, value.indexOf('.'));
  }

  @Override
  public String toString() {
    return value;
  }
}
