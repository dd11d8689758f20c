// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agent;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/** Enrolment tokens of the bound tenant. */
@ProviderType
public interface EnrolmentTokens {
  Page<EnrolmentToken> find(PageRequest page);

  IssuedToken issue(NewToken token);

  /** From now on it lets nobody in; refused if it is used up. */
  EnrolmentToken revoke(TokenId id);
}
