// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.release;

import io.custode.agent.protocol.MalformedArchive;
import io.custode.agent.protocol.ReleaseArchive;
import io.custode.agent.protocol.ReleaseDescriptor;
import io.custode.agent.protocol.RuntimeVersion;
import io.custode.api.access.Access;
import io.custode.api.agent.AgentRelease;
import io.custode.api.agent.AgentReleaseAdded;
import io.custode.api.agent.AgentReleaseId;
import io.custode.api.agent.AgentReleaseRemoved;
import io.custode.api.agent.AgentReleases;
import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.json.Json;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.core.access.UserNames;
import io.custode.gateway.internal.Door;
import io.custode.persistence.TenantStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Releases as rows, their archives in pieces, so that every node and every backup has them. */
@Component(service = {AgentReleases.class, JpaAgentReleases.class})
public final class JpaAgentReleases implements AgentReleases {
  private static final String WRITE = "core.agent-release.write";

  /** A few versions for each system and processor. */
  private static final int MOST = 200;

  private final TenantStore store;
  private final Door door;
  private final Access access;
  private final UserNames names;
  private final Audit audit;
  private final Events events;

  @Activate
  public JpaAgentReleases(
      @Reference(target = "(custode.schema=gateway)") TenantStore store,
      @Reference Door door,
      @Reference Access access,
      @Reference UserNames names,
      @Reference Audit audit,
      @Reference Events events) {
    this.store = store;
    this.door = door;
    this.access = access;
    this.names = names;
    this.audit = audit;
    this.events = events;
  }

