// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.demo;

import io.custode.api.agent.EnrolmentToken;
import io.custode.api.agent.EnrolmentTokens;
import io.custode.api.agent.IssuedToken;
import io.custode.api.agent.NewToken;
import io.custode.api.agent.TokenId;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Each tenant has a token that lets a machine in. */
final class OpenToken implements EnrolmentTokens {
  private final TenantContext context;
  final List<TokenId> revoked = new ArrayList<>();

  OpenToken(TenantContext context) {
    this.context = context;
  }

  @Override
  public Page<EnrolmentToken> find(PageRequest page) {
    var now = Instant.now();
    var tenant = context.current().orElseThrow();
    var end = now.plus(Duration.ofHours(1));
    return new Page<>(
        List.of(new EnrolmentToken(TokenId.next(), tenant, null, "boss", now, end, null, null)),
        null);
  }

  @Override
  public IssuedToken issue(NewToken token) {
    throw new UnsupportedOperationException();
  }

  @Override
  public EnrolmentToken revoke(TokenId id) {
    revoked.add(id);
    return find(PageRequest.first()).items().get(0);
  }
}
