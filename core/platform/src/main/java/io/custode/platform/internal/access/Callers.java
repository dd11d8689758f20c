// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.Access;
import io.custode.api.access.Principal;
import io.custode.api.error.Forbidden;
import io.custode.api.error.SignedOut;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Remembers the caller of each thread. */
@Component(service = {Callers.class, Access.class})
public final class Callers implements Access {
  private final ThreadLocal<@Nullable Caller> callers = new ThreadLocal<>();

  /** Runs work as somebody and becomes whoever it was again. */
  public <T> T with(Caller caller, Supplier<T> work) {
    var before = callers.get();
    callers.set(caller);
    try {
      return work.get();
    } finally {
      if (before == null) {
        callers.remove();
      } else {
        callers.set(before);
      }
    }
  }

  public Optional<Caller> caller() {
    return Optional.ofNullable(callers.get());
  }

  @Override
  public Principal current() {
    return caller().orElseThrow(SignedOut::new).principal();
  }

  @Override
  public boolean may(String permission) {
    return caller().filter(caller -> caller.principal().may(permission)).isPresent();
  }

  @Override
  public void require(String permission) {
    if (!current().may(permission)) {
      throw new Forbidden(permission);
    }
  }
}
