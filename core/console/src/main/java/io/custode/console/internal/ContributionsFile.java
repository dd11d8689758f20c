// SPDX-License-Identifier: Apache-2.0
package io.custode.console.internal;

import io.custode.core.ui.UiContribution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's {@code ui/contributions.json} as it is read, before anything is checked.
 *
 * @param $schema for editors; not read
 * @param module file below {@code ui/}; null: {@code index.js}
 */
record ContributionsFile(
    @Nullable String $schema,
    @Nullable String sdk,
    @Nullable String module,
    @Nullable List<@Nullable UiContribution> contributes) {}
