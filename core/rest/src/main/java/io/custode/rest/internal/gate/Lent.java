// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * A request and its response for as long as somebody waits for the answer. The container uses both
 * again for the next caller: whoever is too late must not reach them any more.
 */
final class Lent {
  private boolean over;

  HttpServletRequest lend(HttpServletRequest request) {
    return lend(HttpServletRequest.class, request);
  }

  HttpServletResponse lend(HttpServletResponse response) {
    return lend(HttpServletResponse.class, response);
  }

  private <T> T lend(Class<T> type, T thing) {
    return type.cast(
        Proxy.newProxyInstance(
            Lent.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              synchronized (this) {
                if (over) {
                  throw new IllegalStateException("The time for this request is over.");
                }
                try {
                  return method.invoke(thing, arguments);
                } catch (InvocationTargetException e) {
                  throw cause(e);
                }
              }
            }));
  }

  private static Throwable cause(InvocationTargetException e) {
    @Nullable Throwable cause = e.getCause();
    return cause == null ? new IOException(e) : cause;
  }

  /** From now on neither can be reached; what is under way ends first. */
  synchronized void takeBack() {
    over = true;
  }
}
