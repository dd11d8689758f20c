// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.Principal;
import io.custode.core.access.Network;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Who was found by which secret a moment ago: a page asks a dozen times a second. Half a second, so
 * that whatever is changed on another node counts here within one.
 */
@Component(service = Remembered.class)
public final class Remembered {
  private static final long NANOS = 500_000_000L;
  private static final int MOST = 10_000;

  /**
   * Who it is.
   *
   * @param csrf of a session; empty for a token
   * @param networks from where he may come; none: from anywhere
   */
  record Found(Principal principal, String csrf, List<Network> networks) {
    boolean mayComeFrom(String address) {
      return networks.isEmpty() || networks.stream().anyMatch(n -> n.holds(address));
    }
  }

  private record Known(Found found, long at) {}

  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final LongSupplier nanos;

  @Activate
  public Remembered() {
    this(System::nanoTime);
  }

  Remembered(LongSupplier nanos) {
    this.nanos = nanos;
  }

  Optional<Found> get(String key, Supplier<Optional<Found>> load) {
    // before it is loaded: what is changed while it loads must not be missed for longer
    long now = nanos.getAsLong();
    var before = known.get(key);
    if (before != null && now - before.at() < NANOS) {
      return Optional.of(before.found());
    }
    var found = load.get();
    if (known.size() > MOST) {
      known.clear();
    }
    found.ifPresentOrElse(f -> known.put(key, new Known(f, now)), () -> known.remove(key));
    return found;
  }

  /** After a change on this node, which counts here at once. */
  void forget() {
    known.clear();
  }
}
