// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** Somebody who signs plugins, with a real key from keytool. */
record Publisher(PrivateKey key, X509Certificate certificate) {
  private static final String PASSWORD = "changeit";

  static Publisher named(Path folder, String name, String... more) throws Exception {
    var store = folder.resolve(name + ".p12");
    keytool(
        store,
        List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1"),
        List.of("-dname", "CN=" + name),
        List.of(more));
    return read(store);
  }

  /** The same key with another certificate. */
  static Publisher renewed(Path folder, String name) throws Exception {
    var store = folder.resolve(name + ".p12");
    keytool(store, List.of("-selfcert"), List.of("-dname", "CN=renewed"), List.of());
    return read(store);
  }

  private static void keytool(Path store, List<String> verb, List<String> name, List<String> more)
      throws Exception {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    line.addAll(verb);
    line.addAll(List.of("-alias", "key", "-storepass", PASSWORD, "-storetype", "PKCS12"));
    line.addAll(List.of("-keystore", store.toString()));
    line.addAll(name);
    line.addAll(more);
    var process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException("keytool failed");
    }
  }

  private static Publisher read(Path store) throws GeneralSecurityException, IOException {
    var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    return new Publisher(
        (PrivateKey) keys.getKey("key", PASSWORD.toCharArray()),
        (X509Certificate) keys.getCertificate("key"));
  }

  byte[] sign(byte[] jar) throws Exception {
    return sign(jar, "PUBLISH");
  }

  byte[] sign(byte[] jar, String signature) throws Exception {
    var file = Files.createTempFile("unsigned", ".jar");
    try (var out = new ByteArrayOutputStream()) {
      Files.write(file, jar);
      try (var zip = new ZipFile(file.toFile())) {
        new JarSigner.Builder(
                key, CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)))
            .digestAlgorithm("SHA-256")
            .signatureAlgorithm("SHA256withECDSA")
            .signerName(signature)
            .build()
            .sign(zip, out);
      }
      return out.toByteArray();
    } finally {
      Files.delete(file);
    }
  }

  /** Writes the certificate where an installation looks for those it trusts. */
  void trustIn(Path home, String name) throws Exception {
    var folder = Files.createDirectories(home.resolve("keys").resolve("publishers"));
    Files.writeString(folder.resolve(name + ".pem"), pem());
  }

  String pem() throws CertificateEncodingException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
