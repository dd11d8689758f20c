// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.push;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A browser's side of web push: it opens what was sealed for it, by RFC 8291 and RFC 8188. */
public final class Browser {
  private final KeyPair keys;
  private final byte[] auth;

  public Browser() {
    this(P256.pair(), random());
  }

  Browser(KeyPair keys, byte[] auth) {
    this.keys = keys;
    this.auth = auth.clone();
  }

  private static byte[] random() {
    var bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  public Subscription at(String endpoint) {
    return new Subscription(endpoint, url(publicKey()), url(auth));
  }

  private byte[] publicKey() {
    return P256.write((ECPublicKey) keys.getPublic());
  }

  /**
   * @return the text, without its padding
   */
  public byte[] open(byte[] body) throws Exception {
    var in = ByteBuffer.wrap(body);
    var salt = take(in, 16);
    int record = in.getInt();
    var sender = take(in, in.get() & 0xff);
    var agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(keys.getPrivate());
    agreement.doPhase(P256.read(sender), true);
    var about = new ByteArrayOutputStream();
    about.write("WebPush: info\0".getBytes(US_ASCII));
    about.write(publicKey());
    about.write(sender);
    about.write(1);
    var first = mac(mac(auth, agreement.generateSecret()), about.toByteArray());
    var second = mac(salt, first);
    var key = Arrays.copyOf(mac(second, "Content-Encoding: aes128gcm\0\1".getBytes(US_ASCII)), 16);
    var nonce = Arrays.copyOf(mac(second, "Content-Encoding: nonce\0\1".getBytes(US_ASCII)), 12);
    if (in.remaining() > record) {
      throw new IllegalArgumentException("more than one record");
    }
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    var marked = cipher.doFinal(take(in, in.remaining()));
    int end = marked.length - 1;
    while (marked[end] == 0) {
      end--;
    }
    if (marked[end] != 2) {
      throw new IllegalArgumentException("no last record");
    }
    return Arrays.copyOf(marked, end);
  }

  private static byte[] take(ByteBuffer from, int length) {
    var bytes = new byte[length];
    from.get(bytes);
    return bytes;
  }

  private static byte[] mac(byte[] key, byte[] text) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text);
  }

  private static String url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
