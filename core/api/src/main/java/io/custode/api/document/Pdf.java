// SPDX-License-Identifier: Apache-2.0
package io.custode.api.document;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A finished document; never changes. */
public final class Pdf {
  private final byte[] bytes;
  private final int pages;

  /** For implementers of {@link Documents} only. */
  public Pdf(byte[] bytes, int pages) {
    this.bytes = bytes.clone();
    this.pages = pages;
  }

  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }

  /**
   * @return in bytes
   */
  public int length() {
    return bytes.length;
  }

  public int pages() {
    return pages;
  }
}
