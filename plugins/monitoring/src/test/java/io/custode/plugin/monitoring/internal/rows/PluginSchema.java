// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rows;

import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
import io.custode.persistence.testing.TestDatabase;
import java.util.Optional;
import java.util.function.Supplier;

/** The plugin's tables in a database of a test. */
public final class PluginSchema {
  private PluginSchema() {}

  public static TenantStore of(TestDatabase database) {
    return database.schema(
        "pmonitoring",
        "META-INF/custode/changelog.xml",
        WriterEntity.class,
        CommitEntity.class,
        SeriesEntity.class,
        ChunkEntity.class,
        CounterEntity.class);
  }

  /** Binds what the platform would. */
  public static TenantContext provider(TestDatabase database) {
    return new ProviderOf(database);
  }

  private record ProviderOf(TestDatabase database) implements TenantContext {
    @Override
    public Optional<TenantId> current() {
      return Optional.empty();
    }

    @Override
    public <T> T in(TenantId tenant, Supplier<T> work) {
      return database.as(tenant.value(), work);
    }

    @Override
    public <T> T asProvider(Supplier<T> work) {
      return database.provider(work);
    }
  }
}
