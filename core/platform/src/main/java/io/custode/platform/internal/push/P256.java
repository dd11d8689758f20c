// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.push;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;

/** Keys of the curve P-256 as web push writes them: 65 bytes, uncompressed (X9.62). */
public final class P256 {
  private static final int PART = 32;
  static final int LENGTH = 1 + 2 * PART;
  private static final byte UNCOMPRESSED = 4;
  private static final ECParameterSpec CURVE = curve();
  private static final BigInteger FIELD = ((ECFieldFp) CURVE.getCurve().getField()).getP();

  private P256() {}

  private static ECParameterSpec curve() {
    try {
      var parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has P-256", e);
    }
  }

  public static KeyPair pair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(CURVE);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has P-256", e);
    }
  }

  /**
   * @throws InvalidKeySpecException if it is no point of the curve
   */
  public static ECPublicKey read(byte[] bytes) throws InvalidKeySpecException {
    if (bytes.length != LENGTH || bytes[0] != UNCOMPRESSED) {
      throw new InvalidKeySpecException("not 65 bytes that begin with 4");
    }
    var point =
        new ECPoint(
            new BigInteger(1, Arrays.copyOfRange(bytes, 1, 1 + PART)),
            new BigInteger(1, Arrays.copyOfRange(bytes, 1 + PART, LENGTH)));
    // Java does not look: a point of another curve would give away parts of our key
    if (!isOnCurve(point)) {
      throw new InvalidKeySpecException("not on the curve");
    }
    try {
      return (ECPublicKey)
          KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, CURVE));
    } catch (InvalidKeySpecException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has P-256", e);
    }
  }

  private static boolean isOnCurve(ECPoint point) {
    var x = point.getAffineX();
    var y = point.getAffineY();
    if (x.compareTo(FIELD) >= 0 || y.compareTo(FIELD) >= 0) {
      return false;
    }
    var right =
        x.pow(3).add(CURVE.getCurve().getA().multiply(x)).add(CURVE.getCurve().getB()).mod(FIELD);
    return y.pow(2).mod(FIELD).equals(right);
  }

  public static byte[] write(ECPublicKey key) {
    var bytes = new byte[LENGTH];
    bytes[0] = UNCOMPRESSED;
    put(key.getW().getAffineX(), bytes, 1);
    put(key.getW().getAffineY(), bytes, 1 + PART);
    return bytes;
  }

  private static void put(BigInteger number, byte[] into, int at) {
    var bytes = number.toByteArray();
    // one byte more for the sign, or fewer for a small one
    int skip = Math.max(0, bytes.length - PART);
    System.arraycopy(bytes, skip, into, at + PART - bytes.length + skip, bytes.length - skip);
  }
}
