// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import io.custode.api.error.Unavailable;
import io.custode.api.plugin.PluginId;
import io.custode.core.gate.PluginGate;
import io.custode.rest.internal.Limits;
import io.custode.rest.internal.problem.Failures;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.ServiceRanking;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The slots of all plugins. The outermost door: a request may run a command. */
@Component(service = {Slots.class, PluginGate.class})
@ServiceRanking(10)
public final class Slots implements PluginGate {
  private static final Logger LOG = LoggerFactory.getLogger(Slots.class);

  private final ConcurrentHashMap<PluginId, Slot> slots = new ConcurrentHashMap<>();
  private final AtomicInteger parkedNow = new AtomicInteger();
  private final LongAdder parkedEver = new LongAdder();
  private final LongAdder refusedEver = new LongAdder();
  private final Limits limits;

  @Activate
  public Slots(@Reference Limits limits) {
    this.limits = limits;
  }

  /** Does something to a plugin's slot as if it had always been there; forgets it once unused. */
  private <T> T with(PluginId plugin, Function<Slot, T> work) {
    var result = new ArrayList<T>(1);
    slots.compute(
        plugin,
        (id, known) -> {
          var slot = known == null ? new Slot() : known;
          result.add(work.apply(slot));
          return slot.isUnused() ? null : slot;
        });
    return result.get(0);
  }

  /**
   * @return whether the request may go on now; then {@link #leave} has to follow
   */
  boolean enter(PluginId plugin) {
    return with(plugin, Slot::enter);
  }

  void leave(PluginId plugin) {
    with(plugin, Slot::leave);
  }

  /**
   * Lets the request wait until the plugin takes requests again; it then passes the gate anew.
   *
   * @throws Unavailable if too many wait already
   */
  void park(PluginId plugin, HttpServletRequest request, HttpServletResponse response) {
    if (parkedNow.incrementAndGet() > limits.now().parked()) {
      parkedNow.decrementAndGet();
      refusedEver.increment();
      throw changing();
    }
    parkedEver.increment();
    var context = request.startAsync(request, response);
    context.setTimeout(Duration.ofSeconds(limits.now().parkSeconds()).toMillis());
    var parked = new Parked(context);
    context.addListener(new Ending(plugin, parked));
    if (!with(plugin, slot -> slot.park(parked))) {
      release(parked);
    }
  }

  private void release(Parked parked) {
    if (parked.end()) {
      parkedNow.decrementAndGet();
      parked.context().dispatch();
    }
  }

  private static Unavailable changing() {
    return new Unavailable(
        "The plugin is being changed; the request was not run.", Duration.ofSeconds(2));
  }

  @Override
  public void hold(PluginId plugin) {
    with(plugin, Slot::hold);
  }

  @Override
  public void open(PluginId plugin) {
    with(plugin, Slot::open).forEach(this::release);
  }

  @Override
  public boolean drain(PluginId plugin, Duration atMost) {
    return await(plugin, slot -> slot.awaitIdle(atMost.toNanos()));
  }

  @Override
  public boolean awaitPublished(PluginId plugin, int resources, Duration atMost) {
    return await(plugin, slot -> slot.awaitPublished(resources, atMost.toNanos()));
  }

  private boolean await(PluginId plugin, Waiting waiting) {
    var slot = with(plugin, Slot::watch);
    try {
      return waiting.in(slot);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      with(plugin, Slot::unwatch);
    }
  }

  /** Waits for something to become true of a slot. */
  private interface Waiting {
    boolean in(Slot slot) throws InterruptedException;
  }

  /** Notes how many resources of a plugin are published. */
  public void published(PluginId plugin, int resources) {
    with(plugin, slot -> slot.published(resources));
  }

  public int parkedNow() {
    return parkedNow.get();
  }

  public long parkedEver() {
    return parkedEver.sum();
  }

  public long refusedEver() {
    return refusedEver.sum();
  }

  /** Ends a parked request whose time ran out or whose caller went away. */
  private final class Ending implements AsyncListener {
    private final PluginId plugin;
    private final Parked parked;

    Ending(PluginId plugin, Parked parked) {
      this.plugin = plugin;
      this.parked = parked;
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
      if (end()) {
        refusedEver.increment();
        var context = event.getAsyncContext();
        Gate.refuse(
            (HttpServletRequest) context.getRequest(),
            (HttpServletResponse) context.getResponse(),
            Failures.of(changing(), ""));
        context.complete();
      }
    }

    @Override
    public void onError(AsyncEvent event) {
      LOG.debug("A caller of {} went away while it waited", plugin, event.getThrowable());
      end();
    }

    private boolean end() {
      if (!parked.end()) {
        return false;
      }
      parkedNow.decrementAndGet();
      with(plugin, slot -> slot.forget(parked));
      return true;
    }

    @Override
    public void onComplete(AsyncEvent event) {
      end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // a request that passes the gate again and has to wait again gets a listener of its own
    }
  }
}
