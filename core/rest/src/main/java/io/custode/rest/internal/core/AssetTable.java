// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetOrder;
import io.custode.api.asset.AssetQuery;
import io.custode.api.asset.Assets;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.Site;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.Sites;
import io.custode.api.tenant.Tenant;
import io.custode.api.tenant.TenantId;
import io.custode.api.tenant.Tenants;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Assets as a CSV file, written while they are read: what is in memory is one page of them. */
final class AssetTable {
  static final int MOST = 100_000;

  private final Assets assets;
  private final Tenants tenants;
  private final Sites sites;
  private final Map<TenantId, String> tenantNames = new HashMap<>();
  private final Map<SiteId, String> siteNames = new HashMap<>();

  AssetTable(Assets assets, Tenants tenants, Sites sites) {
    this.assets = assets;
    this.tenants = tenants;
    this.sites = sites;
  }

  void write(AssetQuery query, AssetOrder order, OutputStream out) throws IOException {
    var table = new CsvTable(out);
    table.row(
        "name",
        "tenant",
        "site",
        "kind",
        "state",
        "online",
        "os",
        "serial",
        "cpus",
        "memoryBytes",
        "seenAt",
        "createdAt",
        "id");
    int left = MOST;
    @Nullable String cursor = null;
    do {
      var request = new PageRequest(Math.min(left, PageRequest.MAX), cursor);
      var page = assets.find(query, order, request);
      for (var asset : page.items()) {
        row(table, asset);
      }
      left -= request.limit();
      cursor = page.next();
    } while (cursor != null && left > 0);
    table.end();
  }

  private void row(CsvTable table, Asset asset) throws IOException {
    table.row(
        asset.name(),
        tenantNames.computeIfAbsent(
            asset.tenant(), id -> tenants.get(id).map(Tenant::name).orElse("")),
        site(asset.site()),
        asset.kind(),
        asset.state(),
        asset.online(),
        text(asset.os()),
        text(asset.serial()),
        asset.cpus(),
        asset.memoryBytes(),
        text(asset.seenAt()),
        asset.createdAt(),
        asset.id());
  }

  private String site(@Nullable SiteId site) {
    return site == null
        ? ""
        : siteNames.computeIfAbsent(site, id -> sites.get(id).map(Site::name).orElse(""));
  }

  private static Object text(@Nullable Object value) {
    return Objects.requireNonNullElse(value, "");
  }
}
