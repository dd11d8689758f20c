// SPDX-License-Identifier: Apache-2.0
package io.custode.api.asset;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of an asset. */
public record AssetId(String value) implements Id {
  public AssetId {
    Uuid7.check(value, "asset");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static AssetId of(String value) {
    return new AssetId(value);
  }

  /**
   * @return a new id
   */
  public static AssetId next() {
    return new AssetId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
