// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.custode.api.action.ActionId;
import io.custode.api.action.NewAction;
import io.custode.api.agent.AgentId;
import io.custode.api.error.Invalid;
import io.custode.api.json.Json;
import io.custode.api.retention.RetentionCount;
import io.custode.api.retention.RetentionKind;
import io.custode.api.retention.RetentionRule;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.action.JpaActions;
import io.custode.platform.internal.asset.TestClaims;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetentionTest {
  private Platform p;
  private JpaRetention retention;
  private JpaActions actions;

  /** On a database of its own: rules are for all tenants. */
  private void on(TestDatabases kind) {
    p = Platform.alone(kind);
    retention = new JpaRetention(p.store, p.binder, p.visibility, p.doors, p.audit);
    actions = new JpaActions(p.store, p.binder, p.callers, p.assets, p.events, p.audit);
  }

  private ActionId action(TenantId tenant, boolean ended) {
    return p.in(
        tenant,
        () -> {
          var asset = TestClaims.claim(p, AgentId.next(), "pc-" + AgentId.next());
          var id = actions.request(NewAction.of(asset, "probe", new Json("{}"))).id();
          if (ended) {
            actions.cancel(id);
          }
          return id;
        });
  }

  private boolean isThere(TenantId tenant, ActionId id) {
    return p.in(tenant, () -> actions.get(id)).isPresent();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatEndedLongAgoGoesInAllTenantsAndWhatIsOpenStays(TestDatabases kind) {
    on(kind);
    var acme = p.tenant("Acme");
    var other = p.tenant("Other");
    var ended = action(acme, true);
    var open = action(acme, false);
    var others = action(other, true);
    var later = Instant.now().plus(Duration.ofDays(181));
    // until somebody says otherwise all is kept
    assertThat(p.as(p.boss, () -> retention.apply(later, () -> true))).isZero();
    assertThatThrownBy(() -> p.as(p.boss, () -> retention.set(RetentionKind.ACTIONS, 179)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("must be 180 to");
    p.as(p.boss, () -> retention.set(RetentionKind.ACTIONS, 180));
    assertThat(p.as(p.boss, retention::preview))
        .extracting(RetentionCount::kind, RetentionCount::rows)
        .containsExactly(tuple(RetentionKind.ACTIONS, 0L));
    assertThat(p.as(p.boss, () -> retention.apply(Instant.now(), () -> true))).isZero();
    // told to stop it deletes nothing more
    assertThat(p.as(p.boss, () -> retention.apply(later, () -> false))).isZero();
    assertThat(p.as(p.boss, () -> retention.apply(later, () -> true))).isEqualTo(2);
    assertThat(isThere(acme, ended)).isFalse();
    assertThat(isThere(other, others)).isFalse();
    assertThat(isThere(acme, open)).isTrue();
    p.as(p.boss, () -> retention.set(RetentionKind.ACTIONS, null));
    assertThat(p.as(p.boss, retention::rules))
        .contains(new RetentionRule(RetentionKind.ACTIONS, null, 180));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void everyKindCanBeCountedAndDeleted(TestDatabases kind) {
    on(kind);
    p.tenant("Acme");
    for (var one : RetentionKind.values()) {
      p.as(p.boss, () -> retention.set(one, one.leastDays()));
    }
    assertThat(p.as(p.boss, retention::preview))
        .extracting(RetentionCount::kind)
        .containsExactlyInAnyOrder(RetentionKind.values());
    assertThat(
            p.as(
                p.boss,
                () -> retention.apply(Instant.now().plus(Duration.ofDays(400)), () -> true)))
        .isZero();
  }
}
