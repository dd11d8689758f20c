// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.InstallChoice;
import io.custode.api.plugin.PluginId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was agreed to, as commands hear it: what is not said is not agreed to. */
final class Choices {
  private Choices() {}

  static InstallChoice of(@Nullable Boolean acceptRewrite, @Nullable List<PluginId> approve) {
    return new InstallChoice(
        Boolean.TRUE.equals(acceptRewrite), approve == null ? Set.of() : Set.copyOf(approve));
  }
}
