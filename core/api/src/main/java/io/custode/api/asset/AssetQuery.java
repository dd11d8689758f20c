// SPDX-License-Identifier: Apache-2.0
package io.custode.api.asset;

import io.custode.api.tenant.SiteId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which assets, all conditions together; null means any.
 *
 * @param text part of name, serial or operating system, any case, at most 200 characters
 * @param conditions at most 20 more
 */
public record AssetQuery(
    @Nullable String text,
    @Nullable AssetKind kind,
    @Nullable AssetState state,
    @Nullable SiteId site,
    @Nullable Boolean online,
    List<AssetCondition> conditions) {
  public static final AssetQuery ANY = new AssetQuery(null, null, null, null, null);

  public AssetQuery {
    conditions = List.copyOf(conditions);
  }

  public AssetQuery(
      @Nullable String text,
      @Nullable AssetKind kind,
      @Nullable AssetState state,
      @Nullable SiteId site,
      @Nullable Boolean online) {
    this(text, kind, state, site, online, List.of());
  }
}
