// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.module;

import io.custode.agent.internal.identity.Keys;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * That a module is by its publisher: whoever takes over the platform has its key, and not the
 * publisher's.
 */
final class PublisherSignature {
  private PublisherSignature() {}

  /**
   * @param publisher SHA-256 of his public key
   * @throws IOException if an entry of the jar is not signed, or by anybody else
   */
  static void check(Path jar, String publisher) throws IOException {
    try (var opened = new JarFile(jar.toFile(), true)) {
      for (var entries = opened.entries(); entries.hasMoreElements(); ) {
        var entry = entries.nextElement();
        try (var in = opened.getInputStream(entry)) {
          in.transferTo(OutputStream.nullOutputStream()); // what makes Java compare the digest
        }
        if (!entry.isDirectory() && !isSignature(entry.getName())) {
          requireSigned(entry, publisher);
        }
      }
    } catch (SecurityException e) {
      throw new IOException("it was changed after its publisher signed it", e);
    }
  }

  private static void requireSigned(JarEntry entry, String publisher) throws IOException {
    var signers = entry.getCodeSigners();
    if (signers == null || signers.length != 1) {
      throw new IOException("its entry " + entry.getName() + " is not signed by its publisher");
    }
    var key = signers[0].getSignerCertPath().getCertificates().get(0).getPublicKey().getEncoded();
    try {
      if (!Keys.hex(MessageDigest.getInstance("SHA-256").digest(key)).equals(publisher)) {
        throw new IOException("it is signed by another publisher");
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }

  /** What Java does not want signed. */
  private static boolean isSignature(String name) {
    var upper = name.toUpperCase(Locale.ROOT);
    return upper.startsWith("META-INF/")
        && upper.indexOf('/', "META-INF/".length()) < 0
        && (upper.equals(JarFile.MANIFEST_NAME)
            || upper.endsWith(".SF")
            || upper.endsWith(".RSA")
            || upper.endsWith(".EC")
            || upper.endsWith(".DSA"));
  }
}
