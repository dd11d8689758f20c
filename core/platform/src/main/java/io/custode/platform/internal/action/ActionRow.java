// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.action;

import io.custode.api.action.Action;
import io.custode.api.action.ActionId;
import io.custode.api.action.ActionState;
import io.custode.api.action.NewAction;
import io.custode.api.asset.AssetId;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.InstantMicros;
import java.time.Duration;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.MappedSuperclass;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** The columns of an action. */
@MappedSuperclass
public class ActionRow {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  private String tenant = "";

  @Column(name = "asset_id", nullable = false)
  private String asset = "";

  @Column(nullable = false)
  private String verb = "";

  @Lob
  @Column(name = "input_json", nullable = false)
  private String input = "";

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private ActionState state = ActionState.QUEUED;

  /** Whether it can still change; the index of the queue. */
  @Column(name = "is_open", nullable = false)
  private boolean open = true;

  /** Given up for want of an answer: should one come all the same, it counts. */
  @Column(name = "by_silence", nullable = false)
  private boolean bySilence;

  @Convert(converter = InstantMicros.class)
  @Column(name = "not_before", nullable = false)
  private Instant notBefore = Instant.EPOCH;

  @Convert(converter = InstantMicros.class)
  @Column(name = "expires_at", nullable = false)
  private Instant expiresAt = Instant.EPOCH;

  @Column(name = "lock_key")
  private @Nullable String lockKey;

  @Column(nullable = false)
  private int priority;

  @Column(name = "requested_by", nullable = false)
  private String requestedBy = "";

  @Convert(converter = InstantMicros.class)
  @Column(name = "created_at", nullable = false)
  private Instant createdAt = Instant.EPOCH;

  @Convert(converter = InstantMicros.class)
  @Column(name = "started_at")
  private @Nullable Instant startedAt;

  @Convert(converter = InstantMicros.class)
  @Column(name = "finished_at")
  private @Nullable Instant finishedAt;

  @Lob
  @Column(name = "output_json")
  private @Nullable String output;

  @Column private @Nullable String reason;

  protected ActionRow() {}

  ActionRow(TenantId tenant, NewAction action, String requestedBy, Instant now) {
    this.id = ActionId.next().value();
    this.tenant = tenant.value();
    this.asset = action.asset().value();
    this.verb = action.verb();
    var given = action.input();
    this.input = given == null ? "{}" : given.text();
    this.notBefore = action.notBefore() == null ? now : action.notBefore();
    this.expiresAt =
        action.expiresAt() == null ? notBefore.plus(Duration.ofDays(1)) : action.expiresAt();
    this.lockKey = action.lockKey();
    this.priority = action.priority() == null ? 0 : action.priority();
    this.requestedBy = requestedBy;
    this.createdAt = now;
  }

  ActionState state() {
    return state;
  }

  boolean isOpen() {
    return open;
  }

  boolean acceptsEnd() {
    return open || bySilence;
  }

  @Nullable String lockKey() {
    return lockKey;
  }

  Instant notBefore() {
    return notBefore;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  AssetId asset() {
    return AssetId.of(asset);
  }

  void sent() {
    if (state == ActionState.QUEUED) {
      state = ActionState.SENT;
    }
  }

  void started(Instant at) {
    state = ActionState.RUNNING;
    startedAt = at;
  }

  void end(ActionState as, @Nullable Json said, @Nullable String why, Instant at) {
    state = as;
    open = false;
    bySilence = false;
    output = said == null ? null : said.text();
    reason = why != null && why.length() > 2000 ? why.substring(0, 2000) : why;
    finishedAt = at;
  }

  void giveUp(String why, Instant at) {
    end(ActionState.UNKNOWN, null, why, at);
    bySilence = true;
  }

  Action toAction() {
    return new Action(
        ActionId.of(id),
        TenantId.of(tenant),
        AssetId.of(asset),
        verb,
        new Json(input),
        state,
        notBefore,
        expiresAt,
        lockKey,
        priority,
        requestedBy,
        createdAt,
        startedAt,
        finishedAt,
        output == null ? null : new Json(output),
        reason);
  }
}
