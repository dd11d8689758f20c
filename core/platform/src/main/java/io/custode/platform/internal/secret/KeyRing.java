// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.custode.api.error.Problem;
import io.custode.api.error.Unavailable;
import io.custode.api.id.Uuid7;
import io.custode.platform.internal.access.FirstStart;
import io.custode.platform.internal.seal.AesGcm;
import io.custode.platform.internal.seal.OwnerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the home that secrets are sealed under, outside the database: {@code
 * keys/secret-<id>.key}, 32 bytes in base64, for the owner only. Ids grow with time, so the
 * greatest is the one in use. Read from disk each time: another node of the same home may have made
 * one.
 */
@Component(service = KeyRing.class, configurationPid = "io.custode.platform")
public final class KeyRing {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
  private static final Pattern FILE = Pattern.compile("secret-([0-9a-f-]{36})\\.key");
  private static final int LONGEST_FILE = 200;

  /** One of them. */
  record Key(String id, byte[] bytes) {
    @Override
    public String toString() {
      return "Key[" + id + "]";
    }
  }

  private final Path directory;

  @Activate
  public KeyRing(FirstStart.Config config) {
    this(Path.of(config.home()).resolve("keys"));
  }

  KeyRing(Path directory) {
    this.directory = directory;
  }

  /**
   * @return ids, oldest first
   */
  List<String> ids() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var files = Files.list(directory)) {
      return files
          .map(file -> FILE.matcher(file.getFileName().toString()))
          .filter(java.util.regex.Matcher::matches)
          .map(name -> name.group(1))
          .sorted()
          .toList();
    } catch (IOException e) {
      LOG.warn("Cannot list {}", directory, e);
      throw new Unavailable(
          "The keys of the home cannot be read; nothing was changed.", Duration.ofMinutes(1));
    }
  }

  /**
   * @return the key in use, if one was ever made
   */
  Optional<Key> current() {
    var ids = ids();
    return ids.isEmpty() ? Optional.empty() : Optional.of(get(ids.get(ids.size() - 1)));
  }

  /**
   * @throws Problem {@code secret-key-lost} if it is not there or no key
   */
  Key get(String id) {
    try {
      var file = file(id);
      if (Files.exists(file) && Files.size(file) <= LONGEST_FILE) {
        var bytes = Base64.getDecoder().decode(Files.readString(file, US_ASCII).strip());
        if (bytes.length == AesGcm.KEY) {
          return new Key(id, bytes);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("{} cannot be read", file(id), e);
    }
    throw new Problem(
        Problem.Kind.UNAVAILABLE,
        "secret-key-lost",
        "The key that this secret is kept under is not in the home, or is damaged; nothing was"
            + " changed.",
        "Restore keys/secret-" + id + ".key from a backup of the home, or set the secret anew.");
  }

  /** It is on the disk before anything is sealed under it. */
  Key make() {
    var key = new Key(Uuid7.next(), AesGcm.newKey());
    try {
      OwnerFile.directory(directory);
      OwnerFile.write(file(key.id()), Base64.getEncoder().encodeToString(key.bytes()) + "\n");
      return key;
    } catch (IOException e) {
      LOG.warn("Cannot write a key into {}", directory, e);
      throw new Unavailable(
          "No key could be written into the home; nothing was changed. Is the disk full?",
          Duration.ofMinutes(1));
    }
  }

  void remove(String id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      LOG.warn("{} is not needed any more, and could not be removed", file(id), e);
    }
  }

  private Path file(String id) {
    return directory.resolve("secret-" + id + ".key");
  }
}
