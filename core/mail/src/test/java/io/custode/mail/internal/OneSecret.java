// SPDX-License-Identifier: Apache-2.0
package io.custode.mail.internal;

import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.secret.SecretInfo;
import io.custode.api.secret.SecretName;
import io.custode.api.secret.SecretValue;
import io.custode.api.secret.Secrets;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.Doors;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A home with one secret, and nobody in it. */
final class OneSecret implements Secrets, Doors {
  private final @Nullable String password;

  OneSecret(@Nullable String password) {
    this.password = password;
  }

  @Override
  public Optional<SecretValue> get(SecretName name) {
    return Optional.ofNullable(password)
        .filter(p -> name.equals(SmtpMail.PASSWORD))
        .map(p -> SecretValue.of(p.toCharArray()));
  }

  @Override
  public SecretInfo set(SecretName name, SecretValue value) {
    throw new IllegalStateException();
  }

  @Override
  public void remove(SecretName name) {
    throw new IllegalStateException();
  }

  @Override
  public Page<SecretInfo> find(PageRequest page) {
    throw new IllegalStateException();
  }

  @Override
  public <T> T as(Principal principal, String door, Supplier<T> work) {
    return work.get();
  }

  @Override
  public Principal system(String part) {
    return new Principal(Principal.Kind.SYSTEM, UserId.next(), part, null, Set.of("*"));
  }

  @Override
  public boolean sees(Principal principal, TenantId tenant) {
    return false;
  }

  @Override
  public Set<TenantId> seenBy(Principal principal) {
    return Set.of();
  }
}
