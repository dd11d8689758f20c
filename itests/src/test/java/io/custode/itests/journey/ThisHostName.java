// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.journey;

/** The name that this machine has in the platform. */
public final class ThisHostName {
  private ThisHostName() {}

  public static String get() {
    return ThisHost.tool("uname", "-n");
  }
}
