// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.module;

import io.custode.agent.internal.Log;
import io.custode.agent.internal.identity.Keys;
import io.custode.agent.internal.store.DurableFile;
import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.MalformedMessage;
import io.custode.agent.protocol.ModuleDescriptor;
import io.custode.agent.protocol.ModuleEnd;
import io.custode.agent.protocol.ModuleState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Modules on disk: per id the jar and what vouches for it, in one file that names it. */
final class ModuleStore {
  static final long LARGEST = 64L * 1024 * 1024;
  private static final Log LOG = Log.of("modules");
  private static final String CURRENT = "current";

  /** In its place once the platform took the module out; its counter counts on. */
  private static final String ENDED = "ended";

  private static final String CRASHES = ".crashes";

  private static final String DIED =
      "The agent ended while it started, or within a minute. A module must not end Java, nor fill"
          + " the memory that the agent has for all of them; the agent's log says which it was.";

  private final Path directory;
  private final Supplier<List<PublicKey>> authorities;

  /**
   * @param authorities whose signature counts, whichever they are now
   */
  ModuleStore(Path directory, Supplier<List<PublicKey>> authorities) {
    this.directory = directory;
    this.authorities = authorities;
  }

  /** What the platform said, in its very words, and its signature over them. */
  record Vouched(String descriptor, String signature) {}

  /** A module that may be run. */
  record Kept(ModuleDescriptor descriptor, Path jar, Vouched vouched) {}

  /**
   * @throws IOException if the platform did not sign it, or it is no descriptor
   */
  ModuleDescriptor check(String descriptor, String signature) throws IOException {
    requireSigned(descriptor, signature);
    try {
      var module = Codec.fromJson(descriptor, ModuleDescriptor.class);
      boolean versioned = module.version().matches("[0-9A-Za-z][0-9A-Za-z._-]{0,63}");
      boolean hashed = isHash(module.sha256()) && isHash(module.publisher());
      if (!isId(module.id()) || !versioned || !hashed) {
        throw new IOException("its id, version or hash is none");
      }
      if (module.size() <= 0 || module.size() > LARGEST) {
        throw new IOException("it is larger than " + LARGEST + " bytes");
      }
      return module;
    } catch (MalformedMessage e) {
      throw new IOException("its descriptor is damaged: " + e.getMessage());
    }
  }

  /**
   * @throws IOException if the platform did not sign that, or it says nothing of the kind
   */
  ModuleEnd checkEnd(String descriptor, String signature) throws IOException {
    requireSigned(descriptor, signature);
    try {
      var end = Codec.fromJson(descriptor, ModuleEnd.class);
      if (!isId(end.id())) {
        throw new IOException("its id is none");
      }
      return end;
    } catch (MalformedMessage e) {
      throw new IOException("what says so is damaged: " + e.getMessage());
    }
  }

  private void requireSigned(String text, String signature) throws IOException {
    if (authorities.get().stream().noneMatch(a -> Keys.verifies(a, text, signature))) {
      throw new IOException("the platform's signature is missing");
    }
  }

  private static boolean isId(String text) {
    return text.matches("[a-z][a-z0-9-]{2,59}");
  }

  private static boolean isHash(String text) {
    return text.matches("[0-9a-f]{64}");
  }

  /** All that are whole; what is damaged is left out and fetched again when offered. */
  List<Kept> all() {
    var found = new ArrayList<Kept>();
    for (var id : DurableFile.list(directory)) {
      of(id).ifPresent(found::add);
    }
    return found;
  }

  Optional<Kept> of(String id) {
    var current = directory.resolve(id).resolve(CURRENT);
    if (!Files.exists(current)) {
      return Optional.empty();
    }
    try {
      var vouched = Codec.fromJson(Files.readString(current), Vouched.class);
      var descriptor = check(vouched.descriptor(), vouched.signature());
      var jar = jar(descriptor);
      if (!descriptor.id().equals(id) || !hash(jar, null).equals(descriptor.sha256())) {
        throw new IOException("its jar is not what the platform signed");
      }
      if (ended(descriptor)) {
        return Optional.empty(); // the agent ended while it took it out
      }
      return Optional.of(new Kept(descriptor, jar, vouched));
    } catch (IOException | MalformedMessage e) {
      LOG.warn("Module " + id + " is not started", e);
      return Optional.empty();
    }
  }

