// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.module;

import io.custode.agent.protocol.Message;
import io.custode.agent.protocol.Message.ModuleRelease;
import io.custode.agent.protocol.ModuleState;
import io.custode.api.agent.AgentId;
import io.custode.api.asset.AssetId;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.module.ModuleDelivery;
import io.custode.api.module.ModuleHeld;
import io.custode.api.module.ModuleRecovered;
import io.custode.api.plugin.PluginId;
import io.custode.api.tenant.TenantId;
import io.custode.gateway.internal.Door;
import io.custode.gateway.internal.Settings;
import io.custode.persistence.TenantStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What each agent is to have of the repository, what it has, and what it is to be told next. A
 * machine is told to fetch something only if there is room in the pace; whoever gets none asks
 * again.
 */
@Component(service = AgentModules.class)
public final class AgentModules {
  private static final Duration AGAIN = Duration.ofMinutes(10);

  /** An agent that does not tell what it has ignores what it has. */
  private static final Duration AGAIN_UNTOLD = Duration.ofHours(6);

  private static final int MOST = 64;
  private static final int LONGEST = 500;

  private final TenantStore store;
  private final Door door;
  private final JpaModules modules;
  private final Events events;
  private final ModulePace pace;
  private final List<Consumer<AgentId>> granted = new CopyOnWriteArrayList<>();

  /**
   * An agent as far as it matters here.
   *
   * @param tells whether it tells how its modules are, as far as is known
   * @param trusts fingerprints of the authorities whose signature it believes
   */
  public record Peer(
      AgentId id, TenantId tenant, AssetId asset, boolean tells, Collection<String> trusts) {}

  /**
   * What is to be told now.
   *
   * @param open whether there is more to come, or it has not done it yet
   */
  public record Turn(List<Message> messages, boolean open) {}

  @Activate
  public AgentModules(
      @Reference(target = "(custode.schema=gateway)") TenantStore store,
      @Reference Door door,
      @Reference JpaModules modules,
      @Reference Events events,
      @Reference Settings settings) {
    this(store, door, modules, events, new ModulePace(settings.modulesAMinute(), System::nanoTime));
  }

  AgentModules(TenantStore store, Door door, JpaModules modules, Events events, ModulePace pace) {
    this.store = store;
    this.door = door;
    this.modules = modules;
    this.events = events;
    this.pace = pace;
  }

  /** What an agent says of its modules, all of them. */
  public void told(Peer peer, List<ModuleState> states) {
    var offered = modules.offered();
    if (offered.modules().isEmpty()) {
      return;
    }
    var byModule =
        states.stream()
            .limit(MOST)
            .filter(state -> offered.modules().containsKey(state.id()))
            .map(AgentModules::bounded)
            .collect(Collectors.groupingBy(ModuleState::id));
    door.run(peer.tenant(), () -> store.write(em -> told(em, peer, offered, byModule)));
  }

  private static ModuleState bounded(ModuleState state) {
    return new ModuleState(
        state.id(),
        cut(state.version(), 100),
        cut(state.sha256(), 64),
        state.kind(),
        Math.max(0, Math.min(state.crashes(), 3)),
        Math.max(0, state.hold()),
        state.reason() == null ? null : cut(state.reason().replaceAll("\\p{Cntrl}", " "), LONGEST));
  }

  private static String cut(String text, int longest) {
    return text.length() > longest ? text.substring(0, longest) : text;
  }

  private boolean told(
      EntityManager em, Peer peer, Offered offered, Map<String, List<ModuleState>> said) {
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var rows = rows(em, peer.id());
    for (var each : said.entrySet()) {
      var module = Objects.requireNonNull(offered.modules().get(each.getKey()));
      rows.computeIfAbsent(
          each.getKey(),
          id -> added(em, peer, module)); // it has it from a time before this database
    }
    for (var row : rows.values()) {
      var before = row.held() ? row.hold() : 0;
      var version = row.heldVersion();
      row.told(
          said.getOrDefault(row.module(), List.of()),
          offered.release(row.wanted()).orElse(null),
          now);
      tell(peer, row, before, version, now);
      if (!row.isThere() && isOver(offered, row)) {
        em.remove(row);
      }
    }
    return true;
  }

  private void tell(Peer peer, AgentModuleEntity row, int before, String version, Instant now) {
    if (row.held() && row.hold() != before) {
      events.publish(
          new ModuleHeld(
              EventId.next(),
              peer.tenant(),
              peer.asset(),
              row.module(),
              row.heldVersion(),
              row.reason(),
              now));
    } else if (before != 0 && !row.held()) {
      events.publish(
          new ModuleRecovered(
              EventId.next(), peer.tenant(), peer.asset(), row.module(), version, now));
    }
  }

  /** It is not an agent any more. */
  void forget(TenantId tenant, AgentId agent) {
    door.run(
        tenant,
        () ->
            store.write(
                em -> {
                  rows(em, agent).values().forEach(em::remove);
                  return true;
                }));
  }

