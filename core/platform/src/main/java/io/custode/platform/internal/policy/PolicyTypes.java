// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.core.json.JsonMapping;
import io.custode.platform.internal.access.PluginHeaders;
import io.custode.platform.internal.gate.BoundedCalls;
import io.custode.spi.policy.PolicyType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The types of policies that are there now. */
@Component(service = PolicyTypes.class)
public final class PolicyTypes {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyTypes.class);

  private final ComponentServiceObjects<JsonMapping> mappings;
  private final BoundedCalls calls;
  private final Map<String, KnownType> byName = new ConcurrentHashMap<>();
  private final Map<Class<?>, KnownType> byRecord = new ConcurrentHashMap<>();
  private final List<Runnable> leaving = new CopyOnWriteArrayList<>();

  @Activate
  public PolicyTypes(
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED)
          ComponentServiceObjects<JsonMapping> mappings,
      @Reference BoundedCalls calls) {
    this.mappings = mappings;
    this.calls = calls;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindType(PolicyType<?> service) {
    var type = calls.guarded(PolicyType.class, service);
    var json = mappings.getService();
    try {
      var owner = PluginHeaders.of(FrameworkUtil.getBundle(service.getClass())).owner();
      var known = calls.get(owner, () -> new KnownType(type, owner, json, calls));
      if (byName.putIfAbsent(known.name(), known) == null) {
        byRecord.put(known.record(), known);
        return;
      }
      LOG.warn("Policy type {} is there already; {} is ignored", known.name(), type);
    } catch (RuntimeException e) {
      // a plugin's mistake keeps no other plugin from its types
      LOG.warn("{} is no policy type and is ignored: {}", type, e.toString());
    }
    mappings.ungetService(json);
  }

  void unbindType(PolicyType<?> type) {
    var guarded = calls.guarded(PolicyType.class, type);
    for (var known : byName.values()) {
      if (known.type().equals(guarded)) {
        byName.remove(known.name());
        byRecord.remove(known.record());
        leaving.forEach(Runnable::run);
        mappings.ungetService(known.json());
      }
    }
  }

  /** Runs when a type leaves, so that nothing of its bundle is held. */
  void onLeave(Runnable listener) {
    leaving.add(listener);
  }

  Optional<KnownType> get(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Optional<KnownType> get(Class<?> record) {
    return Optional.ofNullable(byRecord.get(record));
  }

  boolean isKnown(String name) {
    return byName.containsKey(name);
  }

  List<KnownType> all() {
    return byName.values().stream().sorted(Comparator.comparing(KnownType::name)).toList();
  }
}
