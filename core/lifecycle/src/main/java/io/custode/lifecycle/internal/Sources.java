// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import java.util.Locale;

/** Where jars come from. Whatever the way, the bytes are read once and checked alike. */
final class Sources {
  private final Uploads uploads;
  private final Download download;

  Sources(Uploads uploads, Download download) {
    this.uploads = uploads;
    this.download = download;
  }

  byte[] read(String source) {
    var lower = source.toLowerCase(Locale.ROOT);
    if (lower.startsWith(Uploads.SCHEME)) {
      return uploads.read(source);
    }
    return lower.startsWith(Download.SCHEME) ? download.read(source) : JarSource.read(source);
  }
}
