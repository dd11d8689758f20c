// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import java.util.Locale;

/** Where jars come from. Whatever the way, the bytes are read once and checked alike. */
final class Sources {
  private final Uploads uploads;
  private final Offers offers;
  private final Download download;

  Sources(Uploads uploads, Offers offers, Download download) {
    this.uploads = uploads;
    this.offers = offers;
    this.download = download;
  }

  byte[] read(String source) {
    var lower = source.toLowerCase(Locale.ROOT);
    if (lower.startsWith(Uploads.SCHEME)) {
      return uploads.read(source);
    }
    if (lower.startsWith(Offers.SCHEME)) {
      return offers.read(source, download);
    }
    return lower.startsWith(Download.SCHEME) ? download.read(source) : JarSource.read(source);
  }
}
