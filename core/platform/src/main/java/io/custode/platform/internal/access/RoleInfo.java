// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

/**
 * A role.
 *
 * @param members users who have it, disabled ones too
 * @param permissions how many it has; all of them for administrators
 */
public record RoleInfo(String name, long members, int permissions) {}
