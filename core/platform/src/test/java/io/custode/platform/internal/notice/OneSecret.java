// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.secret.SecretInfo;
import io.custode.api.secret.SecretName;
import io.custode.api.secret.SecretValue;
import io.custode.api.secret.Secrets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A home with one secret, or none. */
record OneSecret(SecretName name, @Nullable String value) implements Secrets {
  @Override
  public Optional<SecretValue> get(SecretName asked) {
    return Optional.ofNullable(value)
        .filter(text -> asked.equals(name))
        .map(text -> SecretValue.of(text.toCharArray()));
  }

  @Override
  public SecretInfo set(SecretName asked, SecretValue next) {
    throw new IllegalStateException();
  }

  @Override
  public void remove(SecretName asked) {
    throw new IllegalStateException();
  }

  @Override
  public Page<SecretInfo> find(PageRequest page) {
    throw new IllegalStateException();
  }
}
