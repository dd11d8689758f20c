// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.testing;

import io.custode.api.access.Access;
import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.agent.AgentId;
import io.custode.api.agent.Agents;
import io.custode.api.agent.EnrolmentTokens;
import io.custode.api.agent.NewToken;
import io.custode.api.error.Forbidden;
import io.custode.api.error.NotFound;
import io.custode.api.error.SignedOut;
import io.custode.api.event.DomainEvent;
import io.custode.api.event.Events;
import io.custode.api.plugin.PluginId;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.Doors;
import io.custode.core.access.UserNames;
import io.custode.core.module.PluginModule;
import io.custode.gateway.internal.Door;
import io.custode.gateway.internal.Settings;
import io.custode.gateway.internal.agent.AgentEntity;
import io.custode.gateway.internal.agent.AgentRows;
import io.custode.gateway.internal.agent.AgentView;
import io.custode.gateway.internal.agent.Enroller;
import io.custode.gateway.internal.agent.FleetTrust;
import io.custode.gateway.internal.agent.JpaAgents;
import io.custode.gateway.internal.agent.JpaEnrolmentTokens;
import io.custode.gateway.internal.agent.TokenEntity;
import io.custode.gateway.internal.agent.TokenView;
import io.custode.gateway.internal.authority.AuthorityEntity;
import io.custode.gateway.internal.authority.AuthorityRotation;
import io.custode.gateway.internal.authority.BrokerTrial;
import io.custode.gateway.internal.authority.CertificateAuthority;
import io.custode.gateway.internal.authority.KeyFiles;
import io.custode.gateway.internal.authority.NodeCertificate;
import io.custode.gateway.internal.authority.NodeReportEntity;
import io.custode.gateway.internal.authority.OneAuthority;
import io.custode.gateway.internal.link.AgentDirectory;
import io.custode.gateway.internal.link.Revocations;
import io.custode.gateway.internal.module.AgentModuleEntity;
import io.custode.gateway.internal.module.AgentModuleView;
import io.custode.gateway.internal.module.AgentModules;
import io.custode.gateway.internal.module.JpaModules;
import io.custode.gateway.internal.module.ModuleDeliveryEntity;
import io.custode.gateway.internal.module.ModuleEntity;
import io.custode.gateway.internal.module.ModuleJarEntity;
import io.custode.gateway.internal.module.ModuleReleaseEntity;
import io.custode.gateway.internal.release.JpaAgentReleases;
import io.custode.gateway.internal.release.ReleaseEntity;
import io.custode.gateway.internal.release.ReleasePieceEntity;
import io.custode.persistence.TenantStore;
import io.custode.persistence.core.TenantBinding.Binding;
import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's lower half on a real database, with callers and tenants as the platform has them.
 */
public final class TestPlatform implements AutoCloseable, Doors, Events, UserNames {
  private static final UserId SYSTEM = UserId.of("00000000-0000-7000-8000-000000000001");

  public final TenantId tenant = TenantId.next();
  public final TenantId other = TenantId.next();
  public final Principal technician =
      new Principal(Principal.Kind.TECHNICIAN, UserId.next(), "tess", null, Set.of("*"));

  /** Of users by id, as the platform has them; who is erased is taken out. */
  public final Map<String, String> names =
      new ConcurrentHashMap<>(Map.of(technician.id().value(), technician.name()));

  public final List<DomainEvent> events = new CopyOnWriteArrayList<>();
  public final MemoryAudit audit = new MemoryAudit();
  public final MemoryAssets assets = new MemoryAssets(tenant);
  public final MemoryActions actions = new MemoryActions(tenant);
  public final CertificateAuthority authority;
  public final NodeCertificate node;
  public final Settings settings;
  public final Door door;
  public final TenantStore store;
  public final AgentRows rows;
  public final Enroller enroller;
  public final JpaModules modules;
  public final AgentModules agentModules;
  public final MemoryAlerts alerts = new MemoryAlerts(tenant);
  public final JpaAgentReleases releases;
  public final EnrolmentTokens tokens;
  public final AgentDirectory directory;
  public final Revocations revocations;
  public final FleetTrust fleet;
  public final OneAuthority one;
  public final AuthorityRotation rotation;
  private final Databases.Opened opened;
  private final TestDatabase database;
  private final Set<TenantId> known = ConcurrentHashMap.newKeySet();
  private final ThreadLocal<@Nullable Principal> caller = new ThreadLocal<>();
  public final TenantContext tenants = new Tenants();
  public final Access callers = new Callers();

