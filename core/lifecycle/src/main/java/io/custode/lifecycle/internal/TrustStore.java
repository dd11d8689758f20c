// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.core.trust.Revocation;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where trust comes from: certificates that administrators added are rows, the same for all nodes;
 * those in files are the node's own. A revocation is a row and beats both.
 */
final class TrustStore {
  private final PluginRows rows;
  private final LifecycleSettings settings;

  TrustStore(PluginRows rows, LifecycleSettings settings) {
    this.rows = rows;
    this.settings = settings;
  }

  Trust now() {
    return new Trust(
        certificates().stream()
            .map(PublisherCertificate::certificate)
            .collect(Collectors.<X509Certificate>toUnmodifiableSet()),
        revocations(),
        settings.developer(),
        false);
  }

  /**
   * @return each once; where a row and a file say the same, the row
   */
  List<PublisherCertificate> certificates() {
    var found = new LinkedHashMap<X509Certificate, PublisherCertificate>();
    rows.read(
            em ->
                em.createQuery(
                        "select p from PublisherEntity p order by p.certificate",
                        PublisherEntity.class)
                    .getResultStream()
                    .map(PublisherEntity::toCertificate)
                    .toList())
        .forEach(one -> found.put(one.certificate(), one));
    settings.publishers().all().forEach(one -> found.putIfAbsent(one.certificate(), one));
    return List.copyOf(found.values());
  }

  /**
   * @return those that hold, by what they are of
   */
  Map<String, Revocation> revocations() {
    return rows.read(
        em ->
            em.createQuery(
                    "select r from RevocationEntity r where r.liftedAt is null",
                    RevocationEntity.class)
                .getResultStream()
                .map(RevocationEntity::toRevocation)
                .collect(Collectors.toMap(Revocation::what, one -> one)));
  }
}
