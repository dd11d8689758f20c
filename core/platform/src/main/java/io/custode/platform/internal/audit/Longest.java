// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

/** How many characters an entry keeps of each; what is longer it leaves out whole. */
public final class Longest {
  public static final int DETAIL = 3000;
  public static final int PERSONAL = 1000;

  private Longest() {}
}
