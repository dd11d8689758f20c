// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.enrol;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads which protocols a client names at the begin of TLS (RFC 8446 section 4.1.2, RFC 7301). What
 * is said there is not secret and proves nothing; it only says whom to ask on.
 */
final class ClientHello {
  private static final int HANDSHAKE = 22;
  private static final int CLIENT_HELLO = 1;
  private static final int ALPN = 16;
  private static final int LONGEST = 4096;

  /** What the bytes so far say. */
  enum Says {
    NAMED,
    NOT_NAMED,
    TOO_FEW_BYTES
  }

  private ClientHello() {}

  /** Leaves the bytes as they are. */
  static Says names(String protocol, ByteBuffer received) {
    var bytes = received.duplicate();
    if (bytes.remaining() < 5) {
      return bytes.hasRemaining() && bytes.get(bytes.position()) != HANDSHAKE
          ? Says.NOT_NAMED
          : Says.TOO_FEW_BYTES;
    }
    if (bytes.get() != HANDSHAKE) {
      return Says.NOT_NAMED;
    }
    bytes.getShort(); // version
    int length = Short.toUnsignedInt(bytes.getShort());
    if (length > LONGEST) {
      return Says.NOT_NAMED; // none of ours is as long
    }
    if (bytes.remaining() < length) {
      return Says.TOO_FEW_BYTES;
    }
    bytes.limit(bytes.position() + length);
    try {
      return hello(protocol, bytes) ? Says.NAMED : Says.NOT_NAMED;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return Says.NOT_NAMED; // TLS itself will refuse it
    }
  }

  private static boolean hello(String protocol, ByteBuffer bytes) {
    if (bytes.get() != CLIENT_HELLO) {
      return false;
    }
    skip(bytes, 3 + 2 + 32); // length, version, random
    skip(bytes, Byte.toUnsignedInt(bytes.get())); // session
    skip(bytes, Short.toUnsignedInt(bytes.getShort())); // cipher suites
    skip(bytes, Byte.toUnsignedInt(bytes.get())); // compression
    bytes.getShort(); // length of all extensions
    while (bytes.remaining() >= 4) {
      int type = Short.toUnsignedInt(bytes.getShort());
      int length = Short.toUnsignedInt(bytes.getShort());
      if (type == ALPN) {
        return lists(protocol, bytes, length);
      }
      skip(bytes, length);
    }
    return false;
  }

  private static boolean lists(String protocol, ByteBuffer bytes, int length) {
    bytes.limit(bytes.position() + length);
    bytes.getShort(); // length of the list
    while (bytes.hasRemaining()) {
      var name = new byte[Byte.toUnsignedInt(bytes.get())];
      bytes.get(name);
      if (new String(name, StandardCharsets.US_ASCII).equals(protocol)) {
        return true;
      }
    }
    return false;
  }

  private static void skip(ByteBuffer bytes, int count) {
    bytes.position(bytes.position() + count);
  }
}
