// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.seal;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce: nonce, ciphertext and 128-bit tag in
 * one piece. What is sealed opens only under the same key and the same context.
 */
public final class AesGcm {
  /** Bytes of a key. */
  public static final int KEY = 32;

  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private AesGcm() {}

  /** The text was not sealed under this key and context, or was changed since. */
  public static final class DoesNotOpen extends Exception {
    private static final long serialVersionUID = 1;

    DoesNotOpen(Throwable cause) {
      super("What is stored does not open under this key", cause);
    }
  }

  public static byte[] newKey() {
    var key = new byte[KEY];
    RANDOM.nextBytes(key);
    return key;
  }

  public static byte[] seal(byte[] key, byte[] context, byte[] plain) {
    var nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      var cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, context);
      var sealed = Arrays.copyOf(nonce, NONCE + cipher.getOutputSize(plain.length));
      cipher.doFinal(plain, 0, plain.length, sealed, NONCE);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java lacks AES-GCM", e);
    }
  }

  /**
   * @throws DoesNotOpen if key, context or content is another
   */
  public static byte[] open(byte[] key, byte[] context, byte[] sealed) throws DoesNotOpen {
    if (sealed.length < NONCE + TAG_BITS / 8) {
      throw new DoesNotOpen(new AEADBadTagException("too short"));
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE), context)
          .doFinal(sealed, NONCE, sealed.length - NONCE);
    } catch (AEADBadTagException e) {
      throw new DoesNotOpen(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java lacks AES-GCM", e);
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] context)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context);
    return cipher;
  }
}
