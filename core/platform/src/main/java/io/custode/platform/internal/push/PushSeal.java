// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.push;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a message for one browser: RFC 8291, in the content encoding {@code aes128gcm} of RFC 8188
 * with one record. Each message has a key pair and a salt of its own.
 */
public final class PushSeal {
  /** So that the length tells a push service nothing, each message is as long as this. */
  private static final int PADDED = 2048;

  private static final int SALT = 16;
  private static final int RECORD = 4096;
  private static final int TAG_BITS = 128;
  private static final byte LAST_RECORD = 2;
  private static final SecureRandom RANDOM = new SecureRandom();

  private PushSeal() {}

  /**
   * @param plain at most 2,000 bytes
   * @return body of the request
   */
  public static byte[] seal(byte[] plain, Subscription to) {
    var salt = new byte[SALT];
    RANDOM.nextBytes(salt);
    return seal(Arrays.copyOf(withEnd(plain), PADDED), to, P256.pair(), salt);
  }

  /** The end of the text is marked; what follows is padding. */
  static byte[] withEnd(byte[] plain) {
    if (plain.length >= PADDED) {
      throw new IllegalArgumentException("longer than a push message may be");
    }
    var marked = Arrays.copyOf(plain, plain.length + 1);
    marked[plain.length] = LAST_RECORD;
    return marked;
  }

  static byte[] seal(byte[] marked, Subscription to, KeyPair ours, byte[] salt) {
    try {
      var sender = P256.write((ECPublicKey) ours.getPublic());
      var agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(ours.getPrivate());
      agreement.doPhase(P256.read(to.keyBytes()), true);
      var shared =
          hkdf(
              to.authBytes(),
              agreement.generateSecret(),
              join("WebPush: info\0".getBytes(US_ASCII), to.keyBytes(), sender),
              32);
      var key = hkdf(salt, shared, "Content-Encoding: aes128gcm\0".getBytes(US_ASCII), 16);
      var nonce = hkdf(salt, shared, "Content-Encoding: nonce\0".getBytes(US_ASCII), 12);
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      var header =
          ByteBuffer.allocate(SALT + 5 + sender.length)
              .put(salt)
              .putInt(RECORD)
              .put((byte) sender.length)
              .put(sender)
              .array();
      return join(header, cipher.doFinal(marked));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A subscription is checked before it is stored", e);
    }
  }

  /** RFC 5869, for what fits into one block of SHA-256; Java has it from version 25 on. */
  private static byte[] hkdf(byte[] salt, byte[] from, byte[] info, int length)
      throws GeneralSecurityException {
    return Arrays.copyOf(hmac(hmac(salt, from), join(info, new byte[] {1})), length);
  }

  private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text);
  }

  private static byte[] join(byte[]... parts) {
    var all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (var part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
