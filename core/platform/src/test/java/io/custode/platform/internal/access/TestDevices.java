// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.secret.Secrets;

/** Devices of a node's users, for tests of other packages. */
public final class TestDevices {
  private TestDevices() {}

  public static PushDevices of(Staff staff) {
    return new PushDevices(staff.store, staff.rights, staff.reach, staff.news);
  }

  public static Secrets secrets(Staff staff) {
    return staff.secrets;
  }

  public static void disable(Staff staff, String name) {
    staff.changes.disable(name);
  }

  public static Staff otherNode(Staff staff) {
    return staff.otherNode();
  }
}
