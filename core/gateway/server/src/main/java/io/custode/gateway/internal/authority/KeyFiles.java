// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keys of this node as PKCS#12 files, each with a random password in a file beside it, all for the
 * owner's eyes only. The password hides nothing from who reads the directory; it is there since
 * some readers of PKCS#12 insist on one.
 */
public final class KeyFiles {
  static final String ALIAS = "key";
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  private final Path directory;

  public KeyFiles(Path directory) {
    this.directory = directory;
  }

  public Path store(String name) {
    return directory.resolve(name + ".p12");
  }

  /**
   * @return the password of a store that was saved
   */
  public char[] password(String name) {
    try {
      return Files.readString(passwordFile(name)).strip().toCharArray();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read " + passwordFile(name) + "; restore the directory from a backup", e);
    }
  }

  public Optional<KeyEntry> load(String name) throws GeneralSecurityException {
    if (!Files.exists(store(name))) {
      return Optional.empty();
    }
    var password = password(name);
    try (var in = Files.newInputStream(store(name))) {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(in, password);
      var chain = Arrays.stream(keys.getCertificateChain(ALIAS)).map(X509Certificate.class::cast);
      return Optional.of(new KeyEntry((PrivateKey) keys.getKey(ALIAS, password), chain.toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read " + store(name) + "; restore the directory from a backup", e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  public void save(String name, KeyEntry entry) throws GeneralSecurityException {
    save(name, Map.of(ALIAS, entry));
  }

  /** The password of a store stays: who knows it can read the store again once it has changed. */
  void save(String name, Map<String, KeyEntry> entries) throws GeneralSecurityException {
    try {
      var password = passwordFor(name);
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      for (var entry : entries.entrySet()) {
        var chain = entry.getValue().chain().toArray(new Certificate[0]);
        keys.setKeyEntry(entry.getKey(), entry.getValue().key(), password, chain);
      }
      var bytes = new ByteArrayOutputStream();
      keys.store(bytes, password);
      // a crash before this leaves the old store, or a password without store, which is made anew
      write(store(name), bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + store(name) + "; is the disk full?", e);
    }
  }

  private char[] passwordFor(String name) throws IOException {
    if (!Files.exists(passwordFile(name)) || password(name).length == 0) {
      var secret = new byte[32];
      new SecureRandom().nextBytes(secret);
      var password = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
      write(passwordFile(name), password.getBytes(StandardCharsets.US_ASCII));
    }
    return password(name);
  }

  /** Forgets the key for good. */
  void remove(String name) throws IOException {
    Files.deleteIfExists(store(name));
    Files.deleteIfExists(passwordFile(name));
  }

  /** Writes a file for the owner only, whole or not at all. */
  public void write(Path file, byte[] content) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
    var fresh =
        Files.createTempFile(
            directory, file.getFileName() + ".", "", PosixFilePermissions.asFileAttribute(OWNER));
    try {
      Files.write(fresh, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  public Path file(String name) {
    return directory.resolve(name);
  }

  private Path passwordFile(String name) {
    return directory.resolve(name + ".pass");
  }
}
