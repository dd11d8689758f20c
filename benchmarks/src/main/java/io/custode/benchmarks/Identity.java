// SPDX-License-Identifier: Apache-2.0
package io.custode.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * An agent that may connect.
 *
 * @param id its id, name of its certificate
 * @param key its private key
 * @param certificate its own
 * @param authority who signed it
 * @param mqtt where it connects
 */
record Identity(
    String id,
    PrivateKey key,
    X509Certificate certificate,
    X509Certificate authority,
    String mqtt) {
  static KeyPair newKeys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  static String proof(KeyPair keys, String statement) throws GeneralSecurityException {
    var signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(keys.getPrivate());
    signer.update(statement.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(signer.sign());
  }

  static X509Certificate certificate(byte[] encoded) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }

  /** One line for each. Holds private keys, so it is the owner's only. */
  static void save(Path file, List<Identity> fleet) throws IOException, GeneralSecurityException {
    var base64 = Base64.getEncoder();
    var lines = new ArrayList<String>();
    for (var one : fleet) {
      lines.add(
          String.join(
              " ",
              one.id(),
              base64.encodeToString(one.key().getEncoded()),
              base64.encodeToString(one.certificate().getEncoded()),
              base64.encodeToString(one.authority().getEncoded()),
              one.mqtt()));
    }
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, lines);
  }

  static List<Identity> load(Path file) throws IOException, GeneralSecurityException {
    var base64 = Base64.getDecoder();
    var keys = KeyFactory.getInstance("EC");
    var fleet = new ArrayList<Identity>();
    for (var line : Files.readAllLines(file)) {
      var part = line.split(" ");
      fleet.add(
          new Identity(
              part[0],
              keys.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(part[1]))),
              certificate(base64.decode(part[2])),
              certificate(base64.decode(part[3])),
              part[4]));
    }
    return fleet;
  }

  @Override
  public String toString() {
    return "Identity[" + id + "]";
  }
}
