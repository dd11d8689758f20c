// SPDX-License-Identifier: Apache-2.0
package io.custode.core.action;

import io.custode.api.action.Action;
import io.custode.api.action.ActionId;
import io.custode.api.action.ActionState;
import io.custode.api.asset.AssetId;
import io.custode.api.json.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the gateway does to actions, in the bound tenant. Every call is idempotent: messages come
 * late, twice and after a crash.
 */
@ProviderType
public interface ActionQueue {
  /**
   * @return what the asset's agent should have now, by priority, then age: due, not expired, not
   *     blocked by its lock; those already sent or running too, since the agent may have lost them.
   *     At most 100.
   */
  List<Action> due(AssetId asset);

  /** Marks queued ones as sent. */
  void sent(List<ActionId> actions);

  /** The agent has written down that it starts. Ignored if it has ended. */
  void started(ActionId action, Instant at);

  /**
   * The agent's last word. The first one counts.
   *
   * @param state SUCCEEDED, FAILED, UNKNOWN or EXPIRED
   * @return whether the action is known (if not, the agent may forget it all the same)
   */
  boolean finished(
      ActionId action,
      ActionState state,
      @Nullable Json output,
      @Nullable String reason,
      Instant at);
}
