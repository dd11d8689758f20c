// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.imports.Import;
import io.custode.api.imports.ImportId;
import io.custode.api.imports.ImportKind;
import io.custode.api.imports.ImportState;
import io.custode.api.imports.Imports;
import io.custode.api.imports.NewImport;
import io.custode.api.imports.Reject;
import io.custode.api.imports.Trial;
import io.custode.api.job.Jobs;
import io.custode.api.json.Json;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantContext;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Caller;
import io.custode.platform.internal.access.Callers;
import io.custode.platform.internal.access.SystemParts;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.rule.Micros;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Imports, kept with the provider: tenants are made by some. */
@Component
public final class JpaImports implements Imports {
  static final int MOST_BYTES = 20 * 1024 * 1024;

  private final TenantStore store;
  private final TenantContext tenants;
  private final Visibility visibility;
  private final Callers callers;
  private final Intakes intakes;
  private final Jobs jobs;
  private final Audit audit;

  @Activate
  public JpaImports(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Visibility visibility,
      @Reference Callers callers,
      @Reference Intakes intakes,
      @Reference Jobs jobs,
      @Reference Audit audit) {
    this.store = store;
    this.tenants = tenants;
    this.visibility = visibility;
    this.callers = callers;
    this.intakes = intakes;
    this.jobs = jobs;
    this.audit = audit;
  }

  @Override
  public Trial check(NewImport file) {
    if (file.file().length == 0 || file.file().length > MOST_BYTES) {
      throw Invalid.field("file", "must be 1 byte to 20 MiB");
    }
    var intake = intakes.of(file.kind());
    intake.permissions().forEach(callers::require);
    var tenant = tenants.current().orElse(null);
    if (tenant != null && file.kind() == ImportKind.TENANTS) {
      throw Invalid.field("kind", "of tenants is for no tenant");
    }
    var text = CsvText.of(file.file(), file.encoding());
    var csv = CsvFile.of(text.text());
    intakes.checkColumns(csv, file.kind(), tenant != null);
    var tally = new Tally();
    new Batches(store, tenants, visibility, intakes, file.kind(), true, tally::add)
        .run(csv, tenant, 0);
    if (tally.seen() == 0) {
      throw Invalid.field("file", "must have a row below its heading");
    }
    var id = ImportId.next();
    var entity =
        new ImportEntity(
            id, tenant, file.kind(), text.encoding(), csv.separator(), callers.current().id());
    entity.counted(tally);
    var kept = visibility.asProvider(() -> store.write(em -> keep(em, entity, text.text(), tally)));
    return new Trial(kept, tally.differences(), tally.firstRejects());
  }

  private Import keep(EntityManager em, ImportEntity entity, String text, Tally tally) {
    em.persist(entity);
    var made = entity.toImport();
    em.persist(new ImportBodyEntity(made.id(), text));
    tally.rejects().forEach(reject -> em.persist(new RejectEntity(made.id(), reject)));
    em.flush();
    audit.record("core.import.check", "import/" + made.id(), counts(made));
    return made;
  }

  static Json counts(Import of) {
    return new Json(
        "{\"kind\":\"%s\",\"rows\":%d,\"created\":%d,\"changed\":%d,\"same\":%d,\"rejected\":%d}"
            .formatted(of.kind(), of.seen(), of.created(), of.changed(), of.same(), of.rejected()));
  }

  @Override
  public Import start(ImportId id) {
    var found = get(id).orElseThrow(() -> new NotFound("import", id));
    intakes.of(found.kind()).permissions().forEach(callers::require);
    if (!found.requestedBy().equals(callers.current().id())) {
      throw new Conflict(
          "import-of-another",
          "It runs with what its sender may do, and you are another; nothing was changed.",
          "Send the file yourself.");
    }
    var started = visibility.asProvider(() -> store.write(em -> start(em, id)));
    try {
      callers.with(
          new Caller(SystemParts.part("imports"), "system"), () -> jobs.run(ImportJob.NAME));
    } catch (Conflict | NotFound e) {
      // it runs already and looks again before it ends, or begins within a minute by itself
      return started;
    }
    return started;
  }

  private Import start(EntityManager em, ImportId id) {
    var entity = em.find(ImportEntity.class, id.value());
    if (entity == null) {
      throw new NotFound("import", id);
    }
    if (entity.state() != ImportState.CHECKED) {
      throw new Conflict(
          "import-started",
          "The import was started before; nothing was changed.",
          "Look how far it is: msp:import-show.");
    }
    entity.start();
    em.createQuery("delete from RejectEntity r where r.of = :id")
        .setParameter("id", id.value())
        .executeUpdate();
    em.flush();
    audit.record("core.import.start", "import/" + id, Json.EMPTY);
    return entity.toImport();
  }

  @Override
  public Optional<Import> get(ImportId id) {
    return visibility
        .asProvider(
            () ->
                store.read(
                    em ->
                        Optional.ofNullable(em.find(ImportEntity.class, id.value()))
                            .map(ImportEntity::toImport)))
        .filter(this::isSeen);
  }

  private boolean isSeen(Import one) {
    var bound = tenants.current().orElse(null);
    var of = one.tenant();
    if (bound != null) {
      return bound.equals(of);
    }
    return of == null
        ? one.requestedBy().equals(callers.current().id())
        : visibility.sees(callers.current(), of);
  }

  @Override
  public Page<Import> find(PageRequest page) {
    var bound = tenants.current().orElse(null);
    var me = callers.current().id().value();
    var after = page.cursor() == null ? null : Cursor.read(page.cursor(), 2);
    var jpql =
        "select i from ImportEntity i where "
            + (bound != null
                ? "i.tenant = :who"
                : "((i.tenant is null and i.requestedBy = :who) or i.tenant in"
                    + " (select v.tenant from VisibleEntity v where v.viewer = :who))")
            + (after == null
                ? ""
                : " and (i.createdAt < :at or (i.createdAt = :at and i.id < :id))")
            + " order by i.createdAt desc, i.id desc";
    List<Import> rows =
        visibility.asProvider(
            () ->
                store.read(
                    em -> {
                      var q =
                          em.createQuery(jpql, ImportEntity.class)
                              .setParameter("who", bound == null ? me : bound.value());
                      if (after != null) {
                        q.setParameter("at", Micros.instant(after.get(0)))
                            .setParameter("id", after.get(1));
                      }
                      return q.setMaxResults(page.limit() + 1)
                          .getResultStream()
                          .map(ImportEntity::toImport)
                          .toList();
                    }));
    return Page.cut(rows, page, i -> Cursor.of(Micros.text(i.createdAt()), i.id().value()));
  }

  @Override
  public Page<Reject> rejects(ImportId id, PageRequest page) {
    if (get(id).isEmpty()) {
      throw new NotFound("import", id);
    }
    long after = page.cursor() == null ? 0 : number(Cursor.read(page.cursor(), 1).get(0));
    List<Reject> rows =
        visibility.asProvider(
            () ->
                store.read(
                    em ->
                        em.createQuery(
                                "select r from RejectEntity r where r.of = :id and r.number > :after"
                                    + " order by r.number",
                                RejectEntity.class)
                            .setParameter("id", id.value())
                            .setParameter("after", after)
                            .setMaxResults(page.limit() + 1)
                            .getResultStream()
                            .map(RejectEntity::toReject)
                            .toList()));
    return Page.cut(rows, page, r -> Cursor.of(Long.toString(r.row())));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Invalid.field("cursor", "is none of ours");
    }
  }
}
