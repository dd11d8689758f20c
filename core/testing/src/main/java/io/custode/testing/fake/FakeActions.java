// SPDX-License-Identifier: Apache-2.0
package io.custode.testing.fake;

import io.custode.api.action.Action;
import io.custode.api.action.ActionId;
import io.custode.api.action.ActionQuery;
import io.custode.api.action.ActionState;
import io.custode.api.action.Actions;
import io.custode.api.action.NewAction;
import io.custode.api.error.Conflict;
import io.custode.api.error.NotFound;
import io.custode.api.json.Json;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Actions of one tenant; they stay queued until a test says how they end. */
public final class FakeActions implements Actions {
  private final TenantId tenant;
  private final List<Action> actions = new ArrayList<>();

  public FakeActions(TenantId tenant) {
    this.tenant = tenant;
  }

  @Override
  public Optional<Action> get(ActionId id) {
    return actions.stream().filter(action -> action.id().equals(id)).findFirst();
  }

  @Override
  public Page<Action> find(ActionQuery query, PageRequest page) {
    var found =
        actions.stream()
            .filter(a -> query.asset() == null || query.asset().equals(a.asset()))
            .filter(a -> query.state() == null || query.state() == a.state())
            .filter(a -> query.verb() == null || query.verb().equals(a.verb()))
            .toList();
    return Pages.cut(found, page, action -> action.id().value());
  }

  @Override
  public Action request(NewAction action) {
    var now = Instant.now();
    var from = Objects.requireNonNullElse(action.notBefore(), now);
    var requested =
        new Action(
            ActionId.next(),
            tenant,
            action.asset(),
            action.verb(),
            Objects.requireNonNullElse(action.input(), Json.EMPTY),
            ActionState.QUEUED,
            from,
            Objects.requireNonNullElse(action.expiresAt(), from.plus(Duration.ofDays(1))),
            action.lockKey(),
            Objects.requireNonNullElse(action.priority(), 0),
            "technician",
            now,
            null,
            null,
            null,
            null);
    actions.add(0, requested);
    return requested;
  }

  @Override
  public Action cancel(ActionId id) {
    var action = known(id);
    if (action.state() != ActionState.QUEUED) {
      throw new Conflict("action-started", "The action has started.", "Wait for its end.");
    }
    return end(id, ActionState.CANCELLED, null, "cancelled");
  }

  /** The agent tells how it ended. */
  public Action end(
      ActionId id, ActionState state, @Nullable Json output, @Nullable String reason) {
    var was = known(id);
    var ended =
        new Action(
            id,
            tenant,
            was.asset(),
            was.verb(),
            was.input(),
            state,
            was.notBefore(),
            was.expiresAt(),
            was.lockKey(),
            was.priority(),
            was.requestedBy(),
            was.createdAt(),
            was.startedAt(),
            Instant.now(),
            output,
            reason);
    actions.set(actions.indexOf(was), ended);
    return ended;
  }

  private Action known(ActionId id) {
    return get(id).orElseThrow(() -> new NotFound("action", id));
  }
}
