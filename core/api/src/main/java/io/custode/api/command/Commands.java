// SPDX-License-Identifier: Apache-2.0
package io.custode.api.command;

import io.custode.api.json.Json;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs commands: the one place where permission, input, audit and result of a command are handled
 * for every door.
 */
@ProviderType
public interface Commands {
  /**
   * @return those that the current principal may run, by name
   */
  List<CommandInfo> list();

  /**
   * Runs one as the current principal, in the tenant that is bound, if any.
   *
   * @param name {@code msp.asset-list}
   * @param input a JSON object; unknown fields are refused
   * @return the result record as JSON
   * @throws io.custode.api.error.NotFound if there is no such command
   * @throws io.custode.api.error.Forbidden without its permission
   * @throws io.custode.api.error.Invalid if the input does not fit
   */
  Json run(String name, Json input);
}
