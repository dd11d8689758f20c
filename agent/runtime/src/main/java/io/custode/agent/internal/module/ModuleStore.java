// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.module;

import io.custode.agent.internal.Log;
import io.custode.agent.internal.identity.Keys;
import io.custode.agent.internal.store.DurableFile;
import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.MalformedMessage;
import io.custode.agent.protocol.ModuleDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Modules on disk: per id the jar and what vouches for it, in one file that names it. */
final class ModuleStore {
  static final long LARGEST = 64L * 1024 * 1024;
  private static final Log LOG = Log.of("modules");
  private static final String CURRENT = "current";

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
  record Kept(ModuleDescriptor descriptor, Path jar) {}

  /**
   * @throws IOException if the platform did not sign it, or it is no descriptor
   */
  ModuleDescriptor check(String descriptor, String signature) throws IOException {
    if (authorities.get().stream().noneMatch(a -> Keys.verifies(a, descriptor, signature))) {
      throw new IOException("the platform's signature is missing");
    }
    try {
      var module = Codec.fromJson(descriptor, ModuleDescriptor.class);
      boolean named = module.id().matches("[a-z][a-z0-9]{2,29}");
      boolean versioned = module.version().matches("[0-9A-Za-z][0-9A-Za-z._-]{0,63}");
      if (!named || !versioned || !module.sha256().matches("[0-9a-f]{64}")) {
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
      return Optional.of(new Kept(descriptor, jar));
    } catch (IOException | MalformedMessage e) {
      LOG.warn("Module " + id + " is not started", e);
      return Optional.empty();
    }
  }

  /**
   * Highest counter that was ever taken of this id; -1 for none. Counts even if the jar is gone.
   */
  long counter(String id) throws IOException {
    var current = directory.resolve(id).resolve(CURRENT);
    if (!Files.exists(current)) {
      return -1;
    }
    try {
      var vouched = Codec.fromJson(Files.readString(current), Vouched.class);
      return check(vouched.descriptor(), vouched.signature()).counter();
    } catch (MalformedMessage | IOException e) {
      LOG.warn("The last counter of module " + id + " is damaged", e);
      return -1;
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
    for (var name : DurableFile.list(own)) {
      if (!name.equals(CURRENT) && !name.equals(descriptor.sha256() + ".jar")) {
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
