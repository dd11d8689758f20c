// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import static io.custode.platform.internal.policy.Patching.first;
import static io.custode.platform.internal.policy.Patching.locking;
import static io.custode.platform.internal.policy.Patching.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.custode.api.asset.AssetChange;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.NewAsset;
import io.custode.api.audit.AuditQuery;
import io.custode.api.error.Conflict;
import io.custode.api.error.Forbidden;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.error.Unavailable;
import io.custode.api.event.EventId;
import io.custode.api.group.AssetFilter;
import io.custode.api.group.AssetFilter.Operator;
import io.custode.api.group.GroupId;
import io.custode.api.group.NewGroup;
import io.custode.api.json.Json;
import io.custode.api.page.PageRequest;
import io.custode.api.policy.Policy;
import io.custode.api.policy.PolicyChange;
import io.custode.api.policy.PolicyChanged;
import io.custode.api.policy.PolicyField;
import io.custode.api.policy.PolicyLevel;
import io.custode.api.policy.PolicyQuery;
import io.custode.api.policy.PolicySource.Fate;
import io.custode.api.policy.PolicyTarget;
import io.custode.api.policy.PolicyTypeInfo;
import io.custode.api.policy.PolicyVersion;
import io.custode.api.policy.ProviderPolicyChanged;
import io.custode.api.tenant.NewSite;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.SiteRemoved;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.core.Outbox;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.policy.Patching.Mode;
import io.custode.platform.internal.policy.Patching.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What applies where, and what is refused. */
class PoliciesTest {
  private static final AssetFilter SERVERS = AssetFilter.where("kind", Operator.IS, "\"SERVER\"");

  private final Patching type = new Patching();
  private Platform platform;
  private JpaPolicies policies;
  private TenantId acme;
  private SiteId rome;
  private AssetId asset;

  private void on(TestDatabases kind) {
    platform = new Platform(kind);
    policies = platform.policyNode.policies();
    platform.policyNode.arrive(type);
    acme = platform.tenant("Acme");
    rome = in(() -> platform.sites.create(new NewSite("Rome")).id());
    asset =
        in(() -> platform.assets.register(new NewAsset("pc", AssetKind.SERVER, rome, null)).id());
  }

  private <T> T in(Supplier<T> work) {
    return platform.in(acme, work);
  }

  private <T> T unbound(Supplier<T> work) {
    return platform.as(platform.boss, work);
  }

  private GroupId group(String name) {
    return in(() -> platform.groups.create(new NewGroup(name, null, SERVERS)).id());
  }

  private Policy set(PolicyTarget target, PolicyChange change) {
    return in(() -> policies.set(type.name(), target, change));
  }

  private Policy provide(PolicyChange change) {
    return unbound(() -> policies.set(type.name(), PolicyTarget.PROVIDER, change));
  }

  private Rules rules() {
    return in(() -> policies.of(asset, Rules.class));
  }