  /**
   * Highest counter that was ever taken of this id; -1 for none. Counts even if the jar is gone.
   */
  long counter(String id) {
    return Math.max(
        said(id, CURRENT, v -> check(v.descriptor(), v.signature()).counter()),
        said(id, ENDED, v -> checkEnd(v.descriptor(), v.signature()).counter()));
  }

  /** Whether that counter is of its end. */
  boolean ended(ModuleDescriptor descriptor) {
    return said(descriptor.id(), ENDED, v -> checkEnd(v.descriptor(), v.signature()).counter())
        >= descriptor.counter();
  }

  private interface Counter {
    long of(Vouched vouched) throws IOException;
  }

  private long said(String id, String name, Counter counter) {
    var file = directory.resolve(id).resolve(name);
    if (!Files.exists(file)) {
      return -1;
    }
    try {
      return counter.of(Codec.fromJson(Files.readString(file), Vouched.class));
    } catch (MalformedMessage | IOException e) {
      LOG.warn("The last counter of module " + id + " is damaged", e);
      return -1;
    }
  }

  /** How often it crashed here; none at all if that cannot be read. */
  CrashLog crashes(ModuleDescriptor descriptor) {
    return crashes(descriptor.id(), descriptor.sha256())
        .orElseGet(() -> CrashLog.of(descriptor.version(), descriptor.sha256()));
  }

  Optional<CrashLog> crashes(String id, String sha256) {
    if (!isId(id) || !isHash(sha256)) {
      return Optional.empty();
    }
    var file = directory.resolve(id).resolve(sha256 + CRASHES);
    try {
      return Files.exists(file)
          ? Optional.of(Codec.fromJson(Files.readString(file), CrashLog.class))
          : Optional.empty();
    } catch (MalformedMessage | IOException e) {
      LOG.warn("How often module " + id + " crashed is not known any more", e);
      return Optional.empty();
    }
  }

  /** Nothing to tell is no file. */
  void write(String id, CrashLog log) throws IOException {
    var file = directory.resolve(id).resolve(log.sha256() + CRASHES);
    if (log.equals(CrashLog.of(log.version(), log.sha256()))) {
      Files.deleteIfExists(file);
    } else {
      DurableFile.privateDirectory(directory.resolve(id));
      DurableFile.write(file, Codec.toJson(log));
    }
  }

  /**
   * @return what was just being started when the agent ended; it is noted as a crash
   */
  List<String> diedStarting(Instant now) {
    var died = new ArrayList<String>();
    for (var id : DurableFile.list(directory)) {
      for (var log : crashes(id)) {
        if (log.starting()) {
          died.add(id + ' ' + log.version());
          try {
            write(id, log.crashed(DIED, now));
          } catch (IOException e) {
            LOG.warn("The crash of module " + id + " could not be noted", e);
          }
        }
      }
    }
    return died;
  }

  /** It started, and the agent lives. */
  void started(String id) throws IOException {
    for (var log : crashes(id)) {
      if (log.starting()) {
        write(id, log.starting(false));
      }
    }
  }

  private List<CrashLog> crashes(String id) {
    var found = new ArrayList<CrashLog>();
    for (var name : DurableFile.list(directory.resolve(id))) {
      if (name.endsWith(CRASHES)) {
        crashes(id, name.substring(0, name.length() - CRASHES.length())).ifPresent(found::add);
      }
    }
    return found;
  }

