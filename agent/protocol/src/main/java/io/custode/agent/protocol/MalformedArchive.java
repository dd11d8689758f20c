// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import java.io.IOException;

/** It is no archive of the agent's program; the message says why, and nothing of its content. */
public final class MalformedArchive extends IOException {
  private static final long serialVersionUID = 1;

  MalformedArchive(String why) {
    super(why);
  }
}
