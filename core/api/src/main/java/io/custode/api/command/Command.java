// SPDX-License-Identifier: Apache-2.0
package io.custode.api.command;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A typed operation: record in, record out. One declaration gives the shell command {@code
 * scope:noun-verb}, the REST route {@code POST .../commands/<name>}, the palette entry, the
 * schedule step and the assistant tool. Register it as a service with {@link CommandName}, {@link
 * io.custode.api.access.RequiresPermission} and {@link Risk} on the class.
 *
 * @param <I> a record; components may be String, boolean, int, long, Instant, Duration, enums, ids,
 *     and Optional, List or {@code Nullable} of these
 * @param <O> a record, {@link io.custode.api.page.Page} of records, or {@link Done}
 */
@ConsumerType
public interface Command<I extends Record, O> {
  /**
   * Called with the permission checked, the input validated and, where {@code --tenant} or the
   * route says so, the tenant bound.
   */
  O execute(I input, CommandContext context);
}
