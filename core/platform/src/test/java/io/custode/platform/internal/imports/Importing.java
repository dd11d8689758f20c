// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.error.NotFound;
import io.custode.api.imports.Import;
import io.custode.api.imports.ImportKind;
import io.custode.api.imports.NewImport;
import io.custode.api.imports.Trial;
import io.custode.api.job.JobInfo;
import io.custode.api.job.JobRun;
import io.custode.api.job.Jobs;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.asset.JpaMergeProposals;
import io.custode.platform.internal.asset.Reconciler;
import io.custode.platform.internal.field.TestFields;
import io.custode.spi.job.JobScope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Imports on a platform, whose job runs when a test says so. */
final class Importing {
  final Platform platform;
  final JpaImports imports;
  final JpaMergeProposals proposals;
  final ImportJob job;
  final Map<UserId, Principal> senders = new HashMap<>();

  Importing(TestDatabases kind) {
    this(new Platform(kind));
  }

  Importing(Platform on) {
    platform = on;
    var p = platform;
    var intakes =
        new Intakes(
            new TenantIntake(p.tenants, p.visibility, p.callers),
            new SiteIntake(p.sites),
            new ContactIntake(p.contacts),
            new AssetIntake(new Reconciler(p.events, p.audit), p.binder, TestFields.of(p)));
    imports =
        new JpaImports(p.store, p.binder, p.visibility, p.callers, intakes, new NoJobs(), p.audit);
    proposals = new JpaMergeProposals(p.store, p.binder, p.events, p.audit, p.json);
    job =
        new ImportJob(
            p.store,
            p.binder,
            p.visibility,
            p.callers,
            intakes,
            p.events,
            p.audit,
            id -> Optional.ofNullable(senders.get(id)));
    senders.put(p.boss.id(), p.boss);
  }

  Trial check(TenantId tenant, ImportKind kind, String text) {
    return platform.in(tenant, () -> imports.check(file(kind, text)));
  }

  Trial check(ImportKind kind, String text) {
    return platform.as(platform.boss, () -> imports.check(file(kind, text)));
  }

  static NewImport file(ImportKind kind, String text) {
    return new NewImport(kind, text.getBytes(StandardCharsets.UTF_8), null);
  }

  /** Has it done. */
  Import done(Trial trial) {
    platform.as(platform.boss, () -> imports.start(trial.of().id()));
    work(() -> false);
    return get(trial);
  }

  Import get(Trial trial) {
    return platform.as(platform.boss, () -> imports.get(trial.of().id())).orElseThrow();
  }

  /**
   * @param cancelled asked after each batch
   */
  void work(BooleanSupplier cancelled) {
    var scope =
        new JobScope() {
          @Override
          public Instant dueAt() {
            return Instant.now();
          }

          @Override
          public boolean isRepeat() {
            return false;
          }

          @Override
          public boolean isCancelled() {
            return cancelled.getAsBoolean();
          }
        };
    platform.as(
        platform.doors.system("jobs"),
        () -> {
          try {
            job.run(scope);
          } catch (InterruptedException e) {
            // as when a node is stopped: it goes on with the next run
            return false;
          }
          return true;
        });
  }

  /** Nobody is woken here. */
  private static final class NoJobs implements Jobs {
    @Override
    public Optional<JobInfo> get(String name) {
      return Optional.empty();
    }

    @Override
    public Page<JobInfo> find(PageRequest page) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Page<JobRun> runs(String name, PageRequest page) {
      throw new UnsupportedOperationException();
    }

    @Override
    public JobInfo run(String name) {
      throw new NotFound("job", name);
    }

    @Override
    public JobInfo enable(String name, boolean enabled) {
      throw new UnsupportedOperationException();
    }
  }
}
