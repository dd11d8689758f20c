// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

/** Bytes that are no message of ours; the text says where, never what they held. */
public final class MalformedMessage extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MalformedMessage(String what) {
    super(what);
  }
}
