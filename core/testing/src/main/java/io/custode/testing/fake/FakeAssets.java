// SPDX-License-Identifier: Apache-2.0
package io.custode.testing.fake;

import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetChange;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetOrder;
import io.custode.api.asset.AssetQuery;
import io.custode.api.asset.AssetState;
import io.custode.api.asset.Assets;
import io.custode.api.asset.Inventory;
import io.custode.api.asset.NewAsset;
import io.custode.api.error.Conflict;
import io.custode.api.error.NotFound;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Assets of one tenant. */
public final class FakeAssets implements Assets {
  private static final Comparator<Asset> ORDER =
      Comparator.comparing(Asset::name).thenComparing(asset -> asset.id().value());

  private final TenantId tenant;
  private final List<Asset> assets = new ArrayList<>();
  private final Map<AssetId, Inventory> inventories = new HashMap<>();

  public FakeAssets(TenantId tenant) {
    this.tenant = tenant;
  }

  /** An active one of that name, without an agent. */
  public Asset add(String name, AssetKind kind) {
    return register(new NewAsset(name, kind, null, null));
  }

  /** Puts it there as it is, in place of one with the same id. */
  public void put(Asset asset) {
    assets.removeIf(other -> other.id().equals(asset.id()));
    assets.add(asset);
    assets.sort(ORDER);
  }

  /** What its agent told last. */
  public void put(AssetId asset, Inventory inventory) {
    inventories.put(asset, inventory);
  }

  @Override
  public Optional<Asset> get(AssetId id) {
    return assets.stream().filter(asset -> asset.id().equals(id)).findFirst();
  }

  @Override
  public Page<Asset> find(AssetQuery query, AssetOrder order, PageRequest page) {
    return Pages.cut(
        assets.stream()
            .filter(asset -> matches(query, asset))
            .sorted(order.descending() ? by(order.by()).reversed() : by(order.by()))
            .toList(),
        page,
        a -> a.id().value());
  }

  /** What is equal stays by name. */
  private static Comparator<Asset> by(AssetOrder.By by) {
    return switch (by) {
      case NAME -> ORDER;
      case TENANT -> Comparator.comparing(asset -> asset.tenant().value());
      case ONLINE -> Comparator.comparing(Asset::online);
      case KIND -> Comparator.comparing(asset -> asset.kind().name());
      case STATE -> Comparator.comparing(asset -> asset.state().name());
      case OS -> Comparator.comparing(asset -> key(asset.os()));
      case SERIAL -> Comparator.comparing(asset -> key(asset.serial()));
      case CPUS -> Comparator.comparing(Asset::cpus);
      case MEMORY -> Comparator.comparing(Asset::memoryBytes);
      case SEEN ->
          Comparator.comparing(Asset::online)
              .thenComparing(asset -> Objects.requireNonNullElse(asset.seenAt(), Instant.EPOCH));
      case CREATED -> Comparator.comparing(Asset::createdAt);
    };
  }

  private static String key(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  private static boolean matches(AssetQuery query, Asset asset) {
    return (query.kind() == null || query.kind() == asset.kind())
        && (query.state() == null || query.state() == asset.state())
        && (query.site() == null || query.site().equals(asset.site()))
        && (query.online() == null || query.online() == asset.online())
        && (query.text() == null || hasText(asset, query.text().toLowerCase(Locale.ROOT)));
  }

  private static boolean hasText(Asset asset, String text) {
    return has(asset.name(), text) || has(asset.serial(), text) || has(asset.os(), text);
  }

  private static boolean has(@Nullable String value, String text) {
    return value != null && value.toLowerCase(Locale.ROOT).contains(text);
  }

  @Override
  public Asset register(NewAsset asset) {
    var made =
        new Asset(
            AssetId.next(),
            tenant,
            asset.site(),
            null,
            asset.name(),
            asset.kind(),
            AssetState.ACTIVE,
            null,
            asset.serial(),
            0,
            0,
            null,
            false,
            Instant.now(),
            1);
    put(made);
    return made;
  }

  @Override
  public Asset change(AssetId id, AssetChange change) {
    var was = get(id).orElseThrow(() -> new NotFound("asset", id));
    if (was.revision() != change.revision()) {
      throw Conflict.changedMeanwhile("asset");
    }
    var now =
        new Asset(
            id,
            tenant,
            change.site() == null ? was.site() : change.site(),
            was.agent(),
            Objects.requireNonNullElse(change.name(), was.name()),
            Objects.requireNonNullElse(change.kind(), was.kind()),
            Objects.requireNonNullElse(change.state(), was.state()),
            was.os(),
            was.serial(),
            was.cpus(),
            was.memoryBytes(),
            was.seenAt(),
            was.online(),
            was.createdAt(),
            was.revision() + 1);
    put(now);
    return now;
  }

  @Override
  public Optional<Inventory> inventory(AssetId id) {
    return Optional.ofNullable(inventories.get(id));
  }
}
