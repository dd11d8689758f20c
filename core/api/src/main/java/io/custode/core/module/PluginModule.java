// SPDX-License-Identifier: Apache-2.0
package io.custode.core.module;

/**
 * An endpoint bundle in a plugin's jar, checked.
 *
 * @param id its symbolic name: the plugin's id, or that with a dash and more; at most 60 characters
 * @param version OSGi version
 * @param publisher SHA-256 of the public key that it is signed with, lower-case hexadecimal
 * @param jar its bytes; not to be changed
 */
public record PluginModule(String id, String version, String publisher, byte[] jar) {
  @Override
  public String toString() {
    return id + " " + version;
  }
}
