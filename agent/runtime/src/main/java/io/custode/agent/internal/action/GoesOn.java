// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.action;

/**
 * Thrown by a handler whose action ends after the agent's restart only: nothing is told now, and
 * the handler is asked then what became of it.
 */
public final class GoesOn extends Exception {
  private static final long serialVersionUID = 1;
}
