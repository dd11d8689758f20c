// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

import io.custode.api.event.DomainEvent;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.event.EventTap;
import io.custode.core.json.JsonMapping;
import io.custode.platform.internal.access.PluginHeaders;
import io.custode.platform.internal.gate.BoundedCalls;
import io.custode.spi.event.EventListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.FrameworkUtil;
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
 * Those who listen on this node now. Each has a JSON mapping of its own, given back when it leaves,
 * so that nothing of a removed plugin stays.
 */
@Component(service = Listeners.class)
public final class Listeners {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
  private static final String TYPE = "custode.event.listens.to";
  private static final String EVERY_NODE = "custode.event.on.every.node";
  private static final int LONGEST_NAME = 300;

  /**
   * A listener.
   *
   * @param name the same on every node and after each start
   * @param owner the plugin that it is of, or core
   * @param everyNode whether it is of its node, and hears what all others hear too
   */
  record Listening(
      EventListener<?> listener,
      String name,
      String type,
      String owner,
      boolean everyNode,
      JsonMapping json) {}

  private final TenantContext tenants;
  private final BoundedCalls calls;
  private final ComponentServiceObjects<JsonMapping> mappings;
  private final List<Listening> listening = new CopyOnWriteArrayList<>();

  @Reference(policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<EventTap> taps = List.of();

  @Activate
  public Listeners(
      @Reference TenantContext tenants,
      @Reference BoundedCalls calls,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED)
          ComponentServiceObjects<JsonMapping> mappings) {
    this.tenants = tenants;
    this.calls = calls;
    this.mappings = mappings;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindListener(EventListener<?> listener, Map<String, Object> properties) {
    var type = properties.get(TYPE);
    var name = properties.getOrDefault("component.name", listener.getClass().getName()).toString();
    if (!(type instanceof String) || name.length() > LONGEST_NAME) {
      LOG.warn("{} hears nothing: it has no @ListensTo, or too long a name", name);
      return;
    }
    listening.add(
        new Listening(
            listener,
            name,
            (String) type,
            PluginHeaders.of(FrameworkUtil.getBundle(listener.getClass())).owner(),
            Boolean.TRUE.equals(properties.get(EVERY_NODE)),
            mappings.getService()));
  }

  void unbindListener(EventListener<?> listener) {
    listening.stream()
        .filter(l -> l.listener() == listener)
        .forEach(l -> mappings.ungetService(l.json()));
    listening.removeIf(l -> l.listener() == listener);
  }

  /**
   * @return those that hear each event once, whichever node delivers it
   */
  List<Listening> once() {
    return listening.stream().filter(l -> !l.everyNode()).toList();
  }

  Optional<Listening> once(String name, String type) {
    return listening.stream()
        .filter(l -> !l.everyNode() && l.name().equals(name) && l.type().equals(type))
        .findFirst();
  }

  /** Streams, and what listens on every node. One that fails is left out. */
  void onThisNode(Heard heard) {
    var tenant = heard.tenant() == null ? null : TenantId.of(heard.tenant());
    for (var tap : taps) {
      try {
        tap.on(heard.simpleName(), tenant, new Json(heard.payload()));
      } catch (RuntimeException e) {
        LOG.warn("{} missed {}", tap.getClass().getName(), heard, e);
      }
    }
    for (var l : listening) {
      if (l.everyNode() && l.type().equals(heard.type())) {
        try {
          hear(l, heard);
        } catch (RuntimeException | LinkageError e) {
          LOG.warn("{} missed {}", l.name(), heard, e);
        }
      }
    }
  }

  /** Tells one listener, bound to the event's tenant. */
  void hear(Listening l, Heard heard) {
    calls.get(
        l.owner(),
        () -> {
          if (heard.tenant() == null) {
            tell(l, heard);
          } else {
            tenants.run(TenantId.of(heard.tenant()), () -> tell(l, heard));
          }
          return true;
        });
  }

  // the listener's own class loader: the event's record may come from another plugin's API bundle
  private static <E extends DomainEvent> void tell(Listening l, Heard heard) {
    try {
      @SuppressWarnings("unchecked") // the listener says itself which type it hears
      var listener = (EventListener<E>) l.listener();
      var type = listener.getClass().getClassLoader().loadClass(heard.type());
      E event = l.json().read(new Json(heard.payload()), type);
      listener.on(event);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(l.name() + " cannot load " + heard.type(), e);
    }
  }
}
