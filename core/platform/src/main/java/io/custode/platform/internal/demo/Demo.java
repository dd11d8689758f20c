// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.demo;

import io.custode.api.agent.Agents;
import io.custode.api.agent.EnrolmentTokens;
import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.Unavailable;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.api.tenant.Tenants;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.rule.Pages;
import io.custode.platform.internal.tenant.TenantRemoval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Puts demo data there, and takes exactly that away again. */
@Component(service = Demo.class)
public final class Demo {
  /** What people put somewhere, by the entities that hold it. */
  private static final List<String> NOUNS =
      List.of(
          "SiteEntity",
          "ContactEntity",
          "AssetEntity",
          "AgreementEntity",
          "GroupEntity",
          "CalendarEntity",
          "PolicyEntity",
          "FileEntity");

  private final TenantStore store;
  private final TenantContext context;
  private final Visibility visibility;
  private final Tenants tenants;
  private final TenantRemoval removal;
  private final DemoStage stage;
  private final Audit audit;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Agents agents;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable EnrolmentTokens tokens;

  @Activate
  public Demo(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext context,
      @Reference Visibility visibility,
      @Reference Tenants tenants,
      @Reference TenantRemoval removal,
      @Reference DemoStage stage,
      @Reference Audit audit) {
    this.store = store;
    this.context = context;
    this.visibility = visibility;
    this.tenants = tenants;
    this.removal = removal;
    this.stage = stage;
    this.audit = audit;
  }

  Demo(
      TenantStore store,
      TenantContext context,
      Visibility visibility,
      Tenants tenants,
      TenantRemoval removal,
      DemoStage stage,
      Audit audit,
      Agents agents,
      EnrolmentTokens tokens) {
    this(store, context, visibility, tenants, removal, stage, audit);
    this.agents = agents;
    this.tokens = tokens;
  }

  /** What there is of it, in the tenants that the caller sees. */
  DemoState state() {
    return marked().stream()
        .filter(row -> tenants.get(row.tenant()).isPresent())
        .map(row -> context.in(row.tenant(), () -> count(row.brought())))
        .reduce(DemoState.NONE, DemoState::plus);
  }

  /** Done twice it is done once. */
  DemoState add() {
    if (!marked().isEmpty()) {
      return state();
    }
    for (var customer : DemoScript.customers()) {
      var tenant = mark(customer);
      context.run(tenant, () -> stage.play(customer));
      remember(tenant, context.in(tenant, () -> store.read(Demo::nouns)));
    }
    var state = state();
    record("core.demo.add", state);
    return state;
  }

  /** The tenant and its mark come together, so that none is made up and not known to be. */
  private TenantId mark(DemoScript.Customer customer) {
    return visibility.asProvider(
        () ->
            store.write(
                em -> {
                  var tenant = tenants.create(stage.tenant(customer)).id();
                  em.persist(new DemoTenantEntity(tenant));
                  return tenant;
                }));
  }

  private void remember(TenantId tenant, Set<String> ids) {
    visibility.asProvider(
        () ->
            store.write(
                em -> {
                  em.find(DemoTenantEntity.class, tenant.value()).bring(ids);
                  return true;
                }));
  }

  /**
   * Done twice it is done once.
   *
   * @param others whether what people put into its customers may go too
   * @throws Conflict {@code demo-not-seen} if the caller does not see all of it, {@code
   *     demo-in-use} if somebody signs in as a contact of a demo customer, {@code demo-has-more} if
   *     others put something there and it may not go; nothing was removed
   * @throws Unavailable if it cannot be said now whether machines are enrolled there
   */
  DemoState remove(boolean others) {
    var rows = marked();
    requireAllSeen(rows);
    var state = state();
    requireNobodySignsIn(rows);
    if (state.others() > 0 && !others) {
      throw new Conflict(
          "demo-has-more",
          "Others put "
              + state.others()
              + " things into demo customers, machines that are enrolled there included; nothing was"
              + " removed.",
          "Say that they may go too, if they may: --others true.");
    }
    for (var row : rows) {
      var tenant = row.tenant();
      // a removal that was cut short left the mark alone
      if (removal.isThere(tenant)) {
        context.run(tenant, this::letNobodyIn);
        removal.remove(tenant);
      }
      unmark(tenant);
    }
    if (!rows.isEmpty()) {
      record("core.demo.remove", state);
    }
    return DemoState.NONE;
  }

