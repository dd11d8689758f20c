// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.publish;

import java.util.Set;

/** The paths that core always answers, unless a part of it is away. */
public final class CorePaths {
  /** First segments below {@code /api/v1}. */
  public static final Set<String> ALL =
      Set.of(
          "session",
          "me",
          "tenants",
          "sites",
          "assets",
          "merge-proposals",
          "actions",
          "commands",
          "agents",
          "agent-releases",
          "enrolment-tokens",
          "plugins",
          "audit",
          "secrets");

  private CorePaths() {}
}
