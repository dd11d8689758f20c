// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.custode.platform.internal.seal.AesGcm;
import io.custode.platform.internal.seal.AesGcm.DoesNotOpen;
import java.util.Arrays;
import java.util.Base64;

/**
 * A value sealed under a data key, and the data key sealed under a key of the home. Both are bound
 * to holder and name, the data key to the id of the home's key too: moved to another row they do
 * not open.
 *
 * @param keyId of the home's key
 * @param dataKey sealed, base64
 * @param sealed the value, base64
 */
record Envelope(String keyId, String dataKey, String sealed) {
  static Envelope seal(KeyRing.Key key, Scope scope, String name, byte[] value) {
    var data = AesGcm.newKey();
    try {
      return new Envelope(
          key.id(),
          text(AesGcm.seal(key.bytes(), keyContext(scope, name, key.id()), data)),
          text(AesGcm.seal(data, valueContext(scope, name), value)));
    } finally {
      Arrays.fill(data, (byte) 0);
    }
  }

  byte[] open(KeyRing.Key key, Scope scope, String name) throws DoesNotOpen {
    var data = data(key, scope, name);
    try {
      return AesGcm.open(data, valueContext(scope, name), bytes(sealed));
    } finally {
      Arrays.fill(data, (byte) 0);
    }
  }

  /** The value stays as it is; only its data key is sealed anew. */
  Envelope rewrap(KeyRing.Key key, KeyRing.Key next, Scope scope, String name) throws DoesNotOpen {
    var data = data(key, scope, name);
    try {
      return new Envelope(
          next.id(),
          text(AesGcm.seal(next.bytes(), keyContext(scope, name, next.id()), data)),
          sealed);
    } finally {
      Arrays.fill(data, (byte) 0);
    }
  }

  private byte[] data(KeyRing.Key key, Scope scope, String name) throws DoesNotOpen {
    return AesGcm.open(key.bytes(), keyContext(scope, name, keyId), bytes(dataKey));
  }

  // none of the parts can hold a bar
  private static byte[] valueContext(Scope scope, String name) {
    return ("custode secret 1|value|" + scope.text() + "|" + name).getBytes(UTF_8);
  }

  private static byte[] keyContext(Scope scope, String name, String keyId) {
    return ("custode secret 1|key|" + scope.text() + "|" + name + "|" + keyId).getBytes(UTF_8);
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  // what is no base64 does not open either
  private static byte[] bytes(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
