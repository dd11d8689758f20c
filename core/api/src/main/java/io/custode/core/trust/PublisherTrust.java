// SPDX-License-Identifier: Apache-2.0
package io.custode.core.trust;

import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Whom the installation trusts, and what an administrator changes of it. */
@ProviderType
public interface PublisherTrust {
  /**
   * @return by name; a publisher has few certificates, and an installation few publishers
   */
  List<KnownPublisher> list();

  /**
   * @throws NotFound if nobody ever trusted or revoked that key here
   */
  KnownPublisher show(String key);

  /**
   * What {@link #add} would trust, to be compared with what the publisher says; changes nothing.
   *
   * @return the publisher as he would be by this certificate alone
   * @throws Invalid if it is no certificate that is valid now
   * @throws Conflict if the key is revoked
   */
  KnownPublisher look(String certificate);

  /**
   * Trusts a publisher, on all nodes.
   *
   * @param certificate PEM, or {@code file:} URL of it on the platform's machine
   * @param name how to call the publisher; null: as the certificate says
   * @throws Invalid if it is no certificate that is valid now
   * @throws Conflict if the key is revoked: that is taken back first
   */
  KnownPublisher add(String certificate, @Nullable String name);

  /**
   * What a revocation would stop; changes nothing.
   *
   * @param what {@code key:} or {@code jar:} and its SHA-256, {@code @} and a key as it may have
   * @throws Invalid if it is none
   */
  RevocationPlan plan(String what);

  /**
   * Takes trust away at once, on all nodes and machines: what is signed so is out of service.
   *
   * @param what {@code key:} or {@code jar:} and its SHA-256
   * @throws Invalid if it is none, or the reason says nothing
   */
  Revocation revoke(String what, String reason);

  /**
   * Takes a revocation back: what it had put out of service runs again.
   *
   * @throws Invalid if nothing can be revoked by that name
   * @throws NotFound if it does not hold
   */
  Revocation lift(String what);

  /**
   * @return the latest first, those too that were taken back; a thousand at most
   */
  List<Revocation> revocations();
}
