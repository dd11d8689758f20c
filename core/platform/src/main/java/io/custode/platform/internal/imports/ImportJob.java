// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.audit.Audit;
import io.custode.api.error.Problem;
import io.custode.api.error.Unavailable;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.imports.Import;
import io.custode.api.imports.ImportFinished;
import io.custode.api.imports.ImportId;
import io.custode.api.imports.ImportState;
import io.custode.api.tenant.TenantContext;
import io.custode.core.access.SignIn;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Caller;
import io.custode.platform.internal.access.Callers;
import io.custode.platform.internal.access.Visibility;
import io.custode.spi.job.Job;
import io.custode.spi.job.JobSchedule;
import io.custode.spi.job.JobScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Does the imports that were started, oldest first, each as who sent it. How far it is is written
 * after each batch; if the node falls in between, that batch is done again, and finds all as it
 * should be.
 */
@Component
@JobSchedule(
    name = ImportJob.NAME,
    description = "Take in the files that were started",
    cron = "0 * * * * ?",
    idempotent = true,
    timeoutSeconds = 86_400)
public final class ImportJob implements Job {
  static final String NAME = "core.import-run";
  private static final Duration KEPT = Duration.ofDays(1);

  private final TenantStore store;
  private final TenantContext tenants;
  private final Visibility visibility;
  private final Callers callers;
  private final Intakes intakes;
  private final Events events;
  private final Audit audit;
  private final Function<UserId, Optional<Principal>> senders;

  @Activate
  public ImportJob(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Visibility visibility,
      @Reference Callers callers,
      @Reference Intakes intakes,
      @Reference Events events,
      @Reference Audit audit,
      @Reference SignIn signIn) {
    this(store, tenants, visibility, callers, intakes, events, audit, signIn::now);
  }

  ImportJob(
      TenantStore store,
      TenantContext tenants,
      Visibility visibility,
      Callers callers,
      Intakes intakes,
      Events events,
      Audit audit,
      Function<UserId, Optional<Principal>> senders) {
    this.store = store;
    this.tenants = tenants;
    this.visibility = visibility;
    this.callers = callers;
    this.intakes = intakes;
    this.events = events;
    this.audit = audit;
    this.senders = senders;
  }

  @Override
  public void run(JobScope scope) throws InterruptedException {
    forgetUnused(Instant.now());
    for (var next = next(); next.isPresent(); next = next()) {
      try {
        run(next.get(), scope);
      } catch (CancellationException e) {
        throw new InterruptedException();
      }
    }
  }

  private <T> T write(Function<EntityManager, T> work) {
    return visibility.asProvider(() -> store.write(work));
  }

  private Optional<Import> next() {
    return visibility.asProvider(
        () ->
            store.read(
                em ->
                    em.createQuery(
                            "select i from ImportEntity i where i.state = :state"
                                + " order by i.createdAt, i.id",
                            ImportEntity.class)
                        .setParameter("state", ImportState.RUNNING)
                        .setMaxResults(1)
                        .getResultStream()
                        .findFirst()
                        .map(ImportEntity::toImport)));
  }

  private void run(Import one, JobScope scope) {
    var sender = senders.apply(one.requestedBy()).orElse(null);
    if (sender == null) {
      end(one.id(), ImportState.STOPPED, "Who sent it may not sign in any more.");
      return;
    }
    callers.with(new Caller(sender, "system"), () -> as(sender, one, scope));
  }

  private boolean as(Principal sender, Import one, JobScope scope) {
    try {
      if (!intakes.of(one.kind()).permissions().stream().allMatch(sender::may)) {
        end(one.id(), ImportState.STOPPED, "Who sent it may not write these any more.");
        return false;
      }
      var file = CsvFile.of(body(one.id()));
      new Batches(
              store,
              tenants,
              visibility,
              intakes,
              one.kind(),
              false,
              batch -> {
                went(one.id(), batch);
                if (scope.isCancelled()) {
                  throw new CancellationException();
                }
              })
          .run(file, one.tenant(), one.seen());
      end(one.id(), ImportState.DONE, null);
      return true;
    } catch (Unavailable e) {
      throw e;
    } catch (Problem e) {
      end(one.id(), ImportState.STOPPED, e.what());
      return false;
    }
  }

  private String body(ImportId id) {
    return visibility.asProvider(
        () -> store.read(em -> em.find(ImportBodyEntity.class, id.value()).body()));
  }

  private void went(ImportId id, Tally batch) {
    write(
        em -> {
          em.find(ImportEntity.class, id.value()).went(batch);
          batch.rejects().forEach(reject -> em.persist(new RejectEntity(id, reject)));
          return true;
        });
  }

  private void end(ImportId id, ImportState as, @Nullable String why) {
    write(
        em -> {
          var entity = em.find(ImportEntity.class, id.value());
          entity.end(as, why);
          drop(em, "ImportBodyEntity b where b.id", id);
          events.publish(new ImportFinished(EventId.next(), id, as, Instant.now()));
          audit.record("core.import.end", "import/" + id, JpaImports.counts(entity.toImport()));
          return true;
        });
  }

  private static void drop(EntityManager em, String what, ImportId id) {
    em.createQuery("delete from " + what + " = :id").setParameter("id", id.value()).executeUpdate();
  }

  /** What was tried and never started. */
  void forgetUnused(Instant now) {
    write(
        em -> {
          em.createQuery(
                  "select i from ImportEntity i where i.state = :state and i.createdAt < :then",
                  ImportEntity.class)
              .setParameter("state", ImportState.CHECKED)
              .setParameter("then", now.minus(KEPT))
              .setMaxResults(100)
              .getResultList()
              .forEach(
                  entity -> {
                    var id = entity.toImport().id();
                    drop(em, "ImportBodyEntity b where b.id", id);
                    drop(em, "RejectEntity r where r.of", id);
                    em.remove(entity);
                  });
          return true;
        });
  }
}
