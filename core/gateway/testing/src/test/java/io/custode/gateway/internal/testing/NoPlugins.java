// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.testing;

import io.custode.api.plugin.PluginId;
import io.custode.core.call.PluginCalls;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Everything is core's own, and runs where it is. */
public final class NoPlugins implements PluginCalls {
  @Override
  public <T> T call(PluginId plugin, Callable<T> work) throws Exception {
    return work.call();
  }

  @Override
  public <S> S guarded(Class<S> spi, S service) {
    return service;
  }

  @Override
  public <S> S guarded(Class<S> spi, S service, Duration atMost) {
    return service;
  }
}