  private static boolean isOver(Offered offered, AgentModuleEntity row) {
    var module = offered.modules().get(row.module());
    return module == null || module.release() == null;
  }

  private static Map<String, AgentModuleEntity> rows(EntityManager em, AgentId agent) {
    return em
        .createQuery(
            "select m from AgentModuleEntity m where m.agent = :agent", AgentModuleEntity.class)
        .setParameter("agent", agent.value())
        .getResultList()
        .stream()
        .collect(
            Collectors.toMap(
                AgentModuleEntity::module, Function.identity(), (one, other) -> one, HashMap::new));
  }

  private static AgentModuleEntity added(EntityManager em, Peer peer, Offered.Module module) {
    var row = new AgentModuleEntity(peer.id(), peer.asset(), module.id(), module.plugin());
    em.persist(row);
    return row;
  }

  /**
   * @param vouch whether it is to be told anew what vouches for what it has
   */
  public Turn next(Peer peer, boolean vouch) {
    var offered = modules.offered();
    if (offered.modules().isEmpty()) {
      return new Turn(List.of(), false);
    }
    return door.in(peer.tenant(), () -> store.write(em -> next(em, peer, offered, vouch)));
  }

  private Turn next(EntityManager em, Peer peer, Offered offered, boolean vouch) {
    var rows = rows(em, peer.id());
    for (var module : offered.modules().values()) {
      if (module.release() != null && module.delivery() == ModuleDelivery.PACED) {
        rows.computeIfAbsent(module.id(), id -> added(em, peer, module));
      }
    }
    var messages = new ArrayList<Message>();
    boolean open = false;
    var room = new Room();
    for (var row : rows.values()) {
      row.speaksFor(peer.asset());
      open |= next(peer, offered, row, vouch, room, messages);
      if (!row.isThere() && isOver(offered, row)) {
        em.remove(row);
      }
    }
    return new Turn(messages, open);
  }

  /** One machine takes one place in the pace, however many modules it is to fetch. */
  private final class Room {
    private @Nullable Boolean got;

    boolean take() {
      if (got == null) {
        got = pace.take();
      }
      return got;
    }
  }

  private boolean next(
      Peer peer,
      Offered offered,
      AgentModuleEntity row,
      boolean vouch,
      Room room,
      List<Message> messages) {
    var module = offered.modules().get(row.module());
    if (module == null || module.release() == null) {
      row.want(null);
      if (module != null && row.isThere()) {
        messages.add(modules.withdrawal(module, peer.trusts()));
      }
      return row.isThere();
    }
    if (module.delivery() == ModuleDelivery.PACED) {
      row.want(offered.release(module.release()).orElse(null));
    }
    var runs = offered.release(row.module(), row.hasSha256());
    if (vouch) {
      runs.ifPresent(release -> messages.add(modules.offer(release, peer.trusts())));
    }
    var wanted = offered.release(row.wanted());
    if (wanted.isEmpty() || row.runs(wanted.get())) {
      return false;
    }
    if (row.isHeld(wanted.get())) {
      if (row.released()) {
        messages.add(new ModuleRelease(row.module(), wanted.get().sha256(), row.hold()));
      }
      return row.released();
    }
    if (vouch && runs.equals(wanted)) {
      return true;
    }
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    boolean tells = peer.tells() || row.told();
    boolean again = vouch && !tells && row.offeredAt().isAfter(Instant.EPOCH); // it may have it
    var late = row.offeredAt().plus(tells ? AGAIN : AGAIN_UNTOLD);
    if (again || (late.isBefore(now) && room.take())) {
      row.offered(now);
      messages.add(modules.offer(wanted.get(), peer.trusts()));
    }
    return true;
  }

  /** Calls whenever a rollout has come to an agent that is to be told. */
  public void onGrant(Consumer<AgentId> listener) {
    granted.add(listener);
  }

  /**
   * A rollout comes to a machine: from now on it is to have what the plugin brings.
   *
   * @return how its modules are
   */
  List<Standing> grant(Peer peer, PluginId plugin) {
    var offered = modules.offered();
    var standings =
        door.in(peer.tenant(), () -> store.write(em -> grant(em, peer, plugin, offered)));
    if (standings.stream().anyMatch(each -> !each.runs() && !each.held())) {
      granted.forEach(each -> each.accept(peer.id()));
    }
    return standings;
  }

  private static List<Standing> grant(
      EntityManager em, Peer peer, PluginId plugin, Offered offered) {
    var rows = rows(em, peer.id());
    var standings = new ArrayList<Standing>();
    for (var module : offered.of(plugin)) {
      var row = rows.computeIfAbsent(module.id(), id -> added(em, peer, module));
      var release = offered.release(module.release()).orElseThrow();
      row.want(release);
      standings.add(
          new Standing(module.id(), row.runs(release), row.isHeld(release), row.reason()));
    }
    return standings;
  }

  /** How a module is on a machine that a rollout came to. */
  record Standing(String module, boolean runs, boolean held, @Nullable String reason) {}
}