  /**
   * @param running hashes of what runs, by id
   * @return how all are, by id
   */
  List<ModuleState> states(Map<String, String> running) {
    var states = new ArrayList<ModuleState>();
    var ids = DurableFile.list(directory);
    Arrays.sort(ids);
    for (var id : ids) {
      var current = descriptor(id);
      current
          .map(c -> crashes(c).toState(id, c.sha256().equals(running.get(id))))
          .ifPresent(states::add);
      crashes(id).stream()
          .filter(log -> log.crashes() > 0)
          .filter(log -> current.filter(c -> c.sha256().equals(log.sha256())).isEmpty())
          .map(log -> log.toState(id, false))
          .forEach(states::add);
    }
    return List.copyOf(states);
  }

  private Optional<ModuleDescriptor> descriptor(String id) {
    var current = directory.resolve(id).resolve(CURRENT);
    if (!Files.exists(current)) {
      return Optional.empty();
    }
    try {
      var vouched = Codec.fromJson(Files.readString(current), Vouched.class);
      return Optional.of(check(vouched.descriptor(), vouched.signature()));
    } catch (IOException | MalformedMessage e) {
      return Optional.empty(); // said when it was to be started
    }
  }

  /**
   * Copies a jar to disk, checked while it comes.
   *
   * @throws IOException if it is not, byte for byte, what the descriptor says; nothing is kept then
   */
  Path keepJar(ModuleDescriptor descriptor, InputStream in) throws IOException {
    var jar = jar(descriptor);
    DurableFile.privateDirectory(directory.resolve(descriptor.id()));
    var partial = jar.resolveSibling(jar.getFileName() + DurableFile.PARTIAL);
    try {
      DurableFile.createPrivate(partial);
      copy(in, partial, descriptor.size());
      if (!hash(partial, descriptor.size()).equals(descriptor.sha256())) {
        throw new IOException("what the server gave is not what the platform signed");
      }
      PublisherSignature.check(partial, descriptor.publisher());
      DurableFile.replace(partial, jar);
      return jar;
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** From now on this is the module; jars before it are removed. */
  void makeCurrent(ModuleDescriptor descriptor, Vouched vouched) throws IOException {
    var own = directory.resolve(descriptor.id());
    DurableFile.write(own.resolve(CURRENT), Codec.toJson(vouched));
    keepOnly(own, Set.of(CURRENT, descriptor.sha256() + ".jar", descriptor.sha256() + CRASHES));
  }

  /** It is over; that it was here stays known, so that nothing older comes back. */
  void end(String id, Vouched vouched) throws IOException {
    var own = DurableFile.privateDirectory(directory.resolve(id));
    DurableFile.write(own.resolve(ENDED), Codec.toJson(vouched));
    keepOnly(own, Set.of(ENDED));
  }

  private static void keepOnly(Path own, Set<String> names) throws IOException {
    for (var name : DurableFile.list(own)) {
      if (!names.contains(name)) {
        Files.deleteIfExists(own.resolve(name));
      }
    }
  }

  /** The same module, signed anew. */
  void vouchAgain(String id, Vouched vouched) throws IOException {
    var current = directory.resolve(id).resolve(CURRENT);
    var json = Codec.toJson(vouched);
    if (!json.equals(Files.readString(current))) {
      DurableFile.write(current, json);
    }
  }

  private Path jar(ModuleDescriptor descriptor) {
    return directory.resolve(descriptor.id()).resolve(descriptor.sha256() + ".jar");
  }

  private static void copy(InputStream in, Path to, long size) throws IOException {
    try (var out = Files.newOutputStream(to)) {
      var buffer = new byte[16 * 1024];
      long total = 0;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        total += count;
        if (total > size) {
          throw new IOException("the server gave more than was promised");
        }
        out.write(buffer, 0, count);
      }
    }
  }

  private static String hash(Path file, @Nullable Long size) throws IOException {
    if (size != null && Files.size(file) != size) {
      throw new IOException("the server gave less than was promised");
    }
    try (var in = Files.newInputStream(file)) {
      var digest = MessageDigest.getInstance("SHA-256");
      var buffer = new byte[16 * 1024];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
      return Keys.hex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }
}
