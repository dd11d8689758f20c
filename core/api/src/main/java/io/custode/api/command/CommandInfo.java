// SPDX-License-Identifier: Apache-2.0
package io.custode.api.command;

import java.util.List;

/**
 * What can be run, for help, completion, palette and OpenAPI.
 *
 * @param name {@code msp.asset-list}
 * @param plugin {@code core}, or the id of the plugin that brings it
 * @param columns of the page that it returns, as a table shows it; empty: all
 */
public record CommandInfo(
    String name,
    String description,
    String permission,
    RiskClass risk,
    String plugin,
    List<Field> input,
    List<String> columns) {
  public CommandInfo {
    input = List.copyOf(input);
    columns = List.copyOf(columns);
  }

  /**
   * A component of the input record.
   *
   * @param type {@code string}, {@code integer}, {@code boolean}, {@code instant}, {@code
   *     duration}, {@code enum}, {@code json}, {@code secret} (a text that is never shown) or the
   *     simple name of an id type ({@code AssetId})
   * @param list whether it may be given several times
   * @param values of an enum, else empty
   */
  public record Field(
      String name, String type, boolean required, boolean list, String doc, List<String> values) {
    public Field {
      values = List.copyOf(values);
    }
  }
}
