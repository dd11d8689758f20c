// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The authorities in the key directory. The first one is the store {@code ca}, later ones have a
 * part of their fingerprint in the name; which is what says the file {@code authorities}, that is
 * written whole or not at all. Without that file {@code ca} is the only one. {@code ca.pem} has the
 * certificates of all, the current one first.
 */
final class AuthorityFiles {
  private static final String FIRST = "ca";
  private static final String ROLES = "authorities";

  private final KeyFiles files;

  AuthorityFiles(KeyFiles files) {
    this.files = files;
  }

  /** Makes the first one if there is none. */
  Authorities load(Instant now) throws GeneralSecurityException, IOException {
    var roles = roles();
    var current = roles.getOrDefault("current", FIRST);
    var known = files.load(current);
    if (known.isEmpty() && !roles.isEmpty()) {
      throw missing(current);
    }
    var authorities =
        new Authorities(
            known.isPresent()
                ? known.get()
                : Issuer.authority("Custode certificate authority", now),
            other(roles.get("next")),
            other(roles.get("former")));
    if (known.isEmpty() || !Files.exists(files.file("ca.pem"))) {
      save(authorities);
    }
    return authorities;
  }

  private @Nullable KeyEntry other(@Nullable String store) throws GeneralSecurityException {
    return store == null ? null : files.load(store).orElseThrow(() -> missing(store));
  }

  private IllegalStateException missing(String store) {
    return new IllegalStateException(
        "The authority " + files.store(store) + " is missing; restore keys/ from a backup");
  }

  /** Writes a store that has no role yet. */
  void keep(KeyEntry made) throws GeneralSecurityException {
    files.save(name(made), made);
  }

  Optional<KeyEntry> kept(String fingerprint) throws GeneralSecurityException {
    return files
        .load(name(fingerprint))
        .filter(entry -> Authorities.fingerprint(entry.certificate()).equals(fingerprint));
  }

  private static String name(KeyEntry entry) {
    return name(Authorities.fingerprint(entry.certificate()));
  }

  private static String name(String fingerprint) {
    return FIRST + "-" + fingerprint.substring(0, 16);
  }

  /** Those that have no role any more are removed. */
  void save(Authorities authorities) throws GeneralSecurityException, IOException {
    var before = roles();
    var roles = new LinkedHashMap<String, String>();
    keep(roles, "current", authorities.current());
    keep(roles, "next", authorities.next());
    keep(roles, "former", authorities.former());
    if (!before.isEmpty() || !roles.equals(Map.of("current", FIRST))) {
      var text =
          roles.entrySet().stream()
              .map(role -> role.getKey() + " " + role.getValue() + "\n")
              .collect(Collectors.joining());
      files.write(files.file(ROLES), text.getBytes(StandardCharsets.US_ASCII));
    }
    var pem = authorities.roots().stream().map(Pem::of).collect(Collectors.joining());
    files.write(files.file("ca.pem"), pem.getBytes(StandardCharsets.US_ASCII));
    var gone = new HashSet<>(before.values());
    gone.removeAll(roles.values());
    for (var store : gone) {
      files.remove(store);
    }
  }

  private void keep(Map<String, String> roles, String role, @Nullable KeyEntry entry)
      throws GeneralSecurityException {
    if (entry == null) {
      return;
    }
    var first = files.load(FIRST);
    if (first.isEmpty() && role.equals("current") && roles().isEmpty()) {
      files.save(FIRST, entry);
      roles.put(role, FIRST);
    } else if (first.isPresent() && first.get().certificate().equals(entry.certificate())) {
      roles.put(role, FIRST);
    } else {
      var store = name(entry);
      if (files.load(store).isEmpty()) {
        files.save(store, entry);
      }
      roles.put(role, store);
    }
  }

  private Map<String, String> roles() {
    var file = files.file(ROLES);
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      var roles = new LinkedHashMap<String, String>();
      for (var line : Files.readAllLines(file)) {
        int blank = line.indexOf(' ');
        if (blank > 0) {
          roles.put(line.substring(0, blank), line.substring(blank + 1).strip());
        }
      }
      return roles;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read " + file + "; restore the directory from a backup", e);
    }
  }
}