  private void requireAllSeen(List<DemoTenantEntity> rows) {
    for (var row : rows) {
      if (tenants.get(row.tenant()).isEmpty() && removal.isThere(row.tenant())) {
        throw new Conflict(
            "demo-not-seen",
            "You do not see all demo customers; nothing was removed.",
            "Ask an administrator who sees all customers.");
      }
    }
  }

  private void unmark(TenantId tenant) {
    visibility.asProvider(
        () ->
            store.write(
                em -> {
                  em.remove(em.find(DemoTenantEntity.class, tenant.value()));
                  return true;
                }));
  }

  private void requireNobodySignsIn(List<DemoTenantEntity> rows) {
    var names =
        visibility.asProvider(
            () ->
                store.read(
                    em ->
                        rows.stream()
                            .flatMap(
                                row ->
                                    em.createQuery(
                                            "select u.name from UserEntity u where u.tenant = :id"
                                                + " order by u.name",
                                            String.class)
                                        .setParameter("id", row.tenant().value())
                                        .setMaxResults(5)
                                        .getResultStream())
                            .toList()));
    if (!names.isEmpty()) {
      throw new Conflict(
          "demo-in-use",
          "These sign in as contacts of demo customers: "
              + String.join(", ", names)
              + "; nothing was removed.",
          "Remove them first, or make them contacts of another customer.");
    }
  }

  /** Tokens let in nobody, and who came in is out. */
  private void letNobodyIn() {
    var in = agents;
    var doors = tokens;
    if (in == null || doors == null) {
      throw new Unavailable(
          "Agents cannot be asked for now; the demo data is not removed.", Duration.ofSeconds(5));
    }
    var now = Instant.now();
    Pages.each(
        doors::find,
        token -> {
          boolean open = token.revokedAt() == null && token.used() < token.uses();
          if (open && token.expiresAt().isAfter(now)) {
            doors.revoke(token.id());
          }
        });
    Pages.each(in::find, agent -> in.revoke(agent.id()));
  }

  private List<DemoTenantEntity> marked() {
    return visibility.asProvider(
        () ->
            store.read(
                em ->
                    em.createQuery("select d from DemoTenantEntity d", DemoTenantEntity.class)
                        .getResultList()));
  }

  /** Of the bound tenant. */
  private DemoState count(Set<String> brought) {
    return store.read(
        em -> {
          int others =
              (int) nouns(em).stream().filter(id -> !brought.contains(id)).count()
                  + rows(em, "AssetEntity e where e.agent is not null");
          return new DemoState(
              1,
              rows(em, "SiteEntity e"),
              rows(em, "ContactEntity e"),
              rows(em, "AssetEntity e"),
              rows(em, "AlertEntity e"),
              others);
        });
  }

  private static int rows(EntityManager em, String what) {
    return em.createQuery("select count(e) from " + what, Long.class).getSingleResult().intValue();
  }

  private static Set<String> nouns(EntityManager em) {
    var ids = new TreeSet<String>();
    for (var noun : NOUNS) {
      ids.addAll(em.createQuery("select e.id from " + noun + " e", String.class).getResultList());
    }
    return ids;
  }

  private void record(String verb, DemoState state) {
    var told =
        "{\"customers\":%d,\"assets\":%d,\"others\":%d}"
            .formatted(state.customers(), state.assets(), state.others());
    visibility.asProvider(
        () ->
            store.write(
                em -> {
                  audit.record(verb, "demo", new Json(told));
                  return true;
                }));
  }
}
