// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

import io.custode.persistence.core.TenantBinding;
import io.custode.persistence.core.TenantBinding.Binding;
import io.custode.platform.internal.access.Caller;
import io.custode.platform.internal.access.Callers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What a thread has with it, for another thread to go on with. */
final class Carried {
  private final Callers callers;
  private final TenantBinding binding;
  private final WorkGate gate;
  private final @Nullable Caller caller;
  private final @Nullable Binding bound;
  private final List<String> owners;
  private final @Nullable Map<String, String> said;

  /** That of the current thread. */
  Carried(Callers callers, TenantBinding binding, WorkGate gate) {
    this.callers = callers;
    this.binding = binding;
    this.gate = gate;
    this.caller = callers.caller().orElse(null);
    this.bound = binding.current();
    this.owners = gate.owners();
    this.said = MDC.getCopyOfContextMap();
  }

  /** Runs work as if it ran where this comes from. */
  <T> T run(Callable<T> work) throws Exception {
    if (said != null) {
      MDC.setContextMap(said);
    }
    try {
      return gate.inside(owners, () -> bound(work));
    } finally {
      MDC.clear();
    }
  }

  private <T> T bound(Callable<T> work) throws Exception {
    var ran = new Ran<>(work);
    Supplier<@Nullable T> inner = bound == null ? ran : () -> binding.bind(bound, ran);
    var result = caller == null ? inner.get() : callers.with(caller, inner);
    return ran.orThrow(result);
  }

  /** Work that keeps its exception for later. */
  private static final class Ran<T> implements Supplier<@Nullable T> {
    private final Callable<T> work;
    private @Nullable Exception failure;

    Ran(Callable<T> work) {
      this.work = work;
    }

    @Override
    public @Nullable T get() {
      try {
        return work.call();
      } catch (Exception e) {
        failure = e;
        return null;
      }
    }

    @SuppressWarnings("NullAway") // null is what the work returned then
    T orThrow(@Nullable T result) throws Exception {
      if (failure != null) {
        throw failure;
      }
      return result;
    }
  }
}
