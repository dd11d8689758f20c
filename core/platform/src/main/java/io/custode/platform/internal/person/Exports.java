// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.person;

import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.person.PersonErased;
import io.custode.api.person.PersonId;
import io.custode.core.access.Doors;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import io.custode.spi.event.OnEveryNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.ZipFile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of exports in this node's home. Each says in its comment whose it is, whatever its name
 * became, and goes when he is erased; a node that was away then looks when it starts.
 */
@Component(
    service = {Exports.class, EventListener.class},
    immediate = true)
@OnEveryNode
@ListensTo(PersonErased.class)
public final class Exports implements EventListener<PersonErased> {
  private static final Logger LOG = LoggerFactory.getLogger(Exports.class);

  private final Path directory;
  private final People people;
  private final Doors doors;

  @Activate
  public Exports(@Reference People people, @Reference Doors doors) {
    this(Path.of(System.getProperty("karaf.data", "data"), "export"), people, doors);
    try {
      sweep();
    } catch (Problem | UncheckedIOException e) {
      LOG.warn("Exports of persons were not looked through; the next start does it", e);
    }
  }

  Exports(Path directory, People people, Doors doors) {
    this.directory = directory;
    this.people = people;
    this.doors = doors;
  }

  /** Those of whom there is not any more go, and those that a stop left half-written. */
  void sweep() {
    files().stream().filter(Exports::isPart).forEach(Exports::delete);
    remove(person -> !isThere(person));
  }

  /** No export can have such a name. */
  private Path part(String name) {
    return directory.resolve("." + name + ".part");
  }

  private static boolean isPart(Path file) {
    var name = file.getFileName().toString();
    return name.startsWith(".") && name.endsWith(".part");
  }

  private boolean isThere(PersonId person) {
    try {
      doors.as(doors.system("persons"), "system", () -> people.get(person));
      return true;
    } catch (NotFound e) {
      return false;
    }
  }

  /**
   * @param name a plain one
   * @throws IOException if there is a file of that name, or it cannot be written
   * @throws NotFound if the person was erased meanwhile
   */
  Path write(String name, byte[] zip) throws IOException {
    var file = directory.resolve(name);
    var part = part(name);
    Files.createDirectories(directory);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.write(part, zip);
      Files.move(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
    // who was erased before the file had its name did not find it
    var gone = of(file).filter(person -> !isThere(person));
    if (gone.isPresent()) {
      delete(file);
      throw new NotFound("user or contact", gone.get());
    }
    return file;
  }

  @Override
  public void on(PersonErased event) {
    remove(event.person()::equals);
  }

  private void remove(Predicate<PersonId> whose) {
    for (var file : files()) {
      if (of(file).filter(whose).isPresent()) {
        delete(file);
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> files() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var all = Files.list(directory)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty for what somebody else put there. */
  private static Optional<PersonId> of(Path file) {
    try (var zip = new ZipFile(file.toFile())) {
      return Optional.ofNullable(zip.getComment()).map(PersonId::of);
    } catch (IOException | Problem e) {
      LOG.debug("{} is no export of a person", file, e);
      return Optional.empty();
    }
  }
}
