// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

import io.custode.api.plugin.PluginId;
import io.custode.persistence.core.TenantBinding;
import io.custode.platform.internal.access.Callers;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Services of a plugin that is given a tenth of a second. */
public final class Hasty implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMillis(100);

  /** Nobody is bound. */
  private static final class Unbound implements TenantBinding {
    @Override
    public <T> T bind(Binding binding, Supplier<T> work) {
      return work.get();
    }

    @Override
    public @Nullable Binding current() {
      return null;
    }

    @Override
    public void meter(@Nullable LongAdder held) {
      // nothing is stored here
    }
  }

  private final BoundedCalls calls =
      new BoundedCalls(
          new Callers(),
          new Unbound(),
          new WorkGate(),
          4,
          4,
          LONGEST,
          PatientCalls.BUDGET,
          new Suspect(null));

  /** A service, as it is called if a plugin registers it. */
  public <S> S guarded(String plugin, Class<S> spi, S service) {
    return new GuardedService(calls, PluginId.of(plugin), service, LONGEST).as(spi);
  }

  @Override
  public void close() {
    calls.stop();
  }
}
