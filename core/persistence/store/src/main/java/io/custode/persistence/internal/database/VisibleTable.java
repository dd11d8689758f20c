// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.database;

/**
 * {@code core.visible}: which viewer sees which tenant. The platform keeps its rows; it is made
 * here because fleet views and row policies of every schema read it.
 */
final class VisibleTable {
  static final String CREATE =
      "create table core.visible (viewer_id varchar(36) not null, tenant_id varchar(36) not null,"
          + " primary key (viewer_id, tenant_id))";

  private VisibleTable() {}
}
