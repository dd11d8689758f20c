// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.file;

import io.custode.api.access.Access;
import io.custode.api.audit.Audit;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.file.FileId;
import io.custode.api.file.FileRemoved;
import io.custode.api.file.FileStored;
import io.custode.api.file.Files;
import io.custode.api.file.NewFile;
import io.custode.api.file.StoredFile;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.rule.Text;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Files in the core schema. */
@Component
public final class JpaFiles implements Files {
  private static final Pattern ABOUT = Pattern.compile("[a-z][a-z0-9.-]{1,59}/[A-Za-z0-9-]{1,40}");
  private static final Pattern PERMISSION =
      Pattern.compile("[a-z][a-z0-9]{2,29}(\\.[a-z][a-z0-9-]*){2}");

  /** Its name is what somebody called it, perhaps after a person: the audit never forgets. */
  private record Told(String about, long size, String sha256) {
    static Told of(StoredFile file) {
      return new Told(file.about(), file.size(), file.sha256());
    }
  }

  private final TenantStore store;
  private final TenantContext tenants;
  private final Access access;
  private final Events events;
  private final Audit audit;
  private final JsonMapping json;

  @Activate
  public JpaFiles(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Access access,
      @Reference Events events,
      @Reference Audit audit,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.store = store;
    this.tenants = tenants;
    this.access = access;
    this.events = events;
    this.audit = audit;
    this.json = json;
  }

  private TenantId bound() {
    return tenants
        .current()
        .orElseThrow(() -> Invalid.field("tenant", "must be named: a file is of one"));
  }

  @Override
  public StoredFile store(NewFile file, InputStream content) {
    var tenant = bound();
    var checked = new NewFile(name(file.name()), about(file.about()), permission(file));
    try (var spooled = Spooled.of(content)) {
      return store.write(
          em -> {
            checkRoom(em, spooled.size());
            var row =
                new FileEntity(tenant, checked, spooled, access.current().id(), Instant.now());
            em.persist(row);
            em.flush();
            var stored = row.toFile();
            audit.record("core.file.store", "file/" + row.id(), json.write(Told.of(stored)));
            events.publish(
                new FileStored(
                    EventId.next(), tenant, stored.id(), stored.about(), stored.storedAt()));
            Pieces.write(em, row.id(), spooled);
            return stored;
          });
    }
  }

  private static String name(String name) {
    var text = Text.name("name", name);
    if (text.matches(".*[/\\\\:*?\"<>|].*") || text.startsWith(".")) {
      throw Invalid.field("name", "must be the name of a file, without a path");
    }
    return text;
  }

  private static String about(String about) {
    if (!ABOUT.matcher(about).matches()) {
      throw Invalid.field("about", "must be like asset/<its id>");
    }
    return about;
  }

  private static String permission(NewFile file) {
    if (!PERMISSION.matcher(file.permission()).matches()) {
      throw Invalid.field("permission", "must be like core.asset.read");
    }
    return file.permission();
  }

  private static void checkRoom(EntityManager em, long size) {
    var used =
        em.createQuery("select sum(f.size) from FileEntity f", Number.class).getSingleResult();
    if (used != null && used.longValue() + size > MOST) {
      throw Invalid.field("file", "would be more than the " + (MOST >> 30) + " GiB of a tenant");
    }
  }

  @Override
  public Optional<StoredFile> get(FileId id) {
    bound();
    return store.read(em -> readable(em, id).map(FileEntity::toFile));
  }

  private Optional<FileEntity> readable(EntityManager em, FileId id) {
    return Optional.ofNullable(em.find(FileEntity.class, id.value()))
        .filter(row -> access.may(row.permission()));
  }

  @Override
  public Page<StoredFile> about(String about, PageRequest page) {
    bound();
    about(about);
    var after = page.cursor() == null ? List.of("", "") : Cursor.read(page.cursor(), 2);
    var readable = new ArrayList<StoredFile>();
    return store.read(
        em -> {
          var rows =
              em.createQuery(
                      "select f from FileEntity f where f.about = :about and f.nameKey >= :name"
                          + " and (f.nameKey > :name or f.id > :id) order by f.nameKey, f.id",
                      FileEntity.class)
                  .setParameter("about", about)
                  .setParameter("name", after.get(0))
                  .setParameter("id", after.get(1))
                  .setMaxResults(page.limit() + 1)
                  .getResultList();
          var cut = Page.cut(rows, page, row -> Cursor.of(row.nameKey(), row.id()));
          cut.items().stream()
              .filter(row -> access.may(row.permission()))
              .forEach(row -> readable.add(row.toFile()));
          return new Page<>(readable, cut.next());
        });
  }

  @Override
  public InputStream open(FileId id) {
    var tenant = bound();
    var file = get(id).orElseThrow(() -> new NotFound("file", id));
    return new SequenceInputStream(
        new Pieces(store, tenants, tenant, file.id().value(), file.size()));
  }

  @Override
  public void remove(FileId id) {
    var tenant = bound();
    store.write(
        em -> {
          var row = readable(em, id).orElseThrow(() -> new NotFound("file", id));
          Pieces.remove(em, row.id());
          em.remove(row);
          audit.record("core.file.remove", "file/" + id, json.write(Told.of(row.toFile())));
          events.publish(new FileRemoved(EventId.next(), tenant, id, row.about(), Instant.now()));
          return true;
        });
  }
}
