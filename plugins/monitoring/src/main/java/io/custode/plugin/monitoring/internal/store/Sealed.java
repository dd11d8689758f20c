// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What chunks and logs have around them: the version of the format in the first byte, a CRC-32C
 * (RFC 3720, appendix B.4) of all before it in the last four.
 */
final class Sealed {
  private static final int VERSION = 1;
  private static final int SUM = 4;

  private Sealed() {}

  static byte[] seal(BitWriter content) {
    var body = content.toBytes();
    var sealed = ByteBuffer.allocate(1 + body.length + SUM).put((byte) VERSION).put(body);
    return sealed.putInt(sum(sealed.array())).array();
  }

  /**
   * @return the content
   * @throws Damaged if it is not as it was sealed
   * @throws UnknownFormat if a later release sealed it
   */
  static BitReader open(byte[] sealed) {
    if (sealed.length < 1 + SUM) {
      throw new Damaged(sealed.length + " bytes are none of ours.");
    }
    if (sealed[0] != VERSION) {
      throw new UnknownFormat(sealed[0] & 0xFF);
    }
    if (ByteBuffer.wrap(sealed).getInt(sealed.length - SUM) != sum(sealed)) {
      throw new Damaged("Its checksum is wrong.");
    }
    return new BitReader(sealed, 1, sealed.length - SUM);
  }

  private static int sum(byte[] sealed) {
    var sum = new CRC32C();
    sum.update(sealed, 0, sealed.length - SUM);
    return (int) sum.getValue();
  }
}
