// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.NewAsset;
import io.custode.api.error.Conflict;
import io.custode.api.group.GroupId;
import io.custode.api.group.NewGroup;
import io.custode.api.json.Json;
import io.custode.api.policy.PolicyChange;
import io.custode.api.policy.PolicyTarget;
import io.custode.api.tenant.NewSite;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.policy.Patching.Rules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random trees of provider, tenant, sites, groups and assets, changed at random, against an oracle
 * that knows nothing of layers, caches or databases: it walks down and remembers.
 */
class InheritanceTreesTest {
  private static final int CHANGES = 120;
  private static final List<String> FIELDS = List.of("days", "note", "never");

  private record Said(Map<String, Json> values, List<String> locked) {}

  private final Patching type = new Patching();
  private final Map<PolicyTarget, Said> said = new HashMap<>();
  private final Map<AssetId, SiteId> sites = new HashMap<>();
  private final TreeMap<Integer, GroupId> groups = new TreeMap<>();
  private final Map<GroupId, List<AssetId>> members = new HashMap<>();
  private final List<PolicyTarget> targets = new ArrayList<>();
  private Random random;
  private Platform platform;
  private TenantId tenant;

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatAppliesIsWhatTheOracleSays(TestDatabases kind) {
    long seed = Long.getLong("custode.seed", System.nanoTime());
    System.out.println("InheritanceTreesTest: -Dcustode.seed=" + seed);
    random = new Random(seed);
    platform = new Platform(kind);
    platform.policyNode.arrive(type);
    tenant = platform.tenant("Trees");
    plant();
    int refused = 0;
    // where nobody happens to be refused it goes on until somebody is
    for (int i = 0; i < CHANGES || (refused == 0 && i < 20 * CHANGES); i++) {
      refused += change() ? 0 : 1;
      if (i % 10 == 9) {
        sites.keySet().forEach(asset -> compare(asset, seed));
      }
    }
    assertThat(refused).as("some were refused, most were not").isBetween(1, CHANGES / 2);
  }

  private void plant() {
    targets.add(PolicyTarget.PROVIDER);
    targets.add(PolicyTarget.TENANT);
    var places = new ArrayList<SiteId>();
    for (int i = 0; i < 2; i++) {
      var name = "Site " + i;
      places.add(platform.in(tenant, () -> platform.sites.create(new NewSite(name)).id()));
    }
    places.forEach(site -> targets.add(PolicyTarget.of(site)));
    for (int i = 0; i < 6; i++) {
      var site = places.get(random.nextInt(2));
      var asset = new NewAsset("pc " + i, AssetKind.SERVER, site, null);
      var id = platform.in(tenant, () -> platform.assets.register(asset).id());
      sites.put(id, site);
      targets.add(PolicyTarget.of(id));
    }
    for (int i = 0; i < 4; i++) {
      int position = 1 + random.nextInt(10_000);
      if (!groups.containsKey(position)) {
        var group = new NewGroup("Group " + i, position, null);
        var id = platform.in(tenant, () -> platform.groups.create(group).id());
        groups.put(position, id);
        members.put(id, new ArrayList<>());
        targets.add(PolicyTarget.of(id));
      }
    }
  }

  /**
   * @return whether it was taken
   */
  private boolean change() {
    if (random.nextInt(5) == 0) {
      move();
      return true;
    }
    var target = targets.get(random.nextInt(targets.size()));
    var policies = platform.policyNode.policies();
    var now = at(target, () -> policies.get(type.name(), target)).orElse(null);
    if (now != null && random.nextInt(4) == 0) {
      at(
          target,
          () -> {
            policies.clear(type.name(), target, now.revision());
            return true;
          });
      said.remove(target);
      return true;
    }
    var next = something();
    var change =
        new PolicyChange(next.values(), next.locked(), now == null ? null : now.revision());
    try {
      at(target, () -> policies.set(type.name(), target, change));
      said.put(target, next);
      return true;
    } catch (Conflict e) {
      assertThat(e.name()).isEqualTo("locked");
      return false;
    }
  }

  /** The provider's level is written where no tenant is. */
  private <T> T at(PolicyTarget target, Supplier<T> work) {
    return target.equals(PolicyTarget.PROVIDER)
        ? platform.as(platform.boss, work)
        : platform.in(tenant, work);
  }

  private void move() {
    var group = List.copyOf(groups.values()).get(random.nextInt(groups.size()));
    var asset = List.copyOf(sites.keySet()).get(random.nextInt(sites.size()));
    boolean in = members.get(group).remove(asset);
    if (!in) {
      members.get(group).add(asset);
    }
    platform.in(
        tenant,
        () -> {
          if (in) {
            platform.groups.drop(group, List.of(asset));
          } else {
            platform.groups.add(group, List.of(asset));
          }
          // as the next look of this node would
          platform.policyNode.states().forget(tenant);
          return true;
        });
  }

  private Said something() {
    var values = new HashMap<String, Json>();
    for (var field : FIELDS) {
      if (random.nextBoolean()) {
        values.put(field, value(field));
      }
    }
    var locked =
        values.keySet().stream().filter(f -> random.nextInt(6) == 0).collect(Collectors.toList());
    return new Said(values, locked);
  }

  private Json value(String field) {
    return new Json(
        switch (field) {
          case "days" -> String.valueOf(random.nextInt(100));
          case "note" -> random.nextInt(4) == 0 ? "null" : "\"n" + random.nextInt(9) + "\"";
          default ->
              random
                  .ints(random.nextInt(4), 0, 6)
                  .mapToObj(i -> "\"p" + i + "\"")
                  .collect(Collectors.joining(",", "[", "]"));
        });
  }

  private void compare(AssetId asset, long seed) {
    var applies = platform.in(tenant, () -> platform.policyNode.policies().of(asset, Rules.class));
    assertThat(List.of(applies.days(), String.valueOf(applies.note()), applies.never()))
        .as("asset " + asset + ", seed " + seed)
        .isEqualTo(oracle(asset));
  }

  private List<Object> oracle(AssetId asset) {
    int days = 7;
    String note = "null";
    var never = new LinkedHashSet<String>();
    boolean anyNever = false;
    boolean daysLocked = false;
    boolean noteLocked = false;
    boolean neverLocked = false;
    var way = new ArrayList<PolicyTarget>();
    way.add(PolicyTarget.PROVIDER);
    way.add(PolicyTarget.TENANT);
    way.add(PolicyTarget.of(sites.get(asset)));
    for (var group : groups.values()) {
      if (members.get(group).contains(asset)) {
        way.add(PolicyTarget.of(group));
      }
    }
    way.add(PolicyTarget.of(asset));
    for (var step : way) {
      var here = said.get(step);
      if (here == null) {
        continue;
      }
      if (here.values().containsKey("days") && !daysLocked) {
        days = Integer.parseInt(here.values().get("days").text());
        daysLocked = here.locked().contains("days");
      }
      if (here.values().containsKey("note") && !noteLocked) {
        note = here.values().get("note").text().replace("\"", "");
        noteLocked = here.locked().contains("note");
      }
      if (here.values().containsKey("never") && !neverLocked) {
        anyNever = true;
        for (var item : here.values().get("never").text().replaceAll("[\\[\\]\"]", "").split(",")) {
          if (!item.isEmpty()) {
            never.add(item);
          }
        }
        neverLocked = here.locked().contains("never");
      }
    }
    return List.of(days, note, anyNever ? List.copyOf(never) : List.of("kernel"));
  }
}
