// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Password hashes: PBKDF2 with HMAC-SHA-512, 210,000 rounds (OWASP Password Storage Cheat Sheet),
 * 16 bytes of salt. At most two are computed at a time, so that a flood of sign-ins does not take
 * the processor from everybody else.
 */
final class Passwords {
  private static final int ROUNDS = 210_000;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Semaphore AT_A_TIME = new Semaphore(2);

  private Passwords() {}

  static String hash(char[] password) {
    var salt = new byte[16];
    RANDOM.nextBytes(salt);
    return "pbkdf2-sha512$"
        + ROUNDS
        + "$"
        + encode(salt)
        + "$"
        + encode(derive(password, salt, ROUNDS));
  }

  static boolean fits(char[] password, String hash) {
    var parts = hash.split("\\$");
    if (parts.length != 4 || !parts[0].equals("pbkdf2-sha512")) {
      return false;
    }
    var wanted = Base64.getDecoder().decode(parts[3]);
    var got = derive(password, Base64.getDecoder().decode(parts[2]), Integer.parseInt(parts[1]));
    return MessageDigest.isEqual(wanted, got);
  }

  private static byte[] derive(char[] password, byte[] salt, int rounds) {
    AT_A_TIME.acquireUninterruptibly();
    var spec = new PBEKeySpec(password, salt, rounds, 512);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java lacks PBKDF2WithHmacSHA512", e);
    } finally {
      spec.clearPassword();
      AT_A_TIME.release();
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * @return 20 characters without look-alikes, some 115 bits
   */
  static char[] generate() {
    var letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    var password = new char[20];
    Arrays.setAll(
        new Object[20], i -> password[i] = letters.charAt(RANDOM.nextInt(letters.length())));
    return password;
  }
}