  private PolicyField field(String name) {
    return in(() -> policies.explain(type.name(), PolicyTarget.of(asset))).fields().stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatWasSetForASiteThatWentIsCleared(TestDatabases kind) {
    on(kind);
    set(PolicyTarget.TENANT, first("days", "2"));
    var bari = in(() -> platform.sites.create(new NewSite("Bari")).id());
    set(PolicyTarget.of(rome), first("days", "3"));
    set(PolicyTarget.of(bari), first("days", "4"));
    in(
        () -> {
          new OnSiteRemoved(policies)
              .on(new SiteRemoved(EventId.next(), acme, bari, Instant.now()));
          return true;
        });
    assertThat(in(() -> policies.find(PolicyQuery.ANY, PageRequest.first())).items())
        .extracting(Policy::target)
        // what other tests set for everybody is there too
        .contains(PolicyTarget.TENANT, PolicyTarget.of(rome))
        .doesNotContain(PolicyTarget.of(bari));
    assertThat(rules().days()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void eachFieldComesFromTheNearestLevelThatSetsIt(TestDatabases kind) {
    on(kind);
    assertThat(rules()).isEqualTo(Patching.DEFAULTS);
    var night = group("Night");
    var slow = group("Slow");
    provide(first("days", "1", "reboot", "true", "patience", "\"PT2H\""));
    set(PolicyTarget.TENANT, first("days", "2", "note", "\"tenant\"", "only", "[\"a\",\"b\"]"));
    set(PolicyTarget.of(rome), first("days", "3", "only", "[\"c\"]"));
    set(PolicyTarget.of(night), first("days", "4", "window", "{\"day\":\"sat\",\"hours\":4}"));
    set(PolicyTarget.of(slow), first("days", "5"));
    assertThat(rules().days()).isEqualTo(5);
    set(PolicyTarget.of(asset), first("days", "6", "note", "null"));

    var rules = rules();
    assertThat(rules)
        .isEqualTo(
            new Rules(
                Mode.ASK,
                6,
                true,
                null,
                List.of("c"),
                List.of("kernel"),
                Duration.ofHours(2),
                new Patching.Window("sat", 4)));
    assertThat(field("days").source()).isEqualTo(PolicyTarget.of(asset));
    assertThat(field("days").sources())
        .extracting(s -> s.value().text())
        .containsExactly("7", "1", "2", "3", "4", "5", "6");
    assertThat(field("days").sources())
        .extracting(s -> s.label())
        .containsExactly(null, null, null, "Rome", "Night", "Slow", null);
    assertThat(field("reboot").source()).isEqualTo(PolicyTarget.PROVIDER);
    assertThat(field("mode").source()).isNull();
    assertThat(in(() -> policies.at(PolicyTarget.of(rome), Rules.class)).days()).isEqualTo(3);
    assertThat(in(() -> policies.at(PolicyTarget.of(night), Rules.class)).days()).isEqualTo(4);
    assertThat(in(() -> policies.at(PolicyTarget.TENANT, Rules.class)).days()).isEqualTo(2);
    assertThat(unbound(() -> policies.at(PolicyTarget.PROVIDER, Rules.class)).days()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aMergedListHoldsWhatEveryLevelSaysOnce(TestDatabases kind) {
    on(kind);
    provide(first("never", "[\"java\",\"sap\"]"));
    set(PolicyTarget.TENANT, first("never", "[\"sap\",\"oracle\"]"));
    set(PolicyTarget.of(asset), first("never", "[\"java\",\"x\"]"));
    assertThat(rules().never()).containsExactly("java", "sap", "oracle", "x");
    assertThat(field("never").sources())
        .extracting(s -> s.fate())
        .containsExactly(Fate.OVERRIDDEN, Fate.APPLIES, Fate.APPLIES, Fate.APPLIES);
    in(
        () ->
            policies.set(
                type.name(),
                PolicyTarget.TENANT,
                new PolicyChange(values("never", "[\"sap\"]"), List.of("never"), 1L)));
    assertThat(rules().never()).containsExactly("java", "sap");
    assertThat(field("never").sources().get(3).fate()).isEqualTo(Fate.LOCKED_OUT);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aLockedFieldIsNotSetBelowAndWhatWasSetBeforeDoesNotApply(TestDatabases kind) {
    on(kind);
    set(PolicyTarget.of(asset), first("days", "6", "reboot", "true"));
    set(PolicyTarget.of(rome), locking(List.of("days"), "days", "3"));
    assertThat(rules().days()).isEqualTo(3);
    assertThat(rules().reboot()).isTrue();
    var days = field("days");
    assertThat(days.source()).isEqualTo(PolicyTarget.of(rome));
    assertThat(days.sources().get(2).fate()).isEqualTo(Fate.LOCKED_OUT);
    assertThatThrownBy(
            () ->
                in(
                    () ->
                        policies.set(
                            type.name(),
                            PolicyTarget.of(asset),
                            new PolicyChange(values("days", "9"), null, 1L))))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("The field days is locked by the policy of site 'Rome'");
    var loose = set(PolicyTarget.of(group("Loose")), first("days", "8"));
    assertThat(loose.values()).containsKey("days");
    assertThat(rules().days()).isEqualTo(3);
    in(
        () -> {
          policies.clear(type.name(), PolicyTarget.of(rome), 1);
          return true;
        });
    assertThat(rules().days()).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatDoesNotFitIsRefusedFieldByField(TestDatabases kind) {
    on(kind);
    assertThatThrownBy(
            () ->
                set(
                    PolicyTarget.TENANT,
                    first(
                        "colour",
                        "1",
                        "days",
                        "\"x\"",
                        "mode",
                        "\"MAYBE\"",
                        "reboot",
                        "null",
                        "only",
                        "[null]",
                        "window",
                        "{\"day\":\"sun\"}")))
        .isInstanceOfSatisfying(
            Invalid.class,
            e ->
                assertThat(e.violations())
                    .extracting(v -> v.field())
                    .containsExactlyInAnyOrder(
                        "values.colour",
                        "values.days",
                        "values.mode",
                        "values.reboot",
                        "values.only",
                        "values.window.hours"));
    assertThatThrownBy(() -> set(PolicyTarget.TENANT, locking(List.of("days"), "mode", "\"ASK\"")))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("must name fields that are set here");
    assertThatThrownBy(() -> set(PolicyTarget.TENANT, first("mode", "\"NEVER\"", "reboot", "true")))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("values.reboot must be false where nothing is installed");
    assertThatThrownBy(
            () -> set(PolicyTarget.TENANT, first("note", "\"" + "x".repeat(70_000) + "\"")))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("must be at most 65536 characters");
    assertThat(in(() -> policies.get(type.name(), PolicyTarget.TENANT))).isEmpty();
    assertThatThrownBy(
            () -> in(() -> policies.set("core.nothing", PolicyTarget.TENANT, first("a", "1"))))
        .isInstanceOf(NotFound.class);
    record Strange(int x) {}
    assertThatThrownBy(() -> in(() -> policies.of(asset, Strange.class)))
        .isInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatBelongsToAnotherTenantIsNotThere(TestDatabases kind) {
    on(kind);
    var other = platform.tenant("Other");
    set(PolicyTarget.of(asset), first("days", "6"));
    for (var target :
        List.of(PolicyTarget.of(asset), PolicyTarget.of(rome), PolicyTarget.of(group("Servers")))) {
      assertThatThrownBy(
              () -> platform.in(other, () -> policies.set(type.name(), target, first("days", "1"))))
          .isInstanceOf(NotFound.class);
      assertThatThrownBy(() -> platform.in(other, () -> policies.explain(type.name(), target)))
          .isInstanceOf(NotFound.class);
    }
    assertThat(platform.in(other, () -> policies.get(type.name(), PolicyTarget.of(asset))))
        .isEmpty();
    assertThatThrownBy(() -> platform.in(other, () -> policies.of(asset, Rules.class)))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(
            () ->
                platform.in(
                    other,
                    () ->
                        policies.history(type.name(), PolicyTarget.of(asset), PageRequest.first())))
        .isInstanceOf(NotFound.class);
    assertThat(found(other)).isEmpty();
    assertThat(found(acme)).hasSize(1);
    var stranger = Platform.technician("stranger", "*");
    assertThat(
            platform.as(
                stranger,
                () ->
                    policies.find(new PolicyQuery(type.name(), null), PageRequest.first()).items()))
        .isEmpty();
    assertThatThrownBy(() -> unbound(() -> policies.get(type.name(), PolicyTarget.of(asset))))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> unbound(() -> policies.of(asset, Rules.class)))
        .isInstanceOf(Invalid.class);
  }

  private List<Policy> found(TenantId tenant) {
    return platform.in(
        tenant,
        () -> policies.find(new PolicyQuery(type.name(), null), PageRequest.first()).items());
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void onlyTheProviderSetsItsPolicies(TestDatabases kind) {
    on(kind);
    var technician = Platform.technician("tina", "core.policy.write");
    assertThatThrownBy(
            () ->
                platform.as(
                    technician,
                    () -> policies.set(type.name(), PolicyTarget.PROVIDER, first("days", "1"))))
        .isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> set(PolicyTarget.PROVIDER, first("days", "1")))
        .isInstanceOf(Invalid.class);
    var common =
        unbound(
            () ->
                platform.groups.create(new NewGroup("Servers " + type.name(), null, SERVERS)).id());
    unbound(
        () ->
            policies.set(
                type.name(), PolicyTarget.of(common), locking(List.of("mode"), "mode", "\"ASK\"")));
    unbound(
        () -> {
          assertThatThrownBy(
                  () -> policies.set(type.name(), PolicyTarget.of(GroupId.next()), first()))
              .isInstanceOf(NotFound.class);
          return true;
        });
    set(PolicyTarget.of(common), first("days", "9"));
    assertThat(rules().days()).isEqualTo(9);
    assertThatThrownBy(() -> set(PolicyTarget.of(asset), first("mode", "\"NEVER\"")))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("locked by the policy of group 'Servers");
    unbound(
        () -> {
          platform.groups.remove(common);
          return true;
        });
    await().atMost(Duration.ofSeconds(5)).until(() -> rules().days() == 7);
    unbound(
        () -> {
          policies.clearGroup(null, common.value());
          return true;
        });
    assertThat(
            unbound(
                    () ->
                        policies.find(
                            new PolicyQuery(type.name(), PolicyLevel.GROUP), PageRequest.first()))
                .items())
        .extracting(Policy::tenant)
        .containsExactly(acme);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aTypeThatLeavesIsKeptAndWorksAgainWhenItComesBack(TestDatabases kind) {
    on(kind);
    set(PolicyTarget.TENANT, locking(List.of("days"), "days", "2", "note", "\"kept\""));
    assertThat(rules().note()).isEqualTo("kept");
    platform.policyNode.leave(type);
    assertThat(platform.policyNode.mappings().out()).isZero();

    assertThatThrownBy(this::rules).isInstanceOf(Unavailable.class);
    var stored = in(() -> policies.get(type.name(), PolicyTarget.TENANT)).orElseThrow();
    assertThat(stored.known()).isFalse();
    assertThat(stored.values()).isEqualTo(values("days", "2", "note", "\"kept\""));
    assertThat(found(acme)).containsExactly(stored);
    var explained = in(() -> policies.explain(type.name(), PolicyTarget.of(asset)));
    assertThat(explained.known()).isFalse();
    assertThat(explained.fields()).extracting(PolicyField::name).containsExactly("days", "note");
    assertThat(explained.fields()).allMatch(f -> f.value() == null);
    assertThatThrownBy(() -> set(PolicyTarget.of(asset), first("note", "\"x\"")))
        .isInstanceOfSatisfying(
            Problem.class, e -> assertThat(e.name()).isEqualTo("policy-type-away"));
    assertThat(types()).anyMatch(t -> t.name().equals(type.name()) && !t.known());

    platform.policyNode.arrive(type);
    assertThat(rules().note()).isEqualTo("kept");
    assertThat(rules().days()).isEqualTo(2);
    assertThat(types()).anyMatch(t -> t.name().equals(type.name()) && t.known());
  }

  private List<PolicyTypeInfo> types() {
    return in(() -> policies.types(new PageRequest(500, null))).items();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatAnUpdatedTypeDoesNotKnowStaysStored(TestDatabases kind) {
    on(kind);
    set(
        PolicyTarget.TENANT,
        locking(List.of("days"), "days", "2", "mode", "\"NEVER\"", "note", "\"n\""));
    platform.policyNode.leave(type);
    var later = new Patching.Later(type.name());
    platform.policyNode.arrive(later);

    var applies = in(() -> policies.of(asset, Patching.Later.Rules.class));
    assertThat(applies).isEqualTo(new Patching.Later.Rules(Mode.NEVER, true, true));
    assertThat(field("days").sources().get(1).fate()).isEqualTo(Fate.UNFIT);
    assertThat(field("note").value()).isNull();
    // a lock on what does not fit holds nobody up
    set(PolicyTarget.of(asset), first("days", "false"));
    in(
        () ->
            policies.set(
                type.name(),
                PolicyTarget.TENANT,
                new PolicyChange(values("fast", "false"), null, 1L)));
    var stored = in(() -> policies.get(type.name(), PolicyTarget.TENANT)).orElseThrow();
    assertThat(stored.values()).isEqualTo(values("fast", "false", "note", "\"n\""));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatBringsAnotherPlaceBringsOtherPolicies(TestDatabases kind) {
    on(kind);
    set(PolicyTarget.of(rome), first("days", "3"));
    var milan = in(() -> platform.sites.create(new NewSite("Milan")).id());
    assertThat(rules().days()).isEqualTo(3);
    in(
        () ->
            platform.assets.change(
                asset, new AssetChange(null, AssetKind.PRINTER, null, milan, 1)));
    in(
        () -> {
          platform.policyNode.moves().always(acme);
          return true;
        });
    assertThat(rules().days()).isEqualTo(7);
    var list = in(() -> platform.groups.create(new NewGroup("List", null, null)).id());
    set(PolicyTarget.of(list), first("days", "9"));
    assertThat(rules().days()).isEqualTo(7);
    in(
        () -> {
          platform.groups.add(list, List.of(asset));
          return true;
        });
    await().atMost(Duration.ofSeconds(5)).until(() -> rules().days() == 9);
    in(
        () -> {
          platform.groups.remove(list);
          policies.clearGroup(acme, list.value());
          return true;
        });
    assertThat(rules().days()).isEqualTo(7);
    assertThat(
            in(() -> policies.history(type.name(), PolicyTarget.of(list), PageRequest.first()))
                .items())
        .extracting(PolicyVersion::cleared)
        .containsExactly(true, false);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatMachinesSayCountsOnlyWhereAGroupAsksForIt(TestDatabases kind) {
    on(kind);
    group("By kind");
    var moves = platform.policyNode.moves();
    long before = in(platform.stamps::tenant);
    in(
        () -> {
          moves.byInventory(acme);
          moves.byPresence(acme);
          return true;
        });
    assertThat(in(platform.stamps::tenant)).isEqualTo(before);
    var online = AssetFilter.where("online", Operator.IS, "true");
    in(() -> platform.groups.create(new NewGroup("On", null, online)));
    in(() -> platform.groups.create(new NewGroup("Os", null, AssetFilter.known("os"))));
    platform.policyNode.states().forget(acme);
    in(
        () -> {
          moves.byInventory(acme);
          moves.byPresence(acme);
          return true;
        });
    assertThat(in(platform.stamps::tenant)).isEqualTo(before + 4);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anotherNodeSeesAChangeWithinASecond(TestDatabases kind) {
    on(kind);
    var node = PolicyNode.of(platform);
    node.arrive(type);
    assertThat(in(() -> node.policies().of(asset, Rules.class)).days()).isEqualTo(7);
    set(PolicyTarget.TENANT, first("days", "2"));
    assertThat(rules().days()).isEqualTo(2);
    await()
        .atMost(Duration.ofSeconds(1))
        .until(() -> in(() -> node.policies().of(asset, Rules.class)).days() == 2);
    provide(locking(List.of("days"), "days", "1"));
    assertThat(rules().days()).isEqualTo(1);
    await()
        .atMost(Duration.ofSeconds(1))
        .until(() -> in(() -> node.policies().of(asset, Rules.class)).days() == 1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void everyChangeIsAVersionAnEventAndAnAuditEntry(TestDatabases kind) {
    on(kind);
    platform.deliverEverything();
    var made = set(PolicyTarget.TENANT, first("days", "2"));
    assertThat(made.revision()).isEqualTo(1);
    assertThatThrownBy(() -> set(PolicyTarget.TENANT, first("days", "3")))
        .isInstanceOf(Conflict.class);
    in(
        () ->
            policies.set(
                type.name(), PolicyTarget.TENANT, new PolicyChange(values("days", "3"), null, 1L)));
    in(
        () -> {
          policies.clear(type.name(), PolicyTarget.TENANT, 2);
          return true;
        });
    set(PolicyTarget.TENANT, first("days", "4"));
    provide(first("days", "1"));
    var history =
        in(() -> policies.history(type.name(), PolicyTarget.TENANT, new PageRequest(3, null)));
    assertThat(history.items()).extracting(PolicyVersion::number).containsExactly(4, 3, 2);
    var last =
        in(
            () ->
                policies.history(
                    type.name(), PolicyTarget.TENANT, new PageRequest(3, history.next())));
    assertThat(last.items()).hasSize(1);
    assertThat(last.items().get(0).values()).containsEntry("days", new Json("2"));
    assertThat(last.items().get(0).changedBy()).isEqualTo(platform.boss.id());
    assertThat(history.items().get(1).cleared()).isTrue();

    var kinds =
        platform
            .as(platform.doors.system("test"), () -> platform.database.outbox().due(500))
            .stream()
            .map(Outbox.Entry::type)
            .toList();
    assertThat(kinds)
        .contains(PolicyChanged.class.getName(), ProviderPolicyChanged.class.getName());
    platform.deliverAudit();
    var verbs =
        in(
                () ->
                    platform.audit.find(
                        new AuditQuery(null, null, "policy/" + type.name() + "/tenant"),
                        PageRequest.first()))
            .items()
            .stream()
            .map(e -> e.verb())
            .toList();
    assertThat(verbs)
        .containsExactly(
            "core.policy.set", "core.policy.clear", "core.policy.set", "core.policy.set");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aTypeHasASchemaForForms(TestDatabases kind) {
    on(kind);
    var info = types().stream().filter(t -> t.name().equals(type.name())).findFirst().orElseThrow();
    @Nullable Json schema = info.schema();
    assertThat(schema).isNotNull();
    assertThat(schema.text())
        .contains("\"mode\":{\"type\":\"string\",\"enum\":[\"AUTOMATIC\",\"ASK\",\"NEVER\"]")
        .contains("\"description\":\"Who decides\",\"default\":\"ASK\"")
        .contains("\"note\":{\"type\":[\"string\",\"null\"],\"default\":null}")
        .contains("\"x-custode-merged\":true")
        .contains("\"format\":\"duration\",\"default\":\"PT1H\"");
  }
}
