// SPDX-License-Identifier: Apache-2.0
package io.custode.core.ui;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a plugin brings to the console.
 *
 * @param point where it goes, {@code asset.panel}
 * @param path of a page, below those of its plugin; null for what is no page
 * @param export name under which the module exports it: an element's class, or a function
 * @param title by language, {@code en} always
 * @param section of the navigation; null: operate
 * @param order among its like, ascending; null: 100
 * @param requires permissions that one must hold, all of them, to see it; null: none
 * @param when conditions, {@code asset.kind} to kinds in lower case; null: always
 */
public record UiContribution(
    String point,
    String id,
    @Nullable String path,
    String export,
    Map<String, String> title,
    @Nullable String icon,
    @Nullable String section,
    @Nullable Integer order,
    @Nullable List<String> requires,
    @Nullable Map<String, List<String>> when) {}
