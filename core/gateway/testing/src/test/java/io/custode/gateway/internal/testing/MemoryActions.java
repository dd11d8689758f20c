// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.testing;

import io.custode.api.action.Action;
import io.custode.api.action.ActionId;
import io.custode.api.action.ActionQuery;
import io.custode.api.action.ActionState;
import io.custode.api.action.Actions;
import io.custode.api.action.NewAction;
import io.custode.api.asset.AssetId;
import io.custode.api.json.Json;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import io.custode.core.action.ActionQueue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The queue in memory. */
public final class MemoryActions implements Actions, ActionQueue {
  public final Map<ActionId, Action> all = new ConcurrentHashMap<>();
  private final TenantId tenant;

  MemoryActions(TenantId tenant) {
    this.tenant = tenant;
  }

  @Override
  public Action request(NewAction action) {
    var now = Instant.now();
    var made =
        new Action(
            ActionId.next(),
            tenant,
            action.asset(),
            action.verb(),
            action.input() == null ? Json.EMPTY : action.input(),
            ActionState.QUEUED,
            now,
            now.plusSeconds(3600),
            action.lockKey(),
            0,
            "tess",
            now,
            null,
            null,
            null,
            null);
    all.put(made.id(), made);
    return made;
  }

  private void change(
      ActionId id,
      ActionState state,
      @Nullable Instant started,
      @Nullable Instant finished,
      @Nullable Json output,
      @Nullable String reason) {
    all.computeIfPresent(
        id,
        (i, a) ->
            a.state().isFinal()
                ? a
                : new Action(
                    a.id(),
                    a.tenant(),
                    a.asset(),
                    a.verb(),
                    a.input(),
                    state,
                    a.notBefore(),
                    a.expiresAt(),
                    a.lockKey(),
                    a.priority(),
                    a.requestedBy(),
                    a.createdAt(),
                    started == null ? a.startedAt() : started,
                    finished,
                    output,
                    reason));
  }

  @Override
  public List<Action> due(AssetId asset) {
    return all.values().stream()
        .filter(a -> a.asset().equals(asset) && !a.state().isFinal())
        .sorted((a, b) -> a.createdAt().compareTo(b.createdAt()))
        .limit(100)
        .toList();
  }

  @Override
  public void sent(List<ActionId> actions) {
    actions.forEach(id -> change(id, ActionState.SENT, null, null, null, null));
  }

  @Override
  public void started(ActionId action, Instant at) {
    change(action, ActionState.RUNNING, at, null, null, null);
  }

  @Override
  public boolean finished(
      ActionId action,
      ActionState state,
      @Nullable Json output,
      @Nullable String reason,
      Instant at) {
    change(action, state, null, at, output, reason);
    return all.containsKey(action);
  }

  @Override
  public Optional<Action> get(ActionId id) {
    return Optional.ofNullable(all.get(id));
  }

  @Override
  public Page<Action> find(ActionQuery query, PageRequest page) {
    return new Page<>(
        all.values().stream()
            .filter(a -> query.asset() == null || query.asset().equals(a.asset()))
            .filter(a -> query.verb() == null || query.verb().equals(a.verb()))
            .toList(),
        null);
  }

  @Override
  public Action cancel(ActionId id) {
    throw new AssertionError("the gateway never asks to cancel");
  }
}
