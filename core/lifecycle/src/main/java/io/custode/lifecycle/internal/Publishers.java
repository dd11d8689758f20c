// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Conflict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The publishers whose plugins may run here: the certificates in {@code <home>/keys/publishers}, a
 * PEM file each, and in {@code catalog} of the distribution, which is the platform's own. Read at
 * each install, so that putting a file there is all it takes.
 */
final class Publishers {
  private static final Logger LOG = LoggerFactory.getLogger(Publishers.class);
  private static final int MAX_FILES = 1000;
  private static final int MAX_BYTES = 64 << 10;
  private final List<Path> folders;

  /**
   * @param folders where their certificates are
   */
  Publishers(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  Set<X509Certificate> trusted() {
    var trusted = new LinkedHashSet<X509Certificate>();
    folders.forEach(folder -> trusted.addAll(trusted(folder)));
    return trusted;
  }

  private static Set<X509Certificate> trusted(Path folder) {
    var trusted = new LinkedHashSet<X509Certificate>();
    try (var files = Files.newDirectoryStream(folder, "*.pem")) {
      int count = 0;
      for (var file : files) {
        if (++count > MAX_FILES) {
          throw new Conflict(
              "too-many-publishers",
              "There are more than " + MAX_FILES + " publishers; nothing was installed.",
              "Take out of keys/publishers whom you no longer trust.");
        }
        trusted.addAll(certificates(file));
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      LOG.debug("No publisher is trusted: there is no {}", folder);
    } catch (IOException e) {
      throw new Conflict(
          "publishers-unreadable",
          "The folder of trusted publishers cannot be read; nothing was installed.",
          "Let the platform's user read keys/publishers in its home.");
    }
    return trusted;
  }

  /** A broken file takes away its own publisher only. */
  private static Set<X509Certificate> certificates(Path file) throws IOException {
    var found = new LinkedHashSet<X509Certificate>();
    try (var in = Files.newInputStream(file)) {
      var pem = in.readNBytes(MAX_BYTES);
      var factory = CertificateFactory.getInstance("X.509");
      for (var certificate : factory.generateCertificates(new ByteArrayInputStream(pem))) {
        if (certificate instanceof X509Certificate x509) {
          found.add(x509);
        }
      }
    } catch (CertificateException e) {
      LOG.warn("{} holds no certificate: that publisher is not trusted", file.getFileName());
    }
    return found;
  }
}
