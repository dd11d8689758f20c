// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.osgi;

import io.custode.persistence.internal.database.Settings;
import io.custode.spi.health.HealthCheck;
import java.nio.file.Path;
import java.time.Duration;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database of this node. Publishes no service itself, so that its configuration, which may hold
 * a password, shows on none.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = "io.custode.persistence")
@Designate(ocd = DatabaseComponent.Config.class)
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=\"io.custode.persistence.TenantStore\"",
    effective = "active")
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=\"io.custode.persistence.core.TenantBinding\"",
    effective = "active")
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=\"io.custode.persistence.core.Outbox\"",
    effective = "active")
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=\"io.custode.persistence.core.DatabaseCopy\"",
    effective = "active")
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=\"io.custode.persistence.core.PluginSchemas\"",
    effective = "active")
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=\"io.custode.spi.health.HealthCheck\"",
    effective = "active")
public final class DatabaseComponent {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseComponent.class);

  /** The settings of the database. */
  @ObjectClassDefinition(name = "Database")
  public @interface Config {
    @AttributeDefinition(
        name = "URL",
        description =
            "jdbc:derby:<directory> or jdbc:postgresql://host/database; empty is Derby at home")
    String url() default "";

    @AttributeDefinition(name = "User", description = "empty if the URL names one")
    String user() default "";

    @AttributeDefinition(name = "Password", type = AttributeType.PASSWORD)
    String password() default "";

    @AttributeDefinition(name = "Connections at most", min = "2", max = "200")
    int poolSize() default 10;

    @AttributeDefinition(
        name = "Minutes for a changelog",
        description = "at most for the tables of one plugin; then all is as before",
        min = "1",
        max = "1440")
    int migrationMinutes() default 10;
  }

  private final BundleContext context;
  private final ServiceRegistration<HealthCheck> health;
  private DatabaseSession session;

  @Activate
  public DatabaseComponent(BundleContext context, Config config) {
    this.context = context;
    this.session = new DatabaseSession(context, settings(config));
    this.health =
        context.registerService(HealthCheck.class, new DatabaseHealth(() -> session), null);
    session.start();
  }

  private static Settings settings(Config config) {
    String url = config.url().isBlank() ? atHome() : config.url().strip();
    return new Settings(url, config.user(), config.password(), config.poolSize())
        .migratingWithin(Duration.ofMinutes(config.migrationMinutes()));
  }

  private static String atHome() {
    String home = System.getProperty("custode.home", System.getProperty("karaf.data", "."));
    return "jdbc:derby:" + Path.of(home, "data", "db");
  }

  /** Another pool size changes the pool; another database closes every store and opens new ones. */
  @Modified
  synchronized void modified(Config config) {
    try {
      Settings next = settings(config);
      if (!session.resized(next)) {
        session.close();
        session = new DatabaseSession(context, next);
        session.start();
      }
    } catch (IllegalArgumentException e) {
      LOG.error("The new database settings are not taken: {}", e.getMessage());
    }
  }

  @Deactivate
  synchronized void deactivate() {
    health.unregister();
    session.close();
  }
}
