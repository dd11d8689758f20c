// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.access;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The permissions that a plugin's routes and commands need. A plugin registers one such service.
 */
@ConsumerType
public interface Permissions {
  /**
   * @return each permission once; ids begin with the plugin's id, others are ignored with a warning
   */
  List<Permission> permissions();
}
