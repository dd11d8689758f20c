// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A jar whose signature was checked.
 *
 * @param bytes of the jar, those that were checked; not to be changed
 * @param sha256 of them, hexadecimal
 * @param publisher fingerprint of the signer's certificate, SHA-256 in hexadecimal
 * @param publisherKey fingerprint of the signer's public key: the same after the certificate is
 *     renewed
 * @param headers main section of the manifest; names in any case, as the framework reads them
 * @param names of all entries
 */
record SignedJar(
    byte[] bytes,
    String sha256,
    String publisher,
    String publisherKey,
    Map<String, String> headers,
    Set<String> names) {
  SignedJar {
    var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = Collections.unmodifiableMap(anyCase);
    names = Set.copyOf(names);
  }

  /**
   * @return the content of a file in it; null if there is none
   */
  byte @Nullable [] file(String name) {
    return names.contains(name) ? JarContents.file(bytes, name) : null;
  }

  @Override
  public String toString() {
    return "SignedJar[" + sha256 + "]";
  }
}
