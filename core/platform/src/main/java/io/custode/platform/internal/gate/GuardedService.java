// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

import io.custode.api.plugin.PluginId;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a service of a plugin: each method runs on the plugin's threads, so long at most.
 */
final class GuardedService implements InvocationHandler {
  private final BoundedCalls calls;
  private final PluginId plugin;
  private final Object service;
  private final Duration atMost;

  GuardedService(BoundedCalls calls, PluginId plugin, Object service, Duration atMost) {
    this.calls = calls;
    this.plugin = plugin;
    this.service = service;
    this.atMost = atMost;
  }

  /** Of the plugin's own class loader: whoever asks for the service's bundle finds it. */
  <S> S as(Class<S> spi) {
    return spi.cast(
        Proxy.newProxyInstance(service.getClass().getClassLoader(), new Class<?>[] {spi}, this));
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return switch (method.getName()) {
        case "equals" -> arguments != null && isOf(arguments[0]);
        case "hashCode" -> System.identityHashCode(service);
        default -> service.getClass().getName();
      };
    }
    try {
      return calls.call(plugin, atMost, () -> whole(ask(method, arguments)));
    } catch (InterruptedException e) {
      if (List.of(method.getExceptionTypes()).contains(Exception.class)) {
        throw e;
      }
      throw BoundedCalls.cancelled();
    } catch (Error e) {
      // of the plugin's code, and the caller's thread is none of it
      throw new IllegalStateException("Plugin " + plugin + " failed: " + e, e);
    }
  }

  private boolean isOf(@Nullable Object other) {
    return other != null
        && Proxy.isProxyClass(other.getClass())
        && Proxy.getInvocationHandler(other) instanceof GuardedService same
        && same.service == service;
  }

  private @Nullable Object ask(Method method, @Nullable Object @Nullable [] arguments)
      throws Exception {
    try {
      return method.invoke(service, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** Nobody iterates over what a plugin made but the plugin. */
  private static @Nullable Object whole(@Nullable Object result) {
    if (result instanceof List<?> list) {
      return List.copyOf(list);
    }
    return result instanceof Set<?> set ? Set.copyOf(set) : result;
  }
}
