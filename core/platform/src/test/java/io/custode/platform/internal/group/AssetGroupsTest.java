// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.group;

import static io.custode.api.group.AssetFilter.all;
import static io.custode.api.group.AssetFilter.any;
import static io.custode.api.group.AssetFilter.in;
import static io.custode.api.group.AssetFilter.known;
import static io.custode.api.group.AssetFilter.no;
import static io.custode.api.group.AssetFilter.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.Inventory;
import io.custode.api.asset.NewAsset;
import io.custode.api.audit.AuditQuery;
import io.custode.api.error.Conflict;
import io.custode.api.error.Forbidden;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.group.AssetFilter;
import io.custode.api.group.AssetFilter.Operator;
import io.custode.api.group.AssetGroup;
import io.custode.api.group.GroupChange;
import io.custode.api.group.GroupChanged;
import io.custode.api.group.GroupId;
import io.custode.api.group.NewGroup;
import io.custode.api.group.ProviderGroupChanged;
import io.custode.api.id.Uuid7;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.NewSite;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.core.Outbox;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.asset.TestClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups, their members, and what is refused. */
class AssetGroupsTest {
  private static final AssetFilter SERVERS = where("kind", Operator.IS, "\"server\"");

  private Platform platform;
  private TenantId acme;
  private TenantId other;

  private void on(TestDatabases kind) {
    platform = new Platform(kind);
    acme = platform.tenant("Acme");
    other = platform.tenant("Other");
  }

  private AssetId asset(
      String name, AssetKind kind, @Nullable SiteId site, @Nullable String serial) {
    return platform.in(
        acme, () -> platform.assets.register(new NewAsset(name, kind, site, serial)).id());
  }

  private AssetId machine(String host, String os, String... packages) {
    var inventory =
        new Inventory(
            Instant.now(),
            host,
            new Inventory.Os("linux", os, "12", "6.1.0", "x86_64"),
            new Inventory.Hardware("ACME", "Box 3000", null, null, null, "EPYC", 8, 16L << 30),
            List.of(),
            List.of(),
            List.of(packages).stream().map(p -> new Inventory.Software(p, "1.0")).toList(),
            List.of(),
            Instant.now());
    return platform.in(acme, () -> TestClaims.claim(platform, inventory));
  }

  private AssetGroup query(String name, AssetFilter filter) {
    return platform.in(acme, () -> platform.groups.create(new NewGroup(name, null, filter)));
  }

  private AssetGroup list(String name) {
    return platform.in(acme, () -> platform.groups.create(new NewGroup(name, null, null)));
  }

  private AssetGroup provided(String name, AssetFilter filter) {
    return platform.as(
        platform.boss,
        () -> platform.groups.create(new NewGroup(name + " " + Uuid7.next(), null, filter)));
  }

  private boolean remove(@Nullable TenantId tenant, GroupId id) {
    Runnable gone = () -> platform.groups.remove(id);
    return tenant == null
        ? platform.as(platform.boss, () -> done(gone))
        : platform.in(tenant, () -> done(gone));
  }

  private static boolean done(Runnable work) {
    work.run();
    return true;
  }

  private List<String> found(AssetFilter filter) {
    return platform.in(
        acme,
        () ->
            platform.groups.preview(filter, PageRequest.first()).items().stream()
                .map(Asset::name)
                .toList());
  }

