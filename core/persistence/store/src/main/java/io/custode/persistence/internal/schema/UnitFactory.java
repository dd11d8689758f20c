// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.persistence.internal.database.Database;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.persistence.EntityManagerFactory;
import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.jpa.PersistenceProvider;

/** Makes an EntityManagerFactory without persistence.xml, weaving or shared cache. */
final class UnitFactory {
  private static final AtomicLong COUNT = new AtomicLong();

  private final Database database;
  private final URL root = UnitInfo.emptyRoot();

  UnitFactory(Database database) {
    this.database = database;
  }

  EntityManagerFactory make(SchemaSource source, EntityModel model) {
    // EclipseLink keeps factories by session name; a name is never used twice
    String name = "custode-" + source.schema() + "-" + COUNT.incrementAndGet();
    var loader =
        new ChainLoader(
            List.of(
                source.loader(),
                SessionCustomizer.class.getClassLoader(),
                PersistenceProvider.class.getClassLoader(),
                UnitFactory.class.getClassLoader()));
    var unit = new UnitInfo(name, database.pool(), model.managed(), loader, root);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      EntityManagerFactory made =
          new PersistenceProvider()
              .createContainerEntityManagerFactory(unit, properties(name, source));
      if (made == null) {
        throw new SchemaFailure("EclipseLink made no factory for schema " + source.schema());
      }
      return made;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Map<String, Object> properties(String name, SchemaSource source) {
    var properties = new HashMap<String, Object>();
    properties.put(PersistenceUnitProperties.SESSION_NAME, name);
    properties.put(PersistenceUnitProperties.TARGET_DATABASE, database.dialect().product());
    properties.put(PersistenceUnitProperties.WEAVING, "false");
    properties.put(PersistenceUnitProperties.CACHE_SHARED_DEFAULT, "false");
    properties.put(PersistenceUnitProperties.DDL_GENERATION, "none");
    // deploying on first use deadlocked the framework during an update
    properties.put(PersistenceUnitProperties.DEPLOY_ON_STARTUP, "true");
    properties.put(
        PersistenceUnitProperties.SESSION_CUSTOMIZER, new TenantCustomizer(source.schema()));
    properties.put(PersistenceUnitProperties.LOGGING_LOGGER, EclipseLinkLog.class.getName());
    properties.put(PersistenceUnitProperties.LOGGING_LEVEL, "WARNING");
    // parameters are values of rows
    properties.put(PersistenceUnitProperties.LOGGING_PARAMETERS, "false");
    return properties;
  }
}
