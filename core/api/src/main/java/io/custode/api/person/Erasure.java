// SPDX-License-Identifier: Apache-2.0
package io.custode.api.person;

import java.util.List;

/**
 * That a person was erased.
 *
 * @param mentions what people named after him or wrote of him, and only they can say otherwise:
 *     {@code asset/<id>}, {@code file/<id>} and their like; at most 100
 */
public record Erasure(PersonId person, List<String> mentions) {
  public Erasure {
    mentions = List.copyOf(mentions);
  }
}
