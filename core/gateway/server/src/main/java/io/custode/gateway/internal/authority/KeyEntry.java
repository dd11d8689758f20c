// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key and its certificates.
 *
 * @param chain its own certificate first
 */
public record KeyEntry(PrivateKey key, List<X509Certificate> chain) {
  public KeyEntry {
    chain = List.copyOf(chain);
  }

  public X509Certificate certificate() {
    return chain.get(0);
  }

  @Override
  public String toString() {
    return "KeyEntry[" + certificate().getSubjectX500Principal() + "]";
  }
}
