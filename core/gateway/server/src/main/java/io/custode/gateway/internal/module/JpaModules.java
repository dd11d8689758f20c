// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.module;

import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.Message;
import io.custode.agent.protocol.Message.ModuleOffer;
import io.custode.agent.protocol.Message.ModuleWithdrawal;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.id.Uuid7;
import io.custode.api.module.ModuleDelivery;
import io.custode.api.plugin.PluginId;
import io.custode.core.module.ModuleRepository;
import io.custode.core.module.PluginModule;
import io.custode.gateway.internal.Door;
import io.custode.gateway.internal.authority.CertificateAuthority;
import io.custode.persistence.TenantStore;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Endpoint modules as rows, so that every node gives the same. */
@Component(service = {ModuleRepository.class, JpaModules.class})
public final class JpaModules implements ModuleRepository {
  private static final Duration VALID = Duration.ofDays(90);
  private static final Duration AGAIN = Duration.ofSeconds(15);
  private static final int MOST = 32;
  private static final int MOST_IN_ALL = 1000;

  /** Why listeners are called. */
  public enum Change {
    /** Other modules are to be had, or in another way. */
    MODULES,
    /** What vouches for them is to be signed by another authority. */
    SIGNER
  }

  /** Hears of changes. */
  @FunctionalInterface
  public interface Listener {
    void changed(Change change);
  }

  private final TenantStore store;
  private final Door door;
  private final CertificateAuthority authority;
  private final Runnable signers = () -> tell(Change.SIGNER);
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, Message> signed = new ConcurrentHashMap<>();
  private volatile Offered offered = Offered.NOTHING;
  private volatile Instant read = Instant.EPOCH;

  @Activate
  public JpaModules(
      @Reference(target = "(custode.schema=gateway)") TenantStore store,
      @Reference Door door,
      @Reference CertificateAuthority authority) {
    this.store = store;
    this.door = door;
    this.authority = authority;
    authority.onChange(signers);
  }

  @Deactivate
  public void close() {
    authority.forget(signers);
  }

  @Override
  public void follow(PluginId plugin, List<PluginModule> modules) {
    modules.forEach(module -> check(plugin, module));
    if (modules.size() > MOST) {
      throw Invalid.field("modules", "must be at most " + MOST);
    }
    door.everywhere(() -> store.write(em -> follow(em, plugin, modules)));
    changed();
  }

  private static void check(PluginId plugin, PluginModule module) {
    var id = module.id();
    boolean own = id.equals(plugin.value()) || id.startsWith(plugin + "-");
    if (!own) {
      throw Invalid.field("module", "needs a symbolic name of its plugin");
    }
    if (module.jar().length == 0 || module.jar().length > MAX_JAR) {
      throw Invalid.field("jar", "must have 1 byte to 16 MiB");
    }
  }

  private boolean follow(EntityManager em, PluginId plugin, List<PluginModule> modules) {
    var now = Instant.now();
    var ids = modules.stream().map(PluginModule::id).collect(Collectors.toSet());
    modules.forEach(module -> offer(em, plugin, module, now));
    all(em).stream()
        .filter(row -> row.isOf(plugin) && row.release() != null && !ids.contains(row.id()))
        .forEach(row -> row.end(now, now.plus(VALID)));
    collect(em);
    return true;
  }

  private void offer(EntityManager em, PluginId plugin, PluginModule module, Instant now) {
    var sha256 = sha256(module.jar());
    var known = em.find(ModuleEntity.class, module.id());
    var row = known == null ? new ModuleEntity(module.id(), plugin) : known;
    if (!row.isOf(plugin)) {
      throw new Conflict(
          "module-of-another",
          "The endpoint module " + module.id() + " is of the plugin " + row.plugin() + ".",
          "Nothing was changed. Its publisher must give the module another name.");
    }
    var release =
        releases(em).stream()
            .filter(r -> r.module().equals(module.id()) && r.sha256().equals(sha256))
            .findFirst()
            .orElseGet(() -> added(em, module, sha256));
    if (!row.offers(release.id())) {
      release.offered(row.next(now), now.plus(VALID));
      row.offer(release.id());
    }
    if (known == null) {
      em.persist(row);
    }
  }

  private static ModuleReleaseEntity added(EntityManager em, PluginModule module, String sha256) {
    if (em.find(ModuleJarEntity.class, sha256) == null) {
      em.persist(new ModuleJarEntity(sha256, module.jar()));
    }
    var release = new ModuleReleaseEntity(Uuid7.next(), module, sha256);
    em.persist(release);
    return release;
  }

  /** Forgets jars that no machine is to have or has. */
  private static void collect(EntityManager em) {
    em.flush();
    var used = new HashSet<String>();
    all(em).forEach(row -> used.add(String.valueOf(row.release())));
    used.addAll(
        em.createQuery(
                "select distinct v.wanted from AgentModuleView v where v.wanted is not null",
                String.class)
            .getResultList());
    var running =
        new HashSet<>(
            em.createQuery(
                    "select distinct v.hasSha256 from AgentModuleView v where v.hasSha256 is not"
                        + " null",
                    String.class)
                .getResultList());
    releases(em).stream()
        .filter(r -> !used.contains(r.id()) && !running.contains(r.sha256()))
        .forEach(em::remove);
    em.flush();
    em.createQuery(
            "delete from ModuleJarEntity j where j.sha256 not in"
                + " (select r.sha256 from ModuleReleaseEntity r)")
        .executeUpdate();
  }

  private static List<ModuleEntity> all(EntityManager em) {
    return em.createQuery("select m from ModuleEntity m order by m.id", ModuleEntity.class)
        .setMaxResults(MOST_IN_ALL)
        .getResultList();
  }

