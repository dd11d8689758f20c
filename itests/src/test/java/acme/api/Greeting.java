// SPDX-License-Identifier: Apache-2.0
package acme.api;

/** What one plugin of the tests offers and another asks for. */
public interface Greeting {
  /**
   * @return words
   */
  String words();
}
