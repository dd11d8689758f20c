// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.store;

import io.custode.persistence.core.TenantBinding;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Per thread: who is bound, and which transaction is open. */
public final class Transactions implements TenantBinding {
  private final ThreadLocal<Binding> bound = new ThreadLocal<>();
  private final ThreadLocal<Transaction> open = new ThreadLocal<>();
  private final ThreadLocal<LongAdder> meters = new ThreadLocal<>();

  @Override
  public <T> T bind(Binding binding, Supplier<T> work) {
    Transaction transaction = open();
    if (transaction != null && !transaction.binding().equals(binding)) {
      throw new IllegalStateException(
          "A transaction of schema "
              + transaction.store().schema()
              + " is open under another binding; bind before it, or after it.");
    }
    Binding before = current();
    bound.set(binding);
    try {
      return work.get();
    } finally {
      if (before == null) {
        bound.remove();
      } else {
        bound.set(before);
      }
    }
  }

  @Override
  public @Nullable Binding current() {
    return bound.get();
  }

  @Override
  public void meter(@Nullable LongAdder held) {
    if (held == null) {
      meters.remove();
    } else {
      meters.set(held);
    }
  }

  void held(long nanos) {
    var meter = meters.get();
    if (meter != null) {
      meter.add(nanos);
    }
  }

  @Nullable Transaction open() {
    return open.get();
  }

  void opened(Transaction transaction) {
    open.set(transaction);
  }

  void closed() {
    open.remove();
  }
}
