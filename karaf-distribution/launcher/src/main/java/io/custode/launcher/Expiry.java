// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says which certificates of a home end soon, for who looks before a start. */
final class Expiry {
  private static final Duration NEAR = Duration.ofDays(30);
  private static final Duration NEAR_AUTHORITY = Duration.ofDays(180);

  private final Path keys;
  private final Instant now;

  Expiry(Path keys, Instant now) {
    this.keys = keys;
    this.now = now;
  }

  /** Arguments: the home. */
  public static void main(String[] args) {
    new Expiry(Path.of(args[0]).resolve("keys"), Instant.now())
        .warnings()
        .forEach(System.out::println);
  }

  /** A line for each that ends soon, or cannot be read. */
  List<String> warnings() {
    var lines = new ArrayList<String>();
    for (var each : pem(lines, "ca.pem")) {
      warn(lines, "ca.pem", each, NEAR_AUTHORITY, "replace the authority: msp:authority-rotate");
    }
    pem(lines, "web.pem").stream()
        .limit(1)
        .forEach(own -> warn(lines, "web.pem", own, NEAR, "put the next one there"));
    node(lines);
    return lines;
  }

  private void warn(
      List<String> lines, String file, X509Certificate each, Duration near, String todo) {
    var end = each.getNotAfter().toInstant();
    if (now.plus(near).isAfter(end)) {
      var ends = now.isAfter(end) ? "ended " : "ends ";
      lines.add("The certificate in keys/" + file + " " + ends + end + ": " + todo + ".");
    }
  }

  private List<X509Certificate> pem(List<String> lines, String name) {
    var file = keys.resolve(name);
    if (!Files.exists(file)) {
      return List.of();
    }
    try (var in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (IOException | GeneralSecurityException e) {
      lines.add("keys/" + name + " cannot be read: " + e.getMessage() + ".");
      return List.of();
    }
  }

  /** It is made anew at each start that finds it near its end, so only a word to the curious. */
  private void node(List<String> lines) {
    var file = keys.resolve("node.p12");
    if (!Files.exists(file)) {
      return;
    }
    try (var in = Files.newInputStream(file)) {
      var store = KeyStore.getInstance("PKCS12");
      var password = Files.readString(keys.resolve("node.pass")).strip().toCharArray();
      store.load(in, password);
      if (store.getCertificate("key") instanceof X509Certificate own) {
        warn(lines, "node.p12", own, NEAR, "the next start makes a new one");
      }
    } catch (IOException | GeneralSecurityException e) {
      lines.add("keys/node.p12 cannot be read: " + e.getMessage() + ".");
    }
  }
}
