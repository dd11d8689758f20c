// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.publish;

import io.custode.api.audit.Audit;
import io.custode.core.json.JsonMapping;
import io.custode.rest.internal.openapi.Fragment;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.ws.rs.ext.RuntimeDelegate;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.jaxrs.impl.RuntimeDelegateImpl;
import org.apache.cxf.jaxrs.lifecycle.SingletonResourceProvider;
import org.apache.cxf.jaxrs.provider.ServerProviderFactory;
import org.apache.cxf.logging.FaultListener;
import org.jspecify.annotations.Nullable;

/** Our own CXF bus, and one CXF server per publication on it. */
final class Engine {
  private final AtomicLong generation = new AtomicLong();
  private final Mappings mappings;
  private final Audit audit;
  private @Nullable Bus bus;

  Engine(Mappings mappings, Audit audit) {
    this.mappings = mappings;
    this.audit = audit;
  }

  /** Made at the first use, so that starting this bundle does not wait for it. */
  synchronized Bus bus() {
    if (bus == null) {
      bus =
          withOwnLoader(
              () -> {
                RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
                return new CXFBusFactory().createBus();
              });
    }
    return bus;
  }

  synchronized void shutdown() {
    if (bus != null) {
      bus.shutdown(true);
    }
  }

  /**
   * @param checked resources that may be published, each with what the check found
   */
  Publication publish(Owner owner, Map<Object, ResourceCheck> checked) {
    var rules = new LinkedHashMap<Method, Rule>();
    var heads = new LinkedHashSet<String>();
    checked
        .values()
        .forEach(
            check -> {
              rules.putAll(check.rules());
              heads.add(check.head());
            });
    var mapping = mappings.take();
    try {
      var factory = factory(owner, checked.keySet(), mapping, rules);
      var server = withOwnLoader(factory::create);
      shutSideDoors(server);
      var fragment =
          Fragment.of(
              owner.label(),
              owner.base(),
              factory.getServiceFactory().getClassResourceInfo(),
              method -> rules.get(method));
      return new Publication(
          server, heads, checked.keySet(), fragment, () -> mappings.giveBack(mapping));
    } catch (RuntimeException e) {
      mappings.giveBack(mapping);
      throw e;
    }
  }

  private JAXRSServerFactoryBean factory(
      Owner owner, Set<Object> resources, JsonMapping mapping, Map<Method, Rule> rules) {
    var factory = new JAXRSServerFactoryBean();
    factory.setBus(bus());
    // any unique address: the gate says for each request what its path is relative to
    factory.setAddress("/" + owner.name() + "@" + generation.incrementAndGet());
    factory.setResourceClasses(classes(resources));
    resources.forEach(
        resource ->
            factory.setResourceProvider(
                resource.getClass(), new SingletonResourceProvider(resource)));
    // the mapper logs what is our fault, once and with the request's id
    factory.setProperties(
        Map.of(
            FaultListener.class.getName(), (FaultListener) (fault, description, message) -> false));
    factory.setProviders(
        List.of(
            new JsonBodies(mapping),
            new Parameters(),
            new PageRequests(),
            new CallerContext(),
            new Guard(rules, audit),
            new ProblemMapper()));
    return factory;
  }

  private static List<Class<?>> classes(Collection<Object> resources) {
    var classes = new ArrayList<Class<?>>();
    resources.forEach(resource -> classes.add(resource.getClass()));
    return classes;
  }

  /**
   * CXF lets a caller change the method by {@code ?_method=} or a header, which would pass the
   * gate's check of changes by.
   */
  private static void shutSideDoors(Server server) {
    var name = ServerProviderFactory.class.getName();
    var providers = (ServerProviderFactory) Objects.requireNonNull(server.getEndpoint().get(name));
    providers.setRequestPreprocessor(null);
  }

  /** CXF finds its parts by the thread's class loader. */
  private static <T> T withOwnLoader(Supplier<T> work) {
    var thread = Thread.currentThread();
    var loader = thread.getContextClassLoader();
    thread.setContextClassLoader(Engine.class.getClassLoader());
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(loader);
    }
  }
}
