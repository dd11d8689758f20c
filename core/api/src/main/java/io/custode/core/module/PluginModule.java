// SPDX-License-Identifier: Apache-2.0
package io.custode.core.module;

import io.custode.api.error.Invalid;
import java.util.regex.Pattern;

/**
 * An endpoint bundle in a plugin's jar, checked.
 *
 * @param id its symbolic name: the plugin's id, or that with a dash and more; at most 60 characters
 * @param version OSGi version; numbers of at most 9 digits, a qualifier of at most 30 characters
 * @param publisher SHA-256 of the public key that it is signed with, lower-case hexadecimal
 * @param jar its bytes; not to be changed
 */
public record PluginModule(String id, String version, String publisher, byte[] jar) {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{2,59}");
  private static final Pattern VERSION =
      Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9}(\\.[0-9]{1,9}(\\.[A-Za-z0-9_-]{1,30})?)?)?");

  /**
   * Makes one.
   *
   * @throws Invalid if name or version are not as above
   */
  public PluginModule {
    if (!isNamed(id, version)) {
      throw Invalid.field(
          "module",
          "needs a symbolic name of 3 to 60 of a-z, 0-9 and -, and an OSGi version whose numbers"
              + " have at most 9 digits and whose qualifier has at most 30 characters");
    }
  }

  /**
   * @return whether a module can have this name and version
   */
  public static boolean isNamed(String id, String version) {
    return ID.matcher(id).matches() && VERSION.matcher(version).matches();
  }

  @Override
  public String toString() {
    return id + " " + version;
  }
}
