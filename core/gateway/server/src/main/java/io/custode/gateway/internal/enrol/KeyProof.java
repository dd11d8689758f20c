// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.enrol;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** A public key whose holder has shown that he has the private one. */
final class KeyProof {
  /** Order of the group of P-256 (FIPS 186-4, D.1.2.3), by which the curve is known. */
  private static final BigInteger P256 =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private KeyProof() {}

  /**
   * @param text Base64 of the DER SubjectPublicKeyInfo
   * @param proof Base64 of SHA256withECDSA over the statement
   * @throws Refused if it is no EC P-256 key or the proof does not fit
   */
  static PublicKey check(String text, String proof, String statement) {
    try {
      var der = Base64.getDecoder().decode(text);
      var key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
      if (!(key instanceof ECPublicKey ec) || !ec.getParams().getOrder().equals(P256)) {
        throw Refused.malformed("the key must be an EC key on P-256");
      }
      var verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(key);
      verifier.update(statement.getBytes(StandardCharsets.UTF_8));
      if (!verifier.verify(Base64.getDecoder().decode(proof))) {
        throw Refused.malformed("the proof does not fit the key");
      }
      return key;
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw Refused.malformed("the key or its proof cannot be read");
    }
  }
}
