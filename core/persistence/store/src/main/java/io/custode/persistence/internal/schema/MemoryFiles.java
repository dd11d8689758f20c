// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import org.jspecify.annotations.Nullable;

/** Files that are on no disk and in no bundle. */
final class MemoryFiles extends URLStreamHandler {
  private final byte[] content;

  private MemoryFiles(byte[] content) {
    this.content = content;
  }

  static @Nullable URL url(String path, byte @Nullable [] content) {
    if (content == null) {
      return null;
    }
    try {
      return new URL(null, "memory:" + path, new MemoryFiles(content));
    } catch (MalformedURLException e) {
      throw new IllegalStateException("A URL with its own handler is never malformed", e);
    }
  }

  @Override
  protected URLConnection openConnection(URL url) {
    return new URLConnection(url) {
      @Override
      public void connect() {
        // it is here
      }

      @Override
      public InputStream getInputStream() {
        return new ByteArrayInputStream(content);
      }
    };
  }
}