  @Override
  public Page<AgentRelease> find(PageRequest page) {
    long before =
        page.cursor() == null ? Long.MAX_VALUE : number(Cursor.read(page.cursor(), 1).get(0));
    var rows =
        door.everywhere(
            () ->
                store.read(
                    em ->
                        em.createQuery(
                                "select r from ReleaseEntity r where r.counter < :before"
                                    + " order by r.counter desc",
                                ReleaseEntity.class)
                            .setParameter("before", before)
                            .setMaxResults(page.limit() + 1)
                            .getResultList()));
    var cut = Page.cut(rows, page, r -> Cursor.of(Long.toString(r.counter())));
    var by = names.of(cut.items().stream().map(ReleaseEntity::addedBy).toList());
    return new Page<>(
        cut.items().stream().map(r -> r.toRelease(by.apply(r.addedBy()))).toList(), cut.next());
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Invalid.field("cursor", "is none of ours");
    }
  }

  @Override
  public AgentRelease add(InputStream archive) {
    access.require(WRITE);
    var by = access.current().id().value();
    try (var upload = Upload.of(archive)) {
      var contents = read(upload);
      var at = Instant.now().truncatedTo(ChronoUnit.MICROS);
      var added =
          shown(door.everywhere(() -> store.write(em -> add(em, contents, upload, by, at))));
      if (added.addedAt().equals(at)) {
        audit.record("core.agent-release.add", "agent-release/" + added.id(), detail(added));
      }
      return added;
    }
  }

  private static ReleaseArchive.Contents read(Upload upload) {
    try (var in = Files.newInputStream(upload.path())) {
      return ReleaseArchive.check(in);
    } catch (MalformedArchive e) {
      throw Invalid.field("archive", "is no archive of the agent: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ReleaseEntity add(
      EntityManager em, ReleaseArchive.Contents contents, Upload upload, String by, Instant at) {
    var all = all(em);
    var same = all.stream().filter(r -> r.release().equals(contents.release())).findFirst();
    if (same.isPresent()) {
      if (same.get().sha256().equals(upload.sha256())) {
        return same.get();
      }
      throw new Conflict(
          "agent-release-exists",
          "There is another archive of this version for this system and processor; nothing was"
              + " changed.",
          "Give the new one a version of its own, or remove the other one first.");
    }
    if (all.size() >= MOST) {
      throw new Conflict(
          "too-many-agent-releases",
          "There are " + MOST + " releases already; nothing was changed.",
          "Remove those that no agent needs.");
    }
    long last = all.stream().mapToLong(ReleaseEntity::counter).max().orElse(0);
    // grows even if the last one was removed: an agent that runs it takes nothing older
    var row = new ReleaseEntity(contents, upload, Math.max(last + 1, at.getEpochSecond()), by, at);
    em.persist(row);
    em.flush();
    events.publish(new AgentReleaseAdded(EventId.next(), at, AgentReleaseId.of(row.id())));
    pieces(em, row.id(), upload);
    return row;
  }

  private AgentRelease shown(ReleaseEntity row) {
    return row.toRelease(names.of(List.of(row.addedBy())).apply(row.addedBy()));
  }

  private static void pieces(EntityManager em, String release, Upload upload) {
    try (var in = Files.newInputStream(upload.path())) {
      int number = 0;
      for (var some = in.readNBytes(ReleasePieceEntity.LENGTH);
          some.length > 0;
          some = in.readNBytes(ReleasePieceEntity.LENGTH)) {
        em.persist(new ReleasePieceEntity(release, number++, some));
        em.flush();
        // an archive need not be in memory at once
        em.clear();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public AgentRelease remove(AgentReleaseId id) {
    access.require(WRITE);
    var removed = shown(door.everywhere(() -> store.write(em -> remove(em, id))));
    audit.record("core.agent-release.remove", "agent-release/" + id, detail(removed));
    return removed;
  }

  private ReleaseEntity remove(EntityManager em, AgentReleaseId id) {
    var row = em.find(ReleaseEntity.class, id.value());
    if (row == null) {
      throw new NotFound("agent release", id);
    }
    em.createQuery("delete from ReleasePieceEntity p where p.release = :release")
        .setParameter("release", id.value())
        .executeUpdate();
    em.remove(row);
    events.publish(new AgentReleaseRemoved(EventId.next(), Instant.now(), id));
    return row;
  }

  /** What is in it is plain: versions, names of systems and processors, hexadecimal digits. */
  private static Json detail(AgentRelease release) {
    return new Json(
        "{\"version\":\"%s\",\"os\":\"%s\",\"arch\":\"%s\",\"sha256\":\"%s\"}"
            .formatted(release.version(), release.os(), release.arch(), release.sha256()));
  }

  /**
   * What to give to a machine, to be signed.
   *
   * @param version null: the latest
   * @param expires of the descriptor
   */
  Optional<ReleaseDescriptor> fitting(
      String os, String arch, @Nullable String version, Instant expires) {
    return door.everywhere(() -> store.read(JpaAgentReleases::all)).stream()
        .filter(r -> r.release().runsOn(os, arch))
        .filter(r -> version == null || r.release().version().equals(version))
        .max(Comparator.comparing(JpaAgentReleases::version))
        .map(r -> r.descriptor(expires));
  }

  private static RuntimeVersion version(ReleaseEntity row) {
    return RuntimeVersion.parse(row.release().version()).orElseThrow();
  }

  private static List<ReleaseEntity> all(EntityManager em) {
    return em.createQuery("select r from ReleaseEntity r", ReleaseEntity.class)
        .setMaxResults(MOST)
        .getResultList();
  }

  /**
   * An archive, by its hash.
   *
   * @param content read piece by piece from the database, with no transaction open between two
   */
  public record Stored(long size, InputStream content) {}

  /**
   * @return empty if no release has that hash
   */
  public Optional<Stored> open(String sha256) {
    return door.everywhere(
            () ->
                store.read(
                    em ->
                        em
                            .createQuery(
                                "select r from ReleaseEntity r where r.sha256 = :sha256",
                                ReleaseEntity.class)
                            .setParameter("sha256", sha256)
                            .setMaxResults(1)
                            .getResultList()
                            .stream()
                            .findFirst()))
        .map(r -> new Stored(r.size(), new SequenceInputStream(new Pieces(this, r))));
  }

  /**
   * @throws Problem if the release was removed meanwhile
   */
  byte[] piece(String release, int number) {
    return door.everywhere(
        () ->
            store.read(
                em ->
                    em
                        .createQuery(
                            "select p from ReleasePieceEntity p where p.release = :release"
                                + " and p.number = :number",
                            ReleasePieceEntity.class)
                        .setParameter("release", release)
                        .setParameter("number", number)
                        .getResultList()
                        .stream()
                        .findFirst()
                        .map(ReleasePieceEntity::content)
                        .orElseThrow(() -> new NotFound("agent release", release))));
  }
}
