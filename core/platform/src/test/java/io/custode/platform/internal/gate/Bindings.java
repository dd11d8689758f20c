// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

import io.custode.persistence.core.TenantBinding;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Binds threads as the store's does. */
final class Bindings implements TenantBinding {
  private final ThreadLocal<@Nullable Binding> bound = new ThreadLocal<>();

  @Override
  public <T> T bind(Binding binding, Supplier<T> work) {
    var before = bound.get();
    bound.set(binding);
    try {
      return work.get();
    } finally {
      bound.set(before);
    }
  }

  @Override
  public @Nullable Binding current() {
    return bound.get();
  }

  @Override
  public void meter(@Nullable LongAdder held) {
    // nothing is stored here
  }
}
