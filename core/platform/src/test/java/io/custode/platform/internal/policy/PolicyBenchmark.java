// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import static io.custode.platform.internal.policy.Patching.first;

import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.NewAsset;
import io.custode.api.group.AssetFilter;
import io.custode.api.group.AssetFilter.Operator;
import io.custode.api.group.NewGroup;
import io.custode.api.policy.PolicyTarget;
import io.custode.api.tenant.NewSite;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.policy.Patching.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What it costs to ask what applies, and whether somebody may: {@code -Dtest=PolicyBenchmark}. */
class PolicyBenchmark {
  private static final int ASSETS = 500;
  private static final int CALLS = 200_000;

  private final Patching type = new Patching();

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void resolves(TestDatabases kind) {
    var platform = new Platform(kind);
    platform.policyNode.arrive(type);
    var tenant = platform.tenant("Benchmark");
    var assets = plant(platform, tenant);
    var policies = platform.policyNode.policies();
    platform.in(
        tenant,
        () -> {
          long start = System.nanoTime();
          assets.forEach(asset -> policies.of(asset, Rules.class));
          System.out.printf(
              "%s: %.0f us per first resolution of %d assets, 20 groups%n",
              kind, (System.nanoTime() - start) / 1e3 / ASSETS, ASSETS);
          measure(kind, "resolution", i -> policies.of(assets.get(i % ASSETS), Rules.class));
          measure(kind, "permission", i -> platform.callers.require("core.asset.read"));
          return true;
        });
    platform.as(
        platform.boss,
        () -> {
          measure(
              kind,
              "permission, tenant bound, resolution",
              i -> {
                platform.callers.require("core.asset.read");
                platform.binder.run(tenant, () -> policies.of(assets.get(i % ASSETS), Rules.class));
              });
          return true;
        });
  }

  private List<AssetId> plant(Platform platform, TenantId tenant) {
    var policies = platform.policyNode.policies();
    return platform.in(
        tenant,
        () -> {
          var site = platform.sites.create(new NewSite("Rome")).id();
          policies.set(type.name(), PolicyTarget.TENANT, first("days", "2"));
          policies.set(type.name(), PolicyTarget.of(site), first("days", "3"));
          for (int i = 0; i < 20; i++) {
            var filter = AssetFilter.where("name", Operator.CONTAINS, "\"" + i + "\"");
            var group = platform.groups.create(new NewGroup("Group " + i, null, filter)).id();
            policies.set(type.name(), PolicyTarget.of(group), first("days", "" + i));
          }
          var assets = new ArrayList<AssetId>();
          for (int i = 0; i < ASSETS; i++) {
            assets.add(
                platform
                    .assets
                    .register(new NewAsset("pc " + i, AssetKind.SERVER, site, null))
                    .id());
          }
          return assets;
        });
  }

  private static void measure(TestDatabases kind, String what, IntConsumer call) {
    for (int i = 0; i < CALLS; i++) {
      call.accept(i);
    }
    var nanos = new long[CALLS];
    for (int i = 0; i < CALLS; i++) {
      long start = System.nanoTime();
      call.accept(i);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%s: %s: mean %.2f us, p50 %.2f us, p99 %.2f us, worst %.0f us%n",
        kind,
        what,
        Arrays.stream(nanos).average().orElse(0) / 1e3,
        nanos[CALLS / 2] / 1e3,
        nanos[CALLS * 99 / 100] / 1e3,
        nanos[CALLS - 1] / 1e3);
  }
}
