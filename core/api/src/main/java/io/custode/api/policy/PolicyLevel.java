// SPDX-License-Identifier: Apache-2.0
package io.custode.api.policy;

/** Where a policy is set, from the most general to the nearest. */
public enum PolicyLevel {
  PROVIDER,
  TENANT,
  SITE,
  GROUP,
  ASSET
}
