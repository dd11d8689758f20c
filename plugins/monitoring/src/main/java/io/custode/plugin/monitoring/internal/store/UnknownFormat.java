// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

/** Written by a later release, in a format that this one does not know: not to be overwritten. */
public final class UnknownFormat extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnknownFormat(int version) {
    super("Format " + version + " is not known: a later release wrote it.");
  }
}
