// SPDX-License-Identifier: Apache-2.0
package io.custode.api.action;

import io.custode.api.asset.AssetId;
import org.jspecify.annotations.Nullable;

/** Which actions, all conditions together; null means any. */
public record ActionQuery(
    @Nullable AssetId asset, @Nullable ActionState state, @Nullable String verb) {
  public static final ActionQuery ANY = new ActionQuery(null, null, null);
}
