// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.store;

/** The names under which a binding reaches EclipseLink and PostgreSQL. */
public final class TenantColumns {
  public static final String TENANT = "custode.tenant";

  /** No dot in these two: EclipseLink would take what is before it for a table. */
  public static final String VIEWER = "custodeViewer";

  public static final String PROVIDER = "custodeProvider";

  /** Value of {@link #PROVIDER} where the provider is bound. */
  public static final String ON = "on";

  public static final String TENANT_COLUMN = "tenant_id";
  public static final String VIEWER_COLUMN = "viewer_id";

  private TenantColumns() {}
}
