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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishers that are trusted by files: the certificates in {@code <home>/keys/publishers}, a PEM
 * file each, and in {@code catalog} of the distribution, which is the platform's own. Read at each
 * install, so that putting a file there is all it takes.
 */
final class Publishers {
  private static final Logger LOG = LoggerFactory.getLogger(Publishers.class);
  private static final int MAX_FILES = 1000;
  static final int MAX_BYTES = 64 << 10;
  private final List<Path> folders;

  /**
   * @param folders where their certificates are
   */
  Publishers(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  Set<X509Certificate> trusted() {
    return all().stream().map(PublisherCertificate::certificate).collect(Collectors.toSet());
  }

  List<PublisherCertificate> all() {
    return folders.stream().flatMap(folder -> in(folder).stream()).toList();
  }

  private static List<PublisherCertificate> in(Path folder) {
    var trusted = new ArrayList<PublisherCertificate>();
    try (var files = Files.newDirectoryStream(folder, "*.pem")) {
      int count = 0;
      for (var file : files) {
        if (++count > MAX_FILES) {
          throw new Conflict(
              "too-many-publishers",
              "There are more than " + MAX_FILES + " publishers; nothing was installed.",
              "Take out of keys/publishers whom you no longer trust.");
        }
        var name = String.valueOf(file.getFileName());
        certificates(file)
            .forEach(
                one ->
                    trusted.add(
                        new PublisherCertificate(
                            one,
                            name.substring(0, name.length() - ".pem".length()),
                            "file " + folder.getFileName() + "/" + name + " of this node")));
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
    try (var in = Files.newInputStream(file)) {
      return read(in.readNBytes(MAX_BYTES));
    } catch (CertificateException e) {
      LOG.warn("{} holds no certificate: that publisher is not trusted", file.getFileName());
      return Set.of();
    }
  }

  /**
   * @param pem certificates, one after the other, or one as it is
   */
  static Set<X509Certificate> read(byte[] pem) throws CertificateException {
    var found = new LinkedHashSet<X509Certificate>();
    var factory = CertificateFactory.getInstance("X.509");
    for (var certificate : factory.generateCertificates(new ByteArrayInputStream(pem))) {
      if (certificate instanceof X509Certificate x509) {
        found.add(x509);
      }
    }
    return found;
  }
}
