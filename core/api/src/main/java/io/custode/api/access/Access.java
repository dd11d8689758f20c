// SPDX-License-Identifier: Apache-2.0
package io.custode.api.access;

import org.osgi.annotation.versioning.ProviderType;

/** Asks who calls and what he may do. Never lets anybody become somebody else. */
@ProviderType
public interface Access {
  /**
   * @throws io.custode.api.error.SignedOut if nobody is signed in on this thread
   */
  Principal current();

  /**
   * @return whether somebody is signed in and may do it
   */
  boolean may(String permission);

  /**
   * @throws io.custode.api.error.SignedOut if nobody is signed in
   * @throws io.custode.api.error.Forbidden if he lacks the permission
   */
  void require(String permission);
}
