// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.asset;

import io.custode.api.asset.AssetKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a source says of an asset.
 *
 * @param externalId by which the source knows it, 1 to 200 characters, the same for ever
 * @param name 1 to 200 characters
 * @param serial null if the source does not know it
 * @param macs of its interfaces, {@code 00:1b:21:3c:4d:5e}; what is none is left out
 * @param facts by the names that asset groups ask for: {@code manufacturer}, {@code model}, {@code
 *     os}, {@code osFamily}, {@code osVersion}, {@code hostname}, {@code architecture}, {@code
 *     processor}, {@code kernel}; others are left out. Where an agent speaks, its word counts
 */
public record SourceAsset(
    String externalId,
    String name,
    AssetKind kind,
    @Nullable String serial,
    List<String> macs,
    Map<String, String> facts) {
  public SourceAsset {
    macs = List.copyOf(macs);
    facts = Map.copyOf(facts);
  }
}