  private static List<ModuleReleaseEntity> releases(EntityManager em) {
    return em.createQuery(
            "select r from ModuleReleaseEntity r order by r.counter desc",
            ModuleReleaseEntity.class)
        .setMaxResults(MOST_IN_ALL)
        .getResultList();
  }

  @Override
  public Set<PluginId> plugins() {
    read = Instant.EPOCH;
    return offered().modules().values().stream()
        .filter(m -> m.release() != null)
        .map(Offered.Module::plugin)
        .collect(Collectors.toSet());
  }

  @Override
  public int machines(Collection<PluginId> plugins) {
    if (plugins.isEmpty()) {
      return 0;
    }
    return door.everywhere(
            () ->
                store.read(
                    em ->
                        em.createQuery(
                                "select count(distinct v.asset) from AgentModuleView v"
                                    + " where v.hasVersion is not null and v.plugin in :plugins",
                                Long.class)
                            .setParameter("plugins", plugins.stream().map(PluginId::value).toList())
                            .getSingleResult()))
        .intValue();
  }

  void deliver(PluginId plugin, ModuleDelivery delivery) {
    door.everywhere(
        () ->
            store.write(
                em -> {
                  var known = em.find(ModuleDeliveryEntity.class, plugin.value());
                  var row = known == null ? new ModuleDeliveryEntity(plugin) : known;
                  row.set(delivery);
                  if (known == null) {
                    em.persist(row);
                  }
                  return true;
                }));
    changed();
  }

  /** The jar of a module that somebody is to have or has; the latest of that version. */
  public Optional<byte[]> jar(String id, String version) {
    if (!PluginModule.isNamed(id, version)) {
      return Optional.empty();
    }
    return door.everywhere(
        () ->
            store.read(
                em ->
                    releases(em).stream()
                        .map(ModuleReleaseEntity::toRelease)
                        .filter(r -> r.module().equals(id) && r.version().equals(version))
                        .findFirst()
                        .map(r -> em.find(ModuleJarEntity.class, r.sha256()))
                        .map(ModuleJarEntity::content)));
  }

  /**
   * @return what there is; read from the database every quarter of a minute, since another node may
   *     change it
   */
  public Offered offered() {
    var now = Instant.now();
    if (read.plus(AGAIN).isBefore(now)) {
      var before = offered;
      offered = load(now);
      read = now;
      if (!before.equals(offered)) {
        signed.clear();
        listeners.forEach(each -> each.changed(Change.MODULES));
      }
    }
    return offered;
  }

  /** Calls whenever something changed, on this node or on another. */
  public void onChange(Listener listener) {
    listeners.add(listener);
  }

  /** Calls it no more. */
  public void forget(Listener listener) {
    listeners.remove(listener);
  }

  private void changed() {
    read = Instant.EPOCH;
    offered();
  }

  private void tell(Change change) {
    signed.clear();
    listeners.forEach(each -> each.changed(change));
  }

  private Offered load(Instant now) {
    return door.everywhere(
        () -> {
          if (store.read(em -> endsSoon(em, now))) {
            store.write(em -> vouch(em, now));
          }
          return store.read(JpaModules::load);
        });
  }

  private static Offered load(EntityManager em) {
    var deliveries =
        em
            .createQuery("select d from ModuleDeliveryEntity d", ModuleDeliveryEntity.class)
            .setMaxResults(MOST_IN_ALL)
            .getResultList()
            .stream()
            .collect(
                Collectors.toMap(ModuleDeliveryEntity::plugin, ModuleDeliveryEntity::delivery));
    var modules = new HashMap<String, Offered.Module>();
    for (var row : all(em)) {
      modules.put(
          row.id(),
          new Offered.Module(
              row.id(),
              row.plugin(),
              row.release(),
              row.counter(),
              row.endExpires(),
              deliveries.getOrDefault(row.plugin(), ModuleDelivery.PACED)));
    }
    return new Offered(
        modules,
        releases(em).stream()
            .map(ModuleReleaseEntity::toRelease)
            .collect(Collectors.toMap(Offered.Release::id, r -> r)));
  }

  private static boolean endsSoon(EntityManager em, Instant now) {
    var soon = now.plus(VALID.dividedBy(3));
    return releases(em).stream().anyMatch(r -> r.expires().isBefore(soon))
        || all(em).stream().anyMatch(m -> m.release() == null && m.endExpires().isBefore(soon));
  }

  /** What vouches ends in time, and the modules do not. */
  private static boolean vouch(EntityManager em, Instant now) {
    releases(em).forEach(r -> r.vouch(now.plus(VALID)));
    all(em).stream().filter(m -> m.release() == null).forEach(m -> m.vouch(now.plus(VALID)));
    return true;
  }

  /**
   * @param trusts fingerprints of the authorities that the agent trusts, as far as is known
   */
  Message offer(Offered.Release release, Collection<String> trusts) {
    var by = authority.believedBy(trusts);
    return signed.computeIfAbsent(
        by + release.id(),
        key -> {
          var json = Codec.toJson(release.descriptor());
          return new ModuleOffer(json, sign(json, by));
        });
  }

  Message withdrawal(Offered.Module module, Collection<String> trusts) {
    var by = authority.believedBy(trusts);
    return signed.computeIfAbsent(
        by + module.id(),
        key -> {
          var json = Codec.toJson(module.end());
          return new ModuleWithdrawal(json, sign(json, by));
        });
  }

  private String sign(String json, String by) {
    return authority.sign(json.getBytes(StandardCharsets.UTF_8), by);
  }

  private static String sha256(byte[] jar) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
