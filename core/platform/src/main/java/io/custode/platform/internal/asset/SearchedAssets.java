// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetChanged;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetQuery;
import io.custode.api.asset.AssetRegistered;
import io.custode.api.asset.Assets;
import io.custode.api.asset.AssetsMerged;
import io.custode.api.asset.AssetsSplit;
import io.custode.api.asset.InventoryChanged;
import io.custode.api.page.PageRequest;
import io.custode.persistence.TenantStore;
import io.custode.spi.search.SearchItem;
import io.custode.spi.search.SearchSource;
import io.custode.spi.search.SearchTrigger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Assets are found by their name, and by what their inventory says: host name, addresses, serial.
 */
@Component
public final class SearchedAssets implements SearchSource {
  private static final List<String> FOUND_BY =
      List.of("hostname", "addresses", "macs", "manufacturer", "model");

  private final Assets assets;
  private final TenantStore store;

  @Activate
  public SearchedAssets(
      @Reference Assets assets, @Reference(target = "(custode.schema=core)") TenantStore store) {
    this.assets = assets;
    this.store = store;
  }

  @Override
  public String kind() {
    return "asset";
  }

  @Override
  public String permission() {
    return "core.asset.read";
  }

  @Override
  public Set<SearchTrigger> triggers() {
    return Set.of(
        new SearchTrigger(AssetRegistered.class, "asset"),
        new SearchTrigger(AssetChanged.class, "asset"),
        new SearchTrigger(InventoryChanged.class, "asset"),
        new SearchTrigger(AssetsMerged.class, "asset"),
        new SearchTrigger(AssetsMerged.class, "retired"),
        new SearchTrigger(AssetsSplit.class, "asset"),
        new SearchTrigger(AssetsSplit.class, "back"));
  }

  @Override
  public Optional<SearchItem> find(String id) {
    return assets
        .get(AssetId.of(id))
        .map(asset -> item(asset, facts(List.of(asset)).getOrDefault(id, "")));
  }

  @Override
  public void forEach(Consumer<SearchItem> each) {
    var query = new AssetQuery(null, null, null, null, null);
    var request = PageRequest.first(PageRequest.MAX);
    while (true) {
      var page = assets.find(query, request);
      var facts = facts(page.items());
      for (var asset : page.items()) {
        each.accept(item(asset, facts.getOrDefault(asset.id().value(), "")));
      }
      if (page.next() == null) {
        return;
      }
      request = new PageRequest(PageRequest.MAX, page.next());
    }
  }

  private static SearchItem item(Asset asset, String facts) {
    var detail =
        Stream.of(asset.os(), asset.serial())
            .filter(part -> part != null && !part.isBlank())
            .collect(Collectors.joining(" · "));
    return new SearchItem(
        asset.id().value(), asset.name(), detail.isEmpty() ? null : detail, facts);
  }

  private Map<String, String> facts(List<Asset> some) {
    if (some.isEmpty()) {
      return Map.of();
    }
    var ids = some.stream().map(asset -> asset.id().value()).toList();
    List<FactEntity> rows =
        store.read(
            em ->
                em.createQuery(
                        "select f from FactEntity f where f.asset in :ids and f.name in :names",
                        FactEntity.class)
                    .setParameter("ids", ids)
                    .setParameter("names", FOUND_BY)
                    .getResultList());
    var texts = new HashMap<String, String>();
    rows.forEach(row -> texts.merge(row.asset(), row.value(), (a, b) -> a + " " + b));
    return texts;
  }
}
