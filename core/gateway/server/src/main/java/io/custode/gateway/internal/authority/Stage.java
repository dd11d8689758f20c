// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

/** How far the replacement of the certificate authority is. */
public enum Stage {
  /** There is one authority. */
  STEADY,
  /** The next one is made and trusted; agents are being told of it. */
  PREPARED,
  /** The next one has become the current one; the former is still trusted. */
  SWITCHED
}
