// SPDX-License-Identifier: Apache-2.0
package io.custode.console.internal;

/** A plugin's user interface is not taken; its message says why, to who wrote the plugin. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1;

  Refused(String why) {
    super(why);
  }
}
