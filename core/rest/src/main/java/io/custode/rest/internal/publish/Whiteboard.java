// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.publish;

import io.custode.api.audit.Audit;
import io.custode.api.error.Invalid;
import io.custode.api.plugin.PluginId;
import io.custode.core.call.PluginCalls;
import io.custode.core.capability.Capabilities;
import io.custode.core.json.JsonMapping;
import io.custode.rest.internal.gate.Slots;
import io.custode.spi.access.Permissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.AnyService;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the publisher which resources and permissions the framework has. */
@Component(service = Whiteboard.class, immediate = true)
public final class Whiteboard {
  private static final Logger LOG = LoggerFactory.getLogger(Whiteboard.class);

  private final Publisher publisher;
  private final PluginCalls calls;

  @Activate
  public Whiteboard(
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED)
          ComponentServiceObjects<JsonMapping> mappings,
      @Reference Slots slots,
      @Reference Audit audit,
      @Reference PluginCalls calls) {
    this.calls = calls;
    this.publisher = new Publisher(new Borrowed(mappings), slots, audit);
  }

  @Deactivate
  void close() {
    publisher.close();
  }

  public Publisher publisher() {
    return publisher;
  }

  @Reference(
      service = AnyService.class,
      target = "(osgi.jaxrs.resource=true)",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bindResource(ServiceReference<Object> reference, Object resource) {
    var owner = owner(reference.getBundle());
    if (owner != null) {
      publisher.add(owner, resource);
    }
  }

  void unbindResource(ServiceReference<Object> reference, Object resource) {
    var bundle = reference.getBundle();
    var owner = owner(bundle);
    if (owner != null) {
      publisher.remove(owner, resource, bundle.getState() == Bundle.STOPPING);
    }
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindPermissions(ServiceReference<Permissions> reference, Permissions permissions) {
    var owner = owner(reference.getBundle());
    if (owner != null) {
      publisher.declare(owner, calls.guarded(Permissions.class, permissions));
    }
  }

  void unbindPermissions(Permissions permissions) {
    publisher.withdraw(calls.guarded(Permissions.class, permissions));
  }

  private static @Nullable Owner owner(@Nullable Bundle bundle) {
    if (bundle == null) {
      return null;
    }
    var name = Objects.requireNonNullElse(bundle.getSymbolicName(), "bundle");
    var plugin = bundle.getHeaders("").get("Custode-Plugin");
    try {
      return new Owner(
          bundle.getBundleId(),
          name,
          plugin == null ? null : PluginId.of(plugin.strip()),
          Capabilities.of(bundle.getHeaders("").get(Capabilities.HEADER)));
    } catch (Invalid e) {
      LOG.error("Nothing of {} is published: its plugin id is none", name, e);
      return null;
    }
  }

  /** Mappings from the service registry. */
  private record Borrowed(ComponentServiceObjects<JsonMapping> objects) implements Mappings {
    @Override
    public JsonMapping take() {
      return Objects.requireNonNull(objects.getService(), "The JSON mapping has gone");
    }

    @Override
    public void giveBack(JsonMapping mapping) {
      objects.ungetService(mapping);
    }
  }
}
