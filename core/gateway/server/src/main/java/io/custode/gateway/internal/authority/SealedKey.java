// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import java.io.ByteArrayInputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * An authority's key on its way from one node to another by the database. Only the key of that
 * node's certificate opens it, which never leaves its home: an ephemeral key agrees with it on a
 * secret (ECDH on P-256), from which the key of AES-256-GCM is derived (one step of HKDF, RFC
 * 5869). An authority that both have signs what is in it: who can write to the database cannot make
 * one up.
 */
final class SealedKey {
  private static final byte[] PURPOSE =
      "custode authority key 1".getBytes(StandardCharsets.US_ASCII);
  private static final int NONCE = 12;

  private SealedKey() {}

  /**
   * @param by an authority that the other node has
   * @param to key of the other node's certificate
   */
  static String seal(KeyEntry authority, KeyEntry by, PublicKey to)
      throws GeneralSecurityException {
    var key = authority.key().getEncoded();
    var certificate = authority.certificate().getEncoded();
    var signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(by.key());
    signer.update(PURPOSE);
    signer.update(certificate);
    signer.update(to.getEncoded());
    var plain = join(signer.sign(), key, certificate);
    var ephemeral = Issuer.newKeys();
    var nonce = new byte[NONCE];
    new SecureRandom().nextBytes(nonce);
    var sealed = cipher(Cipher.ENCRYPT_MODE, ephemeral.getPrivate(), to, nonce).doFinal(plain);
    Arrays.fill(key, (byte) 0);
    Arrays.fill(plain, (byte) 0);
    return Base64.getEncoder()
        .encodeToString(join(ephemeral.getPublic().getEncoded(), nonce, sealed));
  }

  /**
   * @param node this node's key and certificate
   * @param by those whose signature counts
   * @throws GeneralSecurityException if it is not for this node, or signed by nobody it knows
   */
  static KeyEntry open(String text, KeyEntry node, List<X509Certificate> by)
      throws GeneralSecurityException {
    try {
      var outer = ByteBuffer.wrap(Base64.getDecoder().decode(text));
      var ephemeral =
          KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(take(outer)));
      var nonce = take(outer);
      var plain = cipher(Cipher.DECRYPT_MODE, node.key(), ephemeral, nonce).doFinal(take(outer));
      var inner = ByteBuffer.wrap(plain);
      var signature = take(inner);
      var key = take(inner);
      var certificate = take(inner);
      if (by.stream().noneMatch(root -> signed(root, signature, certificate, node))) {
        throw new GeneralSecurityException("the key of the authority is signed by nobody we know");
      }
      var entry =
          new KeyEntry(
              KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)),
              List.of(
                  (X509Certificate)
                      CertificateFactory.getInstance("X.509")
                          .generateCertificate(new ByteArrayInputStream(certificate))));
      Arrays.fill(key, (byte) 0);
      Arrays.fill(plain, (byte) 0);
      return entry;
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw new GeneralSecurityException("the key of the authority is damaged on its way", e);
    }
  }

  private static boolean signed(
      X509Certificate root, byte[] signature, byte[] certificate, KeyEntry node) {
    try {
      var verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(root);
      verifier.update(PURPOSE);
      verifier.update(certificate);
      verifier.update(node.certificate().getPublicKey().getEncoded());
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false; // not a signature at all
    }
  }

  private static Cipher cipher(int mode, PrivateKey own, PublicKey other, byte[] nonce)
      throws GeneralSecurityException {
    var agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(own);
    agreement.doPhase(other, true);
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
    var extracted = mac.doFinal(agreement.generateSecret());
    mac.init(new SecretKeySpec(extracted, "HmacSHA256"));
    mac.update(PURPOSE);
    mac.update((byte) 1);
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(mac.doFinal(), "AES"), new GCMParameterSpec(128, nonce));
    return cipher;
  }

  private static byte[] join(byte[]... parts) {
    var all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> 2 + part.length).sum());
    for (var part : parts) {
      all.putShort((short) part.length).put(part);
    }
    return all.array();
  }

  private static byte[] take(ByteBuffer from) {
    var part = new byte[from.getShort()];
    from.get(part);
    return part;
  }
}
