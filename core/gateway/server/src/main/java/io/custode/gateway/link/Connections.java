// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.link;

import org.osgi.annotation.versioning.ConsumerType;

/** The connections of a broker in this process. */
@ConsumerType
public interface Connections {
  /**
   * Cuts whatever connections a peer has, at once.
   *
   * @param name common name of its certificate
   */
  void drop(String name);
}
