// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import java.io.ByteArrayInputStream;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;

/** A body that was read already. */
final class HeldBody extends ServletInputStream {
  private final ByteArrayInputStream octets;

  HeldBody(byte[] body) {
    this.octets = new ByteArrayInputStream(body);
  }

  @Override
  public int read() {
    return octets.read();
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    return octets.read(into, offset, length);
  }

  @Override
  public boolean isFinished() {
    return octets.available() == 0;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void setReadListener(ReadListener listener) {
    throw new IllegalStateException("This body is read at once.");
  }
}
