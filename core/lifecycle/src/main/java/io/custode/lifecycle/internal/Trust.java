// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Conflict;
import io.custode.api.error.Problem;
import io.custode.core.trust.Revocation;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whom and what this installation trusts at a moment.
 *
 * @param certificates of publishers, those of revoked keys too
 * @param revocations those that hold, by what they are of
 * @param strangers whether a jar of anybody may be installed: the developer mode
 * @param expired whether a certificate that has ended still counts: for what was checked before it
 *     did
 */
record Trust(
    Set<X509Certificate> certificates,
    Map<String, Revocation> revocations,
    boolean strangers,
    boolean expired) {
  static Trust of(Set<X509Certificate> certificates) {
    return new Trust(certificates, Map.of(), false, false);
  }

  /** For a jar that was installed here, and checked then. */
  Trust forKept() {
    return new Trust(certificates, revocations, strangers, true);
  }

  /** The developer mode is for plugins. */
  Trust withoutStrangers() {
    return new Trust(certificates, revocations, false, expired);
  }

  /**
   * @return why nothing of this jar may run
   */
  Optional<Revocation> revoked(String publisherKey, String sha256) {
    return Optional.ofNullable(revocations.get(Revocation.KEY + publisherKey))
        .or(() -> Optional.ofNullable(revocations.get(Revocation.JAR + sha256)))
        .or(() -> Optional.ofNullable(revocations.get(Revocation.jarOf(sha256, publisherKey))));
  }

  boolean trusts(X509Certificate certificate) {
    return certificates.contains(certificate);
  }

  /**
   * @throws Conflict if the jar may not be used, whoever signed it
   */
  void require(X509Certificate signer, String sha256, Instant now) {
    var its = new PublisherCertificate(signer, "", "");
    revoked(its.key(), sha256)
        .ifPresent(
            revocation -> {
              throw refusal(revocation);
            });
    if (!trusts(signer) && !strangers) {
      throw new Conflict(
          "publisher-unknown",
          "The jar is signed by a publisher whom this installation does not trust (certificate "
              + its.fingerprint()
              + "); nothing was installed.",
          "If you trust that publisher, add the certificate (msp:publisher-add) and repeat.");
    }
    boolean early = now.isBefore(signer.getNotBefore().toInstant());
    boolean late = now.isAfter(signer.getNotAfter().toInstant());
    if (early || (late && !expired)) {
      throw new Conflict(
          "publisher-expired",
          "The publisher's certificate is valid from "
              + signer.getNotBefore().toInstant()
              + " to "
              + signer.getNotAfter().toInstant()
              + ", not now; nothing was installed.",
          "Check this machine's clock; else have the publisher sign it with a valid certificate.");
    }
  }

  private static Problem refusal(Revocation revocation) {
    boolean key = revocation.what().startsWith(Revocation.KEY);
    return new Conflict(
        key ? "publisher-revoked" : "plugin-jar-revoked",
        (key ? "The publisher's key" : "This very jar")
            + " was revoked at "
            + revocation.at()
            + ": "
            + revocation.reason()
            + " ("
            + revocation.what()
            + "); nothing was installed.",
        key
            ? "Ask the publisher for a jar signed with another key, under another id; if the key is"
                + " sound, msp:revocation-lift takes that back."
            : "Take another version; if the jar is sound, msp:revocation-lift takes that back.");
  }
}
