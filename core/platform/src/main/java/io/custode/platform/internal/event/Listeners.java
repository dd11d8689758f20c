// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

import io.custode.api.event.DomainEvent;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.Doors;
import io.custode.core.event.EventTap;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.core.Outbox;
import io.custode.spi.event.EventListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who listen now. Each has a JSON mapping of its own, given back when it leaves, so that
 * nothing of a removed plugin stays.
 */
@Component(service = Listeners.class)
public final class Listeners {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
  private static final String TYPE = "custode.event.listens.to";

  private record Listening(EventListener<?> listener, String type, JsonMapping json) {}

  private final TenantContext tenants;
  private final ComponentServiceObjects<JsonMapping> mappings;
  private final List<Listening> listening = new CopyOnWriteArrayList<>();

  @Reference(policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<EventTap> taps = List.of();

  @Activate
  public Listeners(
      @Reference TenantContext tenants,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED)
          ComponentServiceObjects<JsonMapping> mappings) {
    this.tenants = tenants;
    this.mappings = mappings;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindListener(EventListener<?> listener, Map<String, Object> properties) {
    if (properties.get(TYPE) instanceof String type) {
      listening.add(new Listening(listener, type, mappings.getService()));
    } else {
      LOG.warn("{} hears nothing: it has no @ListensTo", listener.getClass().getName());
    }
  }

  void unbindListener(EventListener<?> listener) {
    listening.stream()
        .filter(l -> l.listener() == listener)
        .forEach(l -> mappings.ungetService(l.json()));
    listening.removeIf(l -> l.listener() == listener);
  }

  /** Every listener of the type hears it; one that throws makes all hear it again later. */
  void deliver(Outbox.Entry entry, Doors doors) {
    var tenant = entry.tenant();
    if (entry.attempts() == 0) {
      var simpleName = entry.type().substring(entry.type().lastIndexOf('.') + 1);
      taps.forEach(
          tap ->
              tap(
                  tap,
                  simpleName,
                  tenant == null ? null : TenantId.of(tenant),
                  new Json(entry.payload())));
    }
    for (var l : listening) {
      if (l.type().equals(entry.type())) {
        Runnable hear = () -> hear(l, entry);
        if (tenant == null) {
          hear.run();
        } else {
          tenants.run(TenantId.of(tenant), hear);
        }
      }
    }
  }

  private static void tap(
      EventTap tap, String type, @org.jspecify.annotations.Nullable TenantId tenant, Json event) {
    try {
      tap.on(type, tenant, event);
    } catch (RuntimeException e) {
      LOG.warn("{} missed {}", tap.getClass().getName(), type, e);
    }
  }

  // the listener's own class loader: the event's record may come from another plugin's API bundle
  private static <E extends DomainEvent> void hear(Listening l, Outbox.Entry entry) {
    try {
      @SuppressWarnings("unchecked") // the listener says itself which type it hears
      var listener = (EventListener<E>) l.listener();
      var type = listener.getClass().getClassLoader().loadClass(entry.type());
      E event = l.json().read(new Json(entry.payload()), type);
      listener.on(event);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          l.listener().getClass().getName() + " cannot load " + entry.type(), e);
    }
  }
}
