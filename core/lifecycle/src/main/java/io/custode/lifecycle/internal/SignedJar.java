// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
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
 * @param trusted whether it is known who that is; else it is here by the developer mode
 * @param headers main section of the manifest; names in any case, as the framework reads them
 * @param names of all entries
 */
record SignedJar(
    byte[] bytes,
    String sha256,
    String publisher,
    String publisherKey,
    boolean trusted,
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

  /** As {@link JarContents#files}, without unpacking anything where there are none. */
  SortedMap<String, byte[]> files(String folder, String ending, int most) {
    return names.stream().anyMatch(name -> name.startsWith(folder))
        ? JarContents.files(bytes, folder, ending, most)
        : Collections.emptySortedMap();
  }

  @Override
  public String toString() {
    return "SignedJar[" + sha256 + "]";
  }
}