  public TestPlatform(TestDatabases kind, Path home, int mqttPort, String brokerUrl)
      throws Exception {
    opened = Databases.take(kind, TestPlatform::schema);
    database = opened.database();
    store = opened.store();
    for (var each : List.of(tenant, other)) {
      known.add(each);
      database.see(SYSTEM.value(), each.value());
      database.see(technician.id().value(), each.value());
    }
    settings = new Settings(home, 0, mqttPort, brokerUrl, 1);
    authority = new CertificateAuthority(new KeyFiles(settings.keys()), Clock.systemUTC());
    node = new NodeCertificate(authority, settings);
    door = new Door(this, tenants);
    rows = new AgentRows(store, door);
    enroller = new Enroller(store, door, audit, this, authority);
    modules = new JpaModules(store, door, authority);
    agentModules = new AgentModules(store, door, modules, this, settings);
    releases = new JpaAgentReleases(store, door, callers, this, audit, this);
    directory = new AgentDirectory(rows);
    revocations = new Revocations(directory);
    tokens = new JpaEnrolmentTokens(store, tenants, callers, this, new NoSites(), audit, authority);
    fleet = new FleetTrust(store, door);
    one = new OneAuthority(authority, node, store, door, settings);
    rotation =
        new AuthorityRotation(
            authority, one, fleet, new BrokerTrial(authority, settings), store, door, audit, this);
  }

  private static TenantStore schema(TestDatabase database) {
    return database.schema(
        "gateway",
        "META-INF/custode/changelog.xml",
        AgentEntity.class,
        AgentView.class,
        TokenEntity.class,
        ModuleEntity.class,
        ModuleReleaseEntity.class,
        ModuleJarEntity.class,
        ModuleDeliveryEntity.class,
        AgentModuleEntity.class,
        AgentModuleView.class,
        ReleaseEntity.class,
        ReleasePieceEntity.class,
        TokenView.class,
        AuthorityEntity.class,
        NodeReportEntity.class);
  }

  /** Of all schemas. */
  public List<String> tablesWith(String text) throws SQLException {
    return database.tablesWith(text);
  }

  /** Runs as the technician, bound to a tenant. */
  public <T> T technician(TenantId bound, Supplier<T> work) {
    return as(technician, "rest", () -> tenants.in(bound, work));
  }

  /** A fresh secret's random part. */
  public String secret() {
    return random(technician(tenant, () -> tokens.issue(new NewToken(null, null)).secret()));
  }

  /** A plugin named acme brings one module of that name. */
  public void bring(String version, byte... jar) {
    var publisher = "0".repeat(64);
    modules.follow(PluginId.of("acme"), List.of(new PluginModule("acme", version, publisher, jar)));
  }

  /** Makes it later than all tokens last. */
  public void expireTokens() {
    door.in(
        tenant,
        () ->
            store.write(
                em ->
                    em.createQuery("update TokenEntity t set t.expiresAt = :then")
                        .setParameter("then", Instant.EPOCH)
                        .executeUpdate()));
  }

  /** As a technician does, without the link. */
  public void revoke(String agent) {
    technician(tenant, () -> agents().revoke(AgentId.of(agent)));
  }

  public Agents agents() {
    return new JpaAgents(store, tenants, audit, this, revocations);
  }

  public long countAgents() {
    return door.in(
        tenant,
        () ->
            store.read(
                em ->
                    em.createQuery("select count(a) from AgentEntity a", Long.class)
                        .getSingleResult()));
  }

  public static String random(String secret) {
    return secret.split("\\.")[1];
  }

  @Override
  public <T> T as(Principal principal, String door, Supplier<T> work) {
    var before = caller.get();
    caller.set(principal);
    try {
      boolean system = principal.kind() == Principal.Kind.SYSTEM;
      return database.binding().bind(new Binding(null, principal.id().value(), system), work);
    } finally {
      caller.set(before);
    }
  }

  @Override
  public UnaryOperator<String> of(Collection<String> ids) {
    return id -> names.getOrDefault(id, id);
  }

  @Override
  public Principal system(String part) {
    return new Principal(Principal.Kind.SYSTEM, SYSTEM, part, null, Set.of("*"));
  }

  @Override
  public Set<TenantId> seenBy(Principal principal) {
    return Set.of();
  }

  @Override
  public boolean sees(Principal principal, TenantId bound) {
    return known.contains(bound);
  }

  /** What the platform gives as TenantContext. */
  private final class Tenants implements TenantContext {
    @Override
    public Optional<TenantId> current() {
      return Optional.ofNullable(database.binding().current())
          .map(Binding::tenant)
          .map(TenantId::of);
    }

    @Override
    public <T> T in(TenantId bound, Supplier<T> work) {
      var principal = callers.current();
      if (!known.contains(bound)) {
        throw new NotFound("tenant", bound);
      }
      return database
          .binding()
          .bind(new Binding(bound.value(), principal.id().value(), false), work);
    }

    @Override
    public <T> T asProvider(Supplier<T> work) {
      return database.binding().bind(new Binding(null, null, true), work);
    }
  }

  /** What the platform gives as Access. */
  private final class Callers implements Access {
    @Override
    public Principal current() {
      return Optional.ofNullable(caller.get()).orElseThrow(SignedOut::new);
    }

    @Override
    public boolean may(String permission) {
      return current().may(permission);
    }

    @Override
    public void require(String permission) {
      if (!may(permission)) {
        throw new Forbidden(permission);
      }
    }
  }

  @Override
  public void publish(DomainEvent event) {
    if (!database.outbox().isOpen()) {
      throw new IllegalStateException("An event outside a transaction");
    }
    events.add(event);
  }

  @Override
  public void close() {
    one.close();
    Databases.give(opened);
  }
}
