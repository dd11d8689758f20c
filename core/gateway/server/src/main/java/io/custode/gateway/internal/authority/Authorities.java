// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The authorities of an installation: one, but for the time in which it is replaced. All of them
 * are trusted.
 *
 * @param current signs
 * @param next will sign; agents are being told of it
 * @param former has signed, and still signs for agents that know of no other
 */
record Authorities(KeyEntry current, @Nullable KeyEntry next, @Nullable KeyEntry former) {
  private Stream<KeyEntry> all() {
    return Stream.of(current, next, former).filter(Objects::nonNull);
  }

  /** The current one first. */
  List<X509Certificate> roots() {
    return all().map(KeyEntry::certificate).toList();
  }

  Optional<KeyEntry> of(String fingerprint) {
    return all().filter(a -> fingerprint(a.certificate()).equals(fingerprint)).findFirst();
  }

  /** Whose signature a certificate has. */
  Optional<KeyEntry> signerOf(X509Certificate certificate) {
    return all().filter(a -> signed(a, certificate)).findFirst();
  }

  private static boolean signed(KeyEntry authority, X509Certificate certificate) {
    try {
      certificate.verify(authority.certificate().getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false; // signed by somebody else
    }
  }

  /** What an agent trusts that trusts these and no others; comparable as a text. */
  String trusted() {
    return trusted(roots().stream().map(Authorities::fingerprint).toList());
  }

  static String trusted(List<String> fingerprints) {
    return fingerprints.stream().sorted().distinct().collect(Collectors.joining(" "));
  }

  /**
   * @return SHA-256 of a certificate, lower-case hexadecimal
   */
  static String fingerprint(X509Certificate certificate) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot digest our own certificate", e);
    }
  }
}
