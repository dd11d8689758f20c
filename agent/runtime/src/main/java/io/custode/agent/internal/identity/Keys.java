// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The few cryptographic steps, in one place. */
public final class Keys {
  private static final String SIGNATURE = "SHA256withECDSA";

  private Keys() {}

  static KeyPair generate() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  static PrivateKey privateKey(String base64) throws GeneralSecurityException {
    var der = Base64.getDecoder().decode(base64);
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  /** Base64 of a signature over the text, that shows who has the key. */
  static String proof(PrivateKey key, String text) throws GeneralSecurityException {
    var signature = Signature.getInstance(SIGNATURE);
    signature.initSign(key);
    signature.update(text.getBytes(UTF_8));
    return Base64.getEncoder().encodeToString(signature.sign());
  }

  /**
   * @return false for whatever is no signature by that key over that text
   */
  public static boolean verifies(PublicKey key, String text, String base64) {
    try {
      var signature = Signature.getInstance(SIGNATURE);
      signature.initVerify(key);
      signature.update(text.getBytes(UTF_8));
      return signature.verify(Base64.getDecoder().decode(base64));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  static X509Certificate certificate(String pem) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(UTF_8)));
  }

  static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
    return hex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
  }

  /** Lower case. */
  public static String hex(byte[] bytes) {
    var out = new StringBuilder(2 * bytes.length);
    for (byte b : bytes) {
      out.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
    }
    return out.toString();
  }
}
