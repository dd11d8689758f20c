// SPDX-License-Identifier: Apache-2.0
package io.custode.api.access;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Roles: those that permissions name, which cannot be changed, and those that administrators
 * define. A change counts on every node within a second. Nobody hands out what he has not.
 */
@ProviderType
public interface Roles {
  /** By name. */
  Page<Role> find(PageRequest page);

  Optional<Role> get(String name);

  /**
   * @return all permissions with the roles that hold them, by id
   */
  Page<RolePermission> matrix();

  /**
   * @throws io.custode.api.error.Invalid naming what does not fit, such as a permission that nobody
   *     declares
   * @throws io.custode.api.error.Conflict if the name is taken, or there are too many
   * @throws io.custode.api.error.Problem {@code beyond-your-own} if it may more than the caller
   */
  Role add(NewRole role);

  /**
   * @throws io.custode.api.error.NotFound if there is no such role
   * @throws io.custode.api.error.Conflict if it is built in, or somebody changed it meanwhile
   * @throws io.custode.api.error.Problem {@code beyond-your-own} if it may, or is to, more than the
   *     caller
   */
  Role change(String name, RoleChange change);

  /**
   * @throws io.custode.api.error.Conflict if it is built in, or somebody has it; says who
   */
  void remove(String name);
}
