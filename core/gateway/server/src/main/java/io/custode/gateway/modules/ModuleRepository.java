// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.modules;

import org.osgi.annotation.versioning.ProviderType;

/** The endpoint modules that agents are to have. For the lifecycle, which checked them already. */
@ProviderType
public interface ModuleRepository {
  /** Largest jar, in bytes. */
  int MAX_JAR = 16 * 1024 * 1024;

  /**
   * Keeps the jar, vouches for it with the certificate authority's key, and offers it to every
   * agent: at once to those who are here, to the others when they come. It replaces the version
   * that was there; the same version with the same content changes nothing.
   *
   * @param id symbolic name, letters, digits, dot, dash and underscore, at most 100
   * @param version OSGi version
   * @throws io.custode.api.error.Invalid if a field breaks its rule or the jar is too large
   */
  void publish(String id, String version, byte[] jar);

  /** Offers it no more. Agents that have it keep it until they are told otherwise. */
  void withdraw(String id);
}
