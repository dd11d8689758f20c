// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.error.Invalid;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * A public key as {@code id_*.pub} has it: a line of its type, the key in base64 (RFC 4253, 6.6;
 * RFC 5656, 3.1; RFC 8709, 4) and a comment.
 *
 * @param type {@code ssh-ed25519}
 * @param hash by which it is found when somebody comes with it
 * @param fingerprint as {@code ssh-keygen -l} shows it
 * @param comment what follows in the line
 */
record SshPublicKey(String type, String hash, String fingerprint, String comment) {
  private static final int LEAST_RSA_BITS = 3072;
  private static final int MOST_RSA_BITS = 16384;
  private static final int LONGEST = 6000;

  private static final Map<String, String> CURVES =
      Map.of(
          "ecdsa-sha2-nistp256", "secp256r1",
          "ecdsa-sha2-nistp384", "secp384r1",
          "ecdsa-sha2-nistp521", "secp521r1");

  /** What stands before an Ed25519 key in X.509 (RFC 8410, 4). */
  private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

  /**
   * @throws Invalid if it is no such line, or its key is too weak
   */
  static SshPublicKey read(String line) {
    var parts = line.strip().split("\\s+", 3);
    if (line.length() > LONGEST || parts.length < 2) {
      throw wrong();
    }
    try {
      var blob = Base64.getDecoder().decode(parts[1]);
      var key = key(parts[0], ByteBuffer.wrap(blob));
      return new SshPublicKey(
          parts[0],
          hash(key),
          "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(sha256(blob)),
          parts.length > 2 ? parts[2] : "");
    } catch (IllegalArgumentException | BufferUnderflowException | GeneralSecurityException e) {
      throw wrong();
    }
  }

  /**
   * Of the numbers that make the key, since libraries encode the same key differently: some name a
   * curve and others describe it.
   *
   * @return SHA-256 in hex
   */
  static String hash(PublicKey key) {
    String numbers;
    if (key instanceof RSAPublicKey rsa) {
      numbers = "rsa " + rsa.getModulus() + " " + rsa.getPublicExponent();
    } else if (key instanceof ECPublicKey ec) {
      numbers =
          "ec "
              + ec.getParams().getCurve().getField().getFieldSize()
              + " "
              + ec.getW().getAffineX()
              + " "
              + ec.getW().getAffineY();
    } else {
      numbers = "other " + HexFormat.of().formatHex(key.getEncoded());
    }
    return HexFormat.of().formatHex(sha256(numbers.getBytes(StandardCharsets.US_ASCII)));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256", e);
    }
  }

  private static PublicKey key(String type, ByteBuffer blob) throws GeneralSecurityException {
    if (!type.equals(new String(next(blob), StandardCharsets.US_ASCII))) {
      throw wrong();
    }
    PublicKey key;
    if (type.equals("ssh-ed25519")) {
      key = ed25519(next(blob));
    } else if (type.equals("ssh-rsa")) {
      key = rsa(new BigInteger(next(blob)), new BigInteger(next(blob)));
    } else if (CURVES.containsKey(type)) {
      next(blob);
      key = ec(CURVES.get(type), next(blob));
    } else {
      throw Invalid.field("key", "must be ssh-ed25519, ecdsa-sha2-nistp* or ssh-rsa");
    }
    if (blob.hasRemaining()) {
      throw wrong();
    }
    return key;
  }

  private static byte[] next(ByteBuffer blob) {
    int length = blob.getInt();
    if (length < 0 || length > blob.remaining()) {
      throw wrong();
    }
    var part = new byte[length];
    blob.get(part);
    return part;
  }

  private static PublicKey ed25519(byte[] point) throws GeneralSecurityException {
    if (point.length != 32) {
      throw wrong();
    }
    var encoded = Arrays.copyOf(ED25519, ED25519.length + point.length);
    System.arraycopy(point, 0, encoded, ED25519.length, point.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static PublicKey rsa(BigInteger exponent, BigInteger modulus)
      throws GeneralSecurityException {
    if (modulus.bitLength() < LEAST_RSA_BITS || modulus.bitLength() > MOST_RSA_BITS) {
      throw Invalid.field("key", "must have at least " + LEAST_RSA_BITS + " bits if it is RSA");
    }
    return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
  }

  private static PublicKey ec(String curve, byte[] point) throws GeneralSecurityException {
    int half = (point.length - 1) / 2;
    if (point.length % 2 == 0 || half < 32 || point[0] != 4) {
      throw wrong();
    }
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(curve));
    var at =
        new ECPoint(
            new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + half)),
            new BigInteger(1, Arrays.copyOfRange(point, 1 + half, point.length)));
    return KeyFactory.getInstance("EC")
        .generatePublic(
            new ECPublicKeySpec(at, parameters.getParameterSpec(ECParameterSpec.class)));
  }

  private static Invalid wrong() {
    return Invalid.field("key", "must be a line of a public key file: ssh-ed25519 AAAA...");
  }
}
