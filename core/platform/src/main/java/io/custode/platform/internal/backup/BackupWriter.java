// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.backup;

import io.custode.api.access.Access;
import io.custode.api.audit.Audit;
import io.custode.api.backup.BackupWritten;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.Problem;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.json.Json;
import io.custode.persistence.TenantStore;
import io.custode.persistence.core.DatabaseCopy;
import io.custode.platform.internal.access.Visibility;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes backups, one at a time: the rows first, then the keys that they are sealed under. */
@Component(service = BackupWriter.class)
public final class BackupWriter {
  static final String CREATE = "core.backup.create";
  private static final Logger LOG = LoggerFactory.getLogger(BackupWriter.class);
  private static final int LONGEST_PATH = 500;

  /** What of a home is no one else's and not made anew. */
  private static final List<String> HOME = List.of("keys", "etc", "settings");

  /** What was written. */
  record Written(String file, long bytes, long rows, int tables) {}

  private final DatabaseCopy copy;
  private final TenantStore store;
  private final Visibility visibility;
  private final Events events;
  private final Access access;
  private final Audit audit;
  private final Path home;
  private final String version;
  private final ReentrantLock alone = new ReentrantLock();

  @Activate
  public BackupWriter(
      BundleContext context,
      @Reference DatabaseCopy copy,
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility,
      @Reference Events events,
      @Reference Access access,
      @Reference Audit audit) {
    this(
        copy,
        store,
        visibility,
        events,
        access,
        audit,
        home(context.getProperty("custode.home")),
        plain(context.getBundle().getVersion()));
  }

  BackupWriter(
      DatabaseCopy copy,
      TenantStore store,
      Visibility visibility,
      Events events,
      Access access,
      Audit audit,
      Path home,
      String version) {
    this.copy = copy;
    this.store = store;
    this.visibility = visibility;
    this.events = events;
    this.access = access;
    this.audit = audit;
    this.home = home;
    this.version = version;
  }

  private static Path home(@org.jspecify.annotations.Nullable String property) {
    return Path.of(property == null ? "home" : property).toAbsolutePath().normalize();
  }

  private static String plain(org.osgi.framework.Version version) {
    return version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
  }

  /**
   * @param name absolute path of a file that is not there yet
   * @throws Invalid if it cannot be that
   * @throws Conflict if a backup is being written
   * @throws Problem if it cannot be written; nothing is left of it
   */
  Written write(String name) {
    access.require(CREATE);
    var file = file(name);
    if (!alone.tryLock()) {
      throw new Conflict(
          "backup-running",
          "Another backup is being written on this node; this one was not begun.",
          "Wait until it has ended.");
    }
    try {
      var written = whole(file);
      tell(written);
      LOG.info("Wrote the backup {}", written);
      return written;
    } catch (IOException e) {
      LOG.warn("A backup could not be written", e);
      throw new Problem(
          Problem.Kind.UNAVAILABLE,
          "backup-failed",
          "The backup could not be written ("
              + e.getMessage()
              + "): nothing is left of it, and the platform is as it was.",
          "Free some space there or name a file elsewhere, and repeat.");
    } finally {
      alone.unlock();
    }
  }

  private Path file(String name) {
    Path file;
    try {
      file = Path.of(name).normalize();
    } catch (InvalidPathException e) {
      throw Invalid.field("file", "must be a path");
    }
    var directory = file.getParent();
    if (!file.isAbsolute() || name.length() > LONGEST_PATH || directory == null) {
      throw Invalid.field("file", "must be an absolute path of at most 500 characters");
    }
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw Invalid.field("file", "is there already, and was not touched");
    }
    if (!Files.isDirectory(directory)) {
      throw Invalid.field("file", "must be in a directory that exists");
    }
    if (HOME.stream().anyMatch(part -> file.startsWith(home.resolve(part)))) {
      throw Invalid.field("file", "must not be where backups are taken of");
    }
    return file;
  }

  /** Under another name until all of it is on the disk. */
  private Written whole(Path file) throws IOException {
    var part =
        Files.createTempFile(
            file.getParent(),
            file.getFileName() + ".",
            ".part",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Counts counts;
      try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        counts = fill(Channels.newOutputStream(channel));
        if (channel.isOpen()) {
          channel.force(true);
        }
      }
      long bytes = Files.size(part);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return new Written(file.toString(), bytes, counts.rows, counts.tables);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static final class Counts {
    private long rows;
    private int tables;
    private final StringBuilder each = new StringBuilder();

    void add(String table, long count) {
      rows += count;
      tables++;
      each.append(table).append(' ').append(count).append('\n');
    }
  }

  private Counts fill(OutputStream out) throws IOException {
    var counts = new Counts();
    var buffered = new BufferedOutputStream(out, 1 << 16);
    // closed by who opened the file, after it was forced to the disk
    var archive = new Archive(buffered);
    archive.text(
        Archive.FIRST,
        "format=%d%nversion=%s%nmade=%s%ndatabase=%s%n"
            .formatted(Archive.FORMAT, version, Instant.now(), copy.database()));
    copy.write(
        Files.createDirectories(home.resolve("data")),
        new DatabaseCopy.Target() {
          @Override
          public OutputStream schema(String schema) throws IOException {
            return archive.entry("rows/" + schema + ".rows");
          }

          @Override
          public void counted(String schema, String table, long found) {
            counts.add(schema + "." + table, found);
          }
        });
    archive.text("counts", counts.each.toString());
    for (var part : HOME) {
      add(archive, home.resolve(part));
    }
    archive.finish();
    buffered.flush();
    return counts;
  }

  private void add(Archive archive, Path part) throws IOException {
    if (!Files.exists(part)) {
      return;
    }
    List<Path> files;
    // etc may be a link to where the system has its configuration
    try (Stream<Path> all = Files.walk(part, FileVisitOption.FOLLOW_LINKS)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (var file : files) {
      try (var in = Files.newInputStream(file);
          var out = archive.entry("home/" + home.relativize(file))) {
        in.transferTo(out);
      } catch (NoSuchFileException e) {
        // a temporary file of somebody who just wrote another one
        LOG.debug("{} has gone meanwhile", file);
      }
    }
  }

  private void tell(Written written) {
    visibility.asProvider(
        () ->
            store.write(
                em -> {
                  events.publish(
                      new BackupWritten(
                          EventId.next(),
                          Instant.now(),
                          written.file(),
                          written.bytes(),
                          written.rows(),
                          access.current().id().value()));
                  audit.record(CREATE, "backup", Json.EMPTY);
                  return true;
                }));
  }
}
