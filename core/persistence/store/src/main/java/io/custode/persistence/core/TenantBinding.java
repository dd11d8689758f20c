// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.core;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Binds the calling thread. */
@ProviderType
public interface TenantBinding {
  /**
   * Runs work under a binding and restores the one before, whatever happens.
   *
   * @throws IllegalStateException inside an open transaction under another binding
   */
  <T> T bind(Binding binding, Supplier<T> work);

  /**
   * @return the binding of this thread, or null
   */
  @Nullable Binding current();

  /**
   * Counts for how long transactions of this thread hold a connection, from now on.
   *
   * @param held nanoseconds; null to count no more
   */
  void meter(@Nullable LongAdder held);

  /**
   * What a thread may touch.
   *
   * @param tenant rows of this tenant, or null for none
   * @param viewer fleet views of this user, or null for none
   * @param provider provider-wide tables too
   */
  record Binding(@Nullable String tenant, @Nullable String viewer, boolean provider) {}
}
