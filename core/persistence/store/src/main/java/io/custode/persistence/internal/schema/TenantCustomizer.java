// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.persistence.internal.store.EntityKind;
import io.custode.persistence.internal.store.TenantColumns;
import java.util.List;
import org.eclipse.persistence.config.CacheIsolationType;
import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.descriptors.SingleTableMultitenantPolicy;
import org.eclipse.persistence.expressions.Expression;
import org.eclipse.persistence.expressions.ExpressionBuilder;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.sessions.Session;

/**
 * Puts tenancy on every entity, so that no author can forget it. A query that reaches an entity
 * whose binding is missing fails, also where it only joins it.
 */
final class TenantCustomizer implements SessionCustomizer {
  private static final int ID_LENGTH = 36;

  private final String schema;

  TenantCustomizer(String schema) {
    this.schema = schema;
  }

  @Override
  public void customize(Session session) {
    session.getLogin().setTableQualifier(schema);
    // it would wait for a lost database several times over
    session.getLogin().setQueryRetryAttemptCount(0);
    session.getDescriptors().values().forEach(TenantCustomizer::customize);
  }

  private static void customize(ClassDescriptor descriptor) {
    // nothing read under one binding is ever kept for another
    descriptor.setCacheIsolation(CacheIsolationType.ISOLATED);
    if (descriptor.isAggregateDescriptor() || descriptor.isChildDescriptor()) {
      return;
    }
    if (descriptor.hasMultitenantPolicy()) {
      throw new SchemaFailure(descriptor.getJavaClassName() + " brings a tenancy of its own");
    }
    switch (EntityKind.of(descriptor.getJavaClass())) {
      case TENANT -> filter(descriptor, TenantColumns.TENANT_COLUMN, TenantColumns.TENANT);
      case FLEET -> {
        descriptor.getQueryManager().setAdditionalJoinExpression(seen(descriptor));
        descriptor.getEventManager().addListener(new FleetWrites());
      }
      case PROVIDER -> descriptor.getQueryManager().setAdditionalJoinExpression(providerBound());
      default -> throw new IllegalStateException("unknown kind");
    }
  }

  private static void filter(ClassDescriptor descriptor, String column, String property) {
    var field = new DatabaseField(column);
    field.setTable(descriptor.getTables().get(0));
    field.setLength(ID_LENGTH);
    var policy = new SingleTableMultitenantPolicy(descriptor);
    policy.addTenantDiscriminatorField(property, field);
    descriptor.setMultitenantPolicy(policy);
  }

  /**
   * That the viewer sees the row's tenant. A join with {@code core.visible} says the same, but
   * Derby sorts all rows of a join before it gives a first page, also where an index has them in
   * order. Inside, the columns have other names: EclipseLink writes the outer one without its
   * table.
   */
  private static Expression seen(ClassDescriptor descriptor) {
    var tenant = new DatabaseField(TenantColumns.TENANT_COLUMN);
    tenant.setTable(descriptor.getTables().get(0));
    var builder = new ExpressionBuilder();
    return builder
        .getField(tenant)
        .sql(
            "exists (select 1 from (select tenant_id as seen, viewer_id as viewer from core.visible) cv"
                + " where cv.seen = ? and cv.viewer = ?)",
            List.of(builder.getProperty(new DatabaseField(TenantColumns.VIEWER))));
  }

  /** {@code 'on' = ?}: without the property on the session EclipseLink refuses to run the query. */
  private static Expression providerBound() {
    var builder = new ExpressionBuilder();
    return builder
        .literal("'" + TenantColumns.ON + "'")
        .equal(builder.getProperty(new DatabaseField(TenantColumns.PROVIDER)));
  }
}
