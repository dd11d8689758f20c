// SPDX-License-Identifier: Apache-2.0
package io.custode.core.call;

import io.custode.api.error.Problem;
import io.custode.api.error.Unavailable;
import io.custode.api.plugin.PluginId;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Calls plugins: on threads that are the plugin's own, so many at once, for so long at most. A
 * plugin that hangs takes no thread of anybody else.
 */
@ProviderType
public interface PluginCalls {
  /**
   * Runs work as whoever calls, bound to what he is bound to, on a thread of the plugin's. What the
   * plugin calls of its own from there runs on that thread.
   *
   * @return what the work returns
   * @throws Unavailable if the plugin is at work on as much as it may; nothing was run
   * @throws Problem {@code plugin-too-slow} if it took too long. The thread is interrupted, and
   *     stopped if that does not end it; the work may touch what it was given a moment longer
   * @throws Exception what the work throws
   */
  <T> T call(PluginId plugin, Callable<T> work) throws Exception;

  /**
   * A plugin's service as the platform calls it: each method as {@link #call} says, and what fails,
   * whatever it was, is a {@link RuntimeException} or what the method declares. A list or set that
   * it returns was read on the plugin's thread. Equal to another of the same service, so that
   * collections find it again.
   *
   * @param spi the interface that is called
   * @return the service itself if it is core's own
   */
  <S> S guarded(Class<S> spi, S service);

  /**
   * @param atMost how long a call takes at most
   */
  <S> S guarded(Class<S> spi, S service, Duration atMost);
}
