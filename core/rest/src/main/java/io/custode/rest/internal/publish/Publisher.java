// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.publish;

import io.custode.api.audit.Audit;
import io.custode.api.error.Unavailable;
import io.custode.api.plugin.PluginId;
import io.custode.rest.internal.gate.Slots;
import io.custode.rest.internal.openapi.Fragment;
import io.custode.spi.access.Permissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is published in step with the resources that are there. A change of one bundle never
 * touches another's publication. Arrivals are collected for a moment, since a bundle's resources
 * come one after another; departures take effect before the call returns.
 */
public final class Publisher {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final long COLLECT_MILLIS = 30;
  private static final long DRAIN_NANOS = Duration.ofSeconds(5).toNanos();

  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "custode-rest-publisher");
            thread.setDaemon(true);
            return thread;
          });
  private final Engine engine;
  private final Slots slots;
  private final Declared declared = new Declared();

  // guarded by this
  private final Map<Owner, Set<Object>> resources = new HashMap<>();
  private final Map<Owner, Publication> published = new HashMap<>();
  private final Map<Owner, Set<String>> objections = new HashMap<>();
  private final Set<Owner> changed = new HashSet<>();

  // read by requests
  private final Map<String, Publication> core = new ConcurrentHashMap<>();
  private final Map<PluginId, Publication> plugins = new ConcurrentHashMap<>();
  private final Set<String> coreHeads = ConcurrentHashMap.newKeySet();

  public Publisher(Mappings mappings, Slots slots, Audit audit) {
    this.engine = new Engine(mappings, audit);
    this.slots = slots;
    this.coreHeads.addAll(CorePaths.ALL);
  }

  /** Publishes a resource soon, if it may be. */
  public synchronized void add(Owner owner, Object resource) {
    resources
        .computeIfAbsent(owner, key -> Collections.newSetFromMap(new IdentityHashMap<>()))
        .add(resource);
    changed(owner);
  }

  /**
   * Takes a resource back. When this returns no request runs in it, unless one takes longer than
   * five seconds.
   *
   * @param last whether the whole bundle goes, so that the rest need not be published once more
   */
  public void remove(Owner owner, Object resource, boolean last) {
    Publication old;
    synchronized (this) {
      var left = resources.get(owner);
      if (left == null || !left.remove(resource)) {
        return;
      }
      if (last || left.isEmpty()) {
        resources.remove(owner);
        objections.remove(owner);
      }
      old = replace(owner);
    }
    close(old);
  }

  /** Counts a bundle's permissions as declared, as it says them now. */
  public void declare(Owner owner, Permissions permissions) {
    // it may take its time: nobody waits for it but who brings it
    var ids = Declared.ids(owner, permissions);
    synchronized (this) {
      declared.add(owner, permissions, ids);
      changedLike(owner);
    }
  }

  /** Counts them no more; the routes that need them are withdrawn. */
  public synchronized void withdraw(Permissions permissions) {
    var owner = declared.remove(permissions);
    if (owner != null) {
      changedLike(owner);
    }
  }

  /** Those whose permissions the owner may declare. */
  private void changedLike(Owner owner) {
    resources.keySet().stream()
        .filter(other -> other.prefix().equals(owner.prefix()))
        .forEach(this::changed);
  }

  private void changed(Owner owner) {
    if (changed.isEmpty()) {
      try {
        worker.schedule(this::catchUp, COLLECT_MILLIS, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        LOG.debug("{} changed while REST stops", owner.name());
      }
    }
    changed.add(owner);
  }

  private void catchUp() {
    var old = new ArrayList<Publication>();
    synchronized (this) {
      for (var owner : List.copyOf(changed)) {
        var replaced = replace(owner);
        if (replaced != null) {
          old.add(replaced);
        }
      }
      changed.clear();
    }
    old.forEach(this::close);
  }

  /**
   * Puts a publication of the resources that are there now in the place of the bundle's old one.
   *
   * @return the old one, to be closed
   */
  private @Nullable Publication replace(Owner owner) {
    var checked = check(owner);
    var current = published.get(owner);
    if (current != null && current.resources().equals(checked.keySet())) {
      return null;
    }
    var next = publish(owner, checked);
    var old = next == null ? published.remove(owner) : published.put(owner, next);
    if (owner.plugin() != null) {
      replacePlugin(owner.plugin(), old, next);
    } else {
      replaceCore(old, next);
    }
    return old;
  }

  private void replacePlugin(
      PluginId plugin, @Nullable Publication old, @Nullable Publication next) {
    if (next != null) {
      plugins.put(plugin, next);
      slots.published(plugin, next.resources().size());
    } else if (old != null && plugins.remove(plugin, old)) {
      slots.published(plugin, 0);
    }
  }

  private void replaceCore(@Nullable Publication old, @Nullable Publication next) {
    if (next != null) {
      next.heads().forEach(head -> core.put(head, next));
      coreHeads.addAll(next.heads());
    }
    if (old != null) {
      old.heads().forEach(head -> core.remove(head, old));
    }
  }

  private @Nullable Publication publish(Owner owner, Map<Object, ResourceCheck> checked) {
    if (checked.isEmpty()) {
      return null;
    }
    try {
      var publication = engine.publish(owner, checked);
      LOG.info("Published {} resources of {}", checked.size(), owner.name());
      return publication;
    } catch (RuntimeException | LinkageError e) {
      LOG.error("The resources of {} are not published: JAX-RS refuses them", owner.name(), e);
      return null;
    }
  }

  private Map<Object, ResourceCheck> check(Owner owner) {
    var good = new LinkedHashMap<Object, ResourceCheck>();
    var types = new HashSet<Class<?>>();
    var ids = declared.ids();
    for (var resource : resources.getOrDefault(owner, Set.of())) {
      var check = ResourceCheck.of(resource.getClass(), owner, ids, engine.bus());
      var why = new ArrayList<>(check.objections());
      if (!types.add(resource.getClass())) {
        why.add("another service of the same class is there already");
      }
      if (owner.plugin() == null && takenByAnother(owner, check.head())) {
        why.add("another bundle has the path /" + check.head());
      }
      if (why.isEmpty()) {
        good.put(resource, check);
      } else {
        refuse(owner, resource.getClass().getName(), why);
      }
    }
    return good;
  }

  private boolean takenByAnother(Owner owner, String head) {
    var other = core.get(head);
    return other != null && other != published.get(owner);
  }

  private void refuse(Owner owner, String type, Collection<String> why) {
    var line = type + " of " + owner.name() + ": " + String.join("; ", why);
    if (objections.computeIfAbsent(owner, key -> new LinkedHashSet<>()).add(line)) {
      LOG.error("Not published: {}", line);
    }
  }

  private void close(@Nullable Publication old) {
    if (old != null) {
      old.close(DRAIN_NANOS);
    }
  }

  /**
   * @param head first segment of the resource's path
   * @return what answers the path, entered, or null if nothing does
   * @throws Unavailable if it is a part of core that is away
   */
  public @Nullable Publication enter(@Nullable PluginId plugin, String head) {
    // a publication closes only after its successor is in place: the second look finds that
    for (int look = 0; look < 3; look++) {
      var found = plugin == null ? core.get(head) : plugins.get(plugin);
      if (found == null) {
        break;
      }
      if (found.enter()) {
        return found;
      }
    }
    if (plugin == null && coreHeads.contains(head)) {
      throw new Unavailable(
          "The part that answers /" + head + " is away; the request was not run.",
          Duration.ofSeconds(2));
    }
    return null;
  }

  /**
   * @return what is published now, for the OpenAPI document
   */
  public synchronized List<Fragment> fragments() {
    return published.values().stream().map(Publication::fragment).toList();
  }

  /**
   * @return first path segments that core answers now
   */
  public Set<String> coreHeads() {
    return Set.copyOf(core.keySet());
  }

  /**
   * @return how many bundles have something published
   */
  public synchronized int publications() {
    return published.size();
  }

  /** Takes everything back. */
  public void close() {
    worker.shutdown();
    List<Publication> all;
    synchronized (this) {
      core.clear();
      plugins.clear();
      all = List.copyOf(published.values());
      published.clear();
      resources.clear();
    }
    all.forEach(publication -> publication.close(0));
    engine.shutdown();
  }
}