  private List<String> members(AssetGroup group) {
    return platform.in(
        acme,
        () ->
            platform.groups.members(group.id(), PageRequest.first()).items().stream()
                .map(Asset::name)
                .toList());
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aFilterAsksEveryFact(TestDatabases kind) {
    on(kind);
    var rome = platform.in(acme, () -> platform.sites.create(new NewSite("Rome")).id());
    asset("Alpha", AssetKind.SERVER, rome, "SN-1");
    asset("beta", AssetKind.PRINTER, null, null);
    asset("50%_off", AssetKind.OTHER, null, null);
    machine("gamma", "Debian GNU/Linux 12", "openssl", "postgresql-15");
    machine("delta", "Ubuntu 24.04", "openssl_dev");

    assertThat(found(SERVERS)).containsExactly("Alpha", "delta", "gamma");
    assertThat(found(where("kind", Operator.IN, "[\"PRINTER\",\"OTHER\"]")))
        .containsExactly("50%_off", "beta");
    assertThat(found(where("name", Operator.IS, "\"ALPHA\""))).containsExactly("Alpha");
    assertThat(found(where("name", Operator.CONTAINS, "\"%_\""))).containsExactly("50%_off");
    assertThat(found(where("name", Operator.STARTS_WITH, "\"B\""))).containsExactly("beta");
    assertThat(found(where("site", Operator.IS, "\"" + rome + "\""))).containsExactly("Alpha");
    assertThat(found(no(known("site")))).containsExactly("50%_off", "beta", "delta", "gamma");
    assertThat(found(where("serial", Operator.IS, "\"sn-1\""))).containsExactly("Alpha");
    assertThat(found(no(where("serial", Operator.IS, "\"sn-1\"")))).hasSize(4).contains("beta");
    assertThat(found(where("agent", Operator.IS, "true"))).containsExactly("delta", "gamma");
    assertThat(found(where("online", Operator.IS, "true"))).isEmpty();
    assertThat(found(where("state", Operator.IS, "\"ACTIVE\""))).hasSize(5);
    assertThat(found(where("os", Operator.CONTAINS, "\"debian\""))).containsExactly("gamma");
    assertThat(found(where("osFamily", Operator.IS, "\"Linux\""))).hasSize(2);
    assertThat(found(where("model", Operator.IS, "\"box 3000\""))).hasSize(2);
    assertThat(found(known("hostname"))).containsExactly("delta", "gamma");
    assertThat(found(where("cpus", Operator.AT_LEAST, "8"))).containsExactly("delta", "gamma");
    assertThat(found(where("cpus", Operator.IN, "[0]"))).hasSize(3);
    assertThat(found(where("memoryBytes", Operator.AT_MOST, "17179869183"))).hasSize(3);
    assertThat(found(where("software", Operator.IS, "\"openssl\""))).containsExactly("gamma");
    assertThat(found(where("software", Operator.STARTS_WITH, "\"postgresql-\"")))
        .containsExactly("gamma");
    assertThat(found(where("software", Operator.IN, "[\"openssl\",\"openssl_dev\"]"))).hasSize(2);
    assertThat(found(all(SERVERS, no(where("agent", Operator.IS, "true")))))
        .containsExactly("Alpha");
    assertThat(found(any(where("name", Operator.IS, "\"beta\""), known("os"))))
        .containsExactly("beta", "delta", "gamma");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aGroupFindsItsMembersAsTheyChange(TestDatabases kind) {
    on(kind);
    var list = list("By hand");
    var debian = query("Debian", where("os", Operator.CONTAINS, "\"debian\""));
    var both = query("Both", any(in(list.id()), in(debian.id())));
    var beta = asset("beta", AssetKind.PRINTER, null, null);
    machine("gamma", "Debian GNU/Linux 12");
    assertThat(members(list)).isEmpty();
    assertThat(members(both)).containsExactly("gamma");

    platform.in(acme, () -> done(() -> platform.groups.add(list.id(), List.of(beta, beta))));
    platform.in(acme, () -> done(() -> platform.groups.add(list.id(), List.of(beta))));
    assertThat(members(list)).containsExactly("beta");
    assertThat(members(both)).containsExactly("beta", "gamma");
    assertThat(platform.in(acme, () -> platform.groups.of(beta)).stream().map(AssetGroup::id))
        .containsExactly(list.id(), both.id());

    platform.in(acme, () -> done(() -> platform.groups.drop(list.id(), List.of(beta))));
    assertThat(members(both)).containsExactly("gamma");
    assertThat(platform.in(acme, () -> platform.groups.of(beta))).isEmpty();
    remove(acme, both.id());
    remove(acme, list.id());
    assertThat(platform.in(acme, () -> platform.groups.get(list.id()))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void groupsStandInOrderTheProvidersFirst(TestDatabases kind) {
    on(kind);
    var asset = asset("Alpha", AssetKind.SERVER, null, null);
    var common = provided("Everybody's servers", SERVERS);
    var second = query("B", SERVERS);
    var third = query("A", SERVERS);
    var first = platform.in(acme, () -> platform.groups.create(new NewGroup("Z", 5, SERVERS)));
    assertThat(second.position()).isLessThan(third.position());
    var in = platform.in(acme, () -> platform.groups.of(asset));
    assertThat(in.stream().map(AssetGroup::id).filter(id -> !common.id().equals(id)))
        .endsWith(first.id(), second.id(), third.id());
    assertThat(in.stream().map(AssetGroup::id).toList().indexOf(common.id()))
        .isLessThan(in.size() - 3)
        .isNotNegative();
    platform.in(
        acme,
        () -> platform.groups.change(third.id(), new GroupChange(null, 1, null, third.revision())));
    assertThat(platform.in(acme, () -> platform.groups.of(asset)).stream().map(AssetGroup::id))
        .endsWith(third.id(), first.id(), second.id());
    remove(null, common.id());
    assertThat(members(second)).containsExactly("Alpha");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void groupsThatLeadInACircleAreRefusedByName(TestDatabases kind) {
    on(kind);
    var a = query("Servers", SERVERS);
    var b = query("Critical", all(in(a.id()), SERVERS));
    var c = query("Night", no(in(b.id())));
    assertThatThrownBy(
            () ->
                platform.in(
                    acme,
                    () ->
                        platform.groups.change(
                            a.id(), new GroupChange(null, null, in(c.id()), a.revision()))))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("leads in a circle: Servers -> Night -> Critical -> Servers");
    assertThatThrownBy(
            () ->
                platform.in(
                    acme,
                    () ->
                        platform.groups.change(
                            a.id(), new GroupChange(null, null, in(a.id()), a.revision()))))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("circle");
    assertThat(platform.in(acme, () -> platform.groups.get(a.id())).orElseThrow().filter())
        .isEqualTo(SERVERS);
    assertThatThrownBy(() -> remove(acme, a.id()))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("'Critical' refers to this one");
  }

  private static AssetFilter deep(int depth) {
    var filter = SERVERS;
    for (int i = 1; i < depth; i++) {
      filter = no(filter);
    }
    return filter;
  }

  private static AssetFilter wide(int conditions) {
    var half =
        all(Collections.nCopies(conditions / 2 - 2, known("os")).toArray(AssetFilter[]::new));
    return all(half, half);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aFilterTooDeepOrTooLargeIsRefusedAndTheLargestIsQuick(TestDatabases kind) {
    on(kind);
    var asset = machine("gamma", "Debian");
    assertThat(found(deep(7))).containsExactly("gamma");
    assertRefused(deep(9), "must be at most 8 deep");
    assertRefused(wide(104), "must hold at most 100 conditions");
    assertRefused(
        all(Collections.nCopies(51, SERVERS).toArray(AssetFilter[]::new)), "must be 1 to 50");
    assertRefused(all(), "must be 1 to 50");
    var large = query("Large", wide(96));
    var began = Instant.now();
    assertThat(members(large)).containsExactly("gamma");
    var parts = new ArrayList<>(Collections.nCopies(5, in(large.id())));
    parts.addAll(Collections.nCopies(12, SERVERS));
    var larger = query("Larger", any(parts.toArray(AssetFilter[]::new)));
    assertThat(members(larger)).containsExactly("gamma");
    assertThat(platform.in(acme, () -> platform.groups.of(asset))).hasSizeGreaterThanOrEqualTo(2);
    assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(20));
    assertRefused(
        any(in(larger.id()), in(large.id()), in(large.id())),
        "500 conditions with its groups' own");
    assertThatThrownBy(
            () ->
                platform.in(
                    acme,
                    () ->
                        platform.groups.change(
                            large.id(),
                            new GroupChange(
                                null, null, any(wide(48), wide(48), SERVERS, SERVERS), 1))))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("must fit the group 'Larger' too");
  }

  private void assertRefused(AssetFilter filter, String why) {
    assertThatThrownBy(() -> query("Refused", filter))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining(why);
    assertThatThrownBy(() -> found(filter)).isInstanceOf(Invalid.class).hasMessageContaining(why);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aFilterThatDoesNotFitIsRefusedField(TestDatabases kind) {
    on(kind);
    assertRefused(
        where("colour", Operator.IS, "\"red\""), "filter.field must be one of name, kind");
    assertRefused(where("kind", Operator.CONTAINS, "\"s\""), "filter.operator must be one of");
    assertRefused(where("kind", Operator.IS, "\"TEAPOT\""), "must be a kind of asset");
    assertRefused(where("cpus", Operator.IS, "\"8\""), "must be a whole number");
    assertRefused(where("cpus", Operator.IS, "99999999999"), "must be a whole number");
    assertRefused(where("online", Operator.IS, "1"), "must be true or false");
    assertRefused(where("site", Operator.IS, "\"here\""), "must be the id of a site");
    assertRefused(where("name", Operator.IS, "\"" + "x".repeat(201) + "\""), "1 to 200 characters");
    assertRefused(where("name", Operator.IN, "\"x\""), "must be a list of 1 to 100");
    assertRefused(where("name", Operator.IN, "[]"), "must be a list of 1 to 100");
    assertRefused(where("os", Operator.KNOWN, "true"), "must be left out for KNOWN");
    assertRefused(
        new AssetFilter(null, null, null, "os", Operator.IS, null, null),
        "filter.value is required");
    assertRefused(
        new AssetFilter(null, null, null, null, null, null, null), "must have exactly one of");
    assertRefused(
        new AssetFilter(List.of(SERVERS), null, SERVERS, null, null, null, null),
        "must have exactly one of");
    assertRefused(all(SERVERS, any(where("x", Operator.IS, "1"))), "filter.and[1].or[0].field");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatBelongsToAnotherTenantIsNotThere(TestDatabases kind) {
    on(kind);
    var foreignAsset =
        platform.in(
            other,
            () -> platform.assets.register(new NewAsset("x", AssetKind.OTHER, null, null)).id());
    var foreignSite = platform.in(other, () -> platform.sites.create(new NewSite("Site")).id());
    var foreign = platform.in(other, () -> platform.groups.create(new NewGroup("F", null, null)));
    var list = list("By hand");
    assertThatThrownBy(
            () ->
                platform.in(
                    acme, () -> done(() -> platform.groups.add(list.id(), List.of(foreignAsset)))))
        .isInstanceOf(NotFound.class);
    assertThat(members(list)).isEmpty();
    assertThatThrownBy(() -> query("Q", in(foreign.id()))).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> query("Q", where("site", Operator.IS, "\"" + foreignSite + "\"")))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> members(foreign)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> remove(acme, foreign.id())).isInstanceOf(NotFound.class);
    assertThat(platform.in(acme, () -> platform.groups.get(foreign.id()))).isEmpty();
    assertThat(platform.in(acme, () -> platform.groups.of(foreignAsset))).isEmpty();
    var contact = Platform.contact("carla", acme);
    var seen = platform.as(contact, () -> allGroups(platform));
    assertThat(seen).contains(list).doesNotContain(foreign);
    assertThat(platform.as(platform.boss, () -> allGroups(platform))).contains(list, foreign);
    var stranger = Platform.technician("stranger", "*");
    assertThat(platform.as(stranger, () -> allGroups(platform))).doesNotContain(list, foreign);
  }

  private static List<AssetGroup> allGroups(Platform platform) {
    var all = new ArrayList<AssetGroup>();
    @Nullable String cursor = null;
    do {
      var page = platform.groups.find(new PageRequest(2, cursor));
      all.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);
    return all;
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void theProvidersGroupsAreAskedInEachTenantAndChangedByTheProviderOnly(TestDatabases kind) {
    on(kind);
    asset("Alpha", AssetKind.SERVER, null, null);
    var common = provided("Servers", SERVERS);
    var mine = query("Not servers", no(in(common.id())));
    assertThat(members(common)).containsExactly("Alpha");
    assertThat(members(mine)).isEmpty();
    assertThatThrownBy(() -> remove(acme, common.id())).isInstanceOf(NotFound.class);
    var technician = Platform.technician("tina", "core.group.write");
    assertThatThrownBy(
            () ->
                platform.as(
                    technician, () -> platform.groups.create(new NewGroup("X", null, SERVERS))))
        .isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> provided("Lists", where("kind", Operator.IS, "1")))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(
            () ->
                platform.as(
                    platform.boss, () -> platform.groups.create(new NewGroup("X", null, null))))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("a list has members in one tenant");
    assertThatThrownBy(
            () -> provided("Here", where("site", Operator.IS, "\"" + SiteId.next() + "\"")))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("must not name a site");
    remove(null, common.id());
    assertThat(members(mine)).containsExactly("Alpha");
    assertThatThrownBy(
            () ->
                platform.as(
                    platform.boss, () -> platform.groups.members(mine.id(), PageRequest.first())))
        .isInstanceOf(Invalid.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void everyChangeIsToldAndRecorded(TestDatabases kind) {
    on(kind);
    platform.deliverEverything();
    var asset = asset("Alpha", AssetKind.SERVER, null, null);
    var list = list("By hand");
    platform.in(acme, () -> done(() -> platform.groups.add(list.id(), List.of(asset))));
    platform.in(
        acme,
        () ->
            platform.groups.change(
                list.id(), new GroupChange("By eye", null, null, list.revision())));
    assertThatThrownBy(
            () ->
                platform.in(
                    acme,
                    () ->
                        platform.groups.change(
                            list.id(), new GroupChange("Late", null, null, list.revision()))))
        .isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> query("by EYE", SERVERS)).hasMessageContaining("of this name");
    assertThatThrownBy(
            () ->
                platform.in(
                    acme,
                    () ->
                        platform.groups.change(list.id(), new GroupChange(null, null, SERVERS, 2))))
        .isInstanceOf(Invalid.class);
    var common = provided("Servers", SERVERS);
    remove(null, common.id());
    remove(acme, list.id());
    var kinds =
        platform
            .as(platform.doors.system("test"), () -> platform.database.outbox().due(500))
            .stream()
            .map(Outbox.Entry::type)
            .toList();
    assertThat(kinds).contains(GroupChanged.class.getName(), ProviderGroupChanged.class.getName());
    platform.deliverAudit();
    var verbs =
        platform
            .in(
                acme,
                () ->
                    platform.audit.find(
                        new AuditQuery(null, null, "group/" + list.id()), PageRequest.first()))
            .items()
            .stream()
            .map(e -> e.verb())
            .toList();
    assertThat(verbs)
        .containsExactly(
            "core.group.remove", "core.group.change", "core.group.members", "core.group.create");
  }
}
