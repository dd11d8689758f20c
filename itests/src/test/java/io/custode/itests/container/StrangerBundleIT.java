// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.maven;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.vmOptions;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.features;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.logLevel;

import io.custode.api.document.DocumentTemplate;
import io.custode.api.document.Documents;
import io.custode.api.error.Problem;
import io.custode.api.tenant.NewTenant;
import io.custode.api.tenant.Tenants;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.karaf.options.LogLevelOption.LogLevel;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The features install on a stock Karaf; a bundle that is no part of the platform, this test's own,
 * has the API and nothing that is core's.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class StrangerBundleIT {
  private static final long PATIENCE = Duration.ofSeconds(60).toMillis();

  /** Become anybody; read and write any tenant's tables; see what others are told. */
  private static final List<String> CORE_ONLY =
      List.of(
          "io.custode.core.access.Doors",
          "io.custode.core.access.SignIn",
          "io.custode.core.action.ActionQueue",
          "io.custode.core.asset.AssetClaims",
          "io.custode.persistence.core.TenantBinding",
          "io.custode.persistence.core.Outbox",
          "io.custode.persistence.TenantStore");

  private static final String JAXRS = "org.apache.servicemix.specs.jaxrs-api-2.1";

  @Inject private BundleContext context;

  @Configuration
  public Option[] container() {
    var root = Path.of("..").toAbsolutePath().normalize();
    // what was just built, laid out as a Maven repository
    var built = root.resolve("karaf-distribution/target/assembly/system").toUri();
    var home = Path.of("target/exam/home").toAbsolutePath();
    return new Option[] {
      karafDistributionConfiguration()
          .frameworkUrl(
              maven("org.apache.karaf", "apache-karaf")
                  .type("tar.gz")
                  .version(System.getProperty("custode.it.karaf")))
          .useDeployFolder(false)
          .unpackDirectory(new File("target/exam")),
      configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
      logLevel(LogLevel.WARN),
      editConfigurationFilePut(
          "etc/org.ops4j.pax.url.mvn.cfg",
          "org.ops4j.pax.url.mvn.defaultRepositories",
          "file:${karaf.home}/system@id=system.repository@snapshots, "
              + built
              + "@id=built@snapshots"),
      // not the developer's, which may hold an older build
      editConfigurationFilePut(
          "etc/org.ops4j.pax.url.mvn.cfg",
          "org.ops4j.pax.url.mvn.localRepository",
          home.resolve("repository").toString()),
      editConfigurationFilePut(
          "etc/io.custode.persistence.cfg", "url", "jdbc:derby:" + home.resolve("db")),
      editConfigurationFilePut("etc/io.custode.platform.cfg", "home", home.toString()),
      systemProperty("custode.home").value(home.toString()),
      features(
          root.resolve("features/target/feature/feature.xml").toUri().toString(),
          "custode-platform",
          "custode-documents",
          "custode-stack-jaxrs"),
      // as the admin guide says for a Karaf that installs features
      editConfigurationFilePut("etc/org.apache.karaf.features.cfg", "autoRefresh", "false"),
      // its servlets have nobody to serve here
      editConfigurationFilePut(
          "etc/org.ops4j.pax.web.cfg", "org.osgi.service.http.enabled", "false"),
      // Java 17 opens nothing by itself; what Karaf's own scripts open
      vmOptions(
          "--add-reads=java.xml=java.logging",
          "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
          "--patch-module",
          "java.base=" + endorsed("org.apache.karaf.specs.locator"),
          "--patch-module",
          "java.xml=" + endorsed("org.apache.karaf.specs.java.xml"),
          "--add-opens",
          "java.base/java.security=ALL-UNNAMED",
          "--add-opens",
          "java.base/java.net=ALL-UNNAMED",
          "--add-opens",
          "java.base/java.lang=ALL-UNNAMED",
          "--add-opens",
          "java.base/java.util=ALL-UNNAMED",
          "--add-opens",
          "java.naming/javax.naming.spi=ALL-UNNAMED",
          "--add-opens",
          "java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED",
          "-classpath",
          "lib/jdk9plus/*" + File.pathSeparator + "lib/boot/*")
    };
  }

  private static String endorsed(String artifact) {
    return "lib/endorsed/" + artifact + "-" + System.getProperty("custode.it.karaf") + ".jar";
  }

  @Test
  public void aStrangerHasTheApi() throws InterruptedException {
    var tenants = await(context, Tenants.class);
    var problem = assertThrows(Problem.class, () -> tenants.create(new NewTenant("Mine")));
    assertTrue(problem.toString(), problem.todo().length() > 0);
  }

  /** Its libraries find their fonts and classes by the class loaders of a container only here. */
  @Test
  public void aStrangerMakesADocument() throws Exception {
    var html = "<html><body><h1>{{name}}</h1><p>Perch\u00e9 no?</p></body></html>";
    await(context, Documents.class);
    // held while it works: it ends with its last user
    var documents = context.getService(context.getServiceReference(Documents.class));
    var pdf = documents.make(new DocumentTemplate("Report", "it", html), Map.of("name", "Acme"));
    try (var in = pdf.open()) {
      assertEquals("%PDF", new String(in.readNBytes(4), StandardCharsets.US_ASCII));
    }
    assertEquals(1, pdf.pages());
  }

  @Test
  public void aStrangerHasNothingThatIsCores() throws Exception {
    await(context, Tenants.class);
    for (var name : CORE_ONLY) {
      ServiceReference<?>[] all = context.getAllServiceReferences(name, null);
      assertNotNull("nobody registers " + name, all);
      for (var one : all) {
        assertNull(name + " is given to a stranger", context.getService(one));
      }
    }
  }

  @Test
  public void thePlatformStopsAndStartsAgainInPlace() throws Exception {
    await(context, Tenants.class);
    var platform = bundle("custode-platform");
    var others =
        Arrays.stream(context.getBundles()).filter(other -> !other.equals(platform)).toList();
    var before = others.stream().map(Bundle::getState).toList();
    platform.stop();
    assertNull(context.getServiceReference(Tenants.class));
    platform.start();
    await(context, Tenants.class);
    assertEquals(before, others.stream().map(Bundle::getState).toList());
  }

  /** What administrators do to a Karaf besides. */
  @Test
  public void whatComesBesideThePlatformMovesNobody() throws Exception {
    await(context, Tenants.class);
    var tenants = context.getServiceReference(Tenants.class);
    var there = Set.of(context.getBundles());
    var states = Arrays.stream(context.getBundles()).map(Bundle::getState).toList();
    var moved = new CopyOnWriteArrayList<String>();
    SynchronousBundleListener listener =
        event -> {
          if (there.contains(event.getBundle())) {
            moved.add(event.getBundle().getSymbolicName() + " " + event.getType());
          }
        };
    var before = List.of(context.getBundles());
    context.addBundleListener(listener);
    try (var strangers = new Strangers(context)) {
      strangers.feature("unrelated", "acme.unrelated;version=1.0.0");
      strangers.karafsOwn("eventadmin");
      strangers.feature("second-jaxrs", Strangers.again(bundle(JAXRS)));
      strangers.feature("wanted", Strangers.wanted(before));
      strangers.archive("archive", "acme.archive;version=1.0.0");
      assertEquals(List.of(), moved);
    } finally {
      context.removeBundleListener(listener);
    }
    assertEquals(states, before.stream().map(Bundle::getState).toList());
    assertEquals(tenants, context.getServiceReference(Tenants.class));
  }

  private Bundle bundle(String name) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getSymbolicName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static <T> T await(BundleContext context, Class<T> type) throws InterruptedException {
    var tracker = new ServiceTracker<T, T>(context, type, null);
    tracker.open();
    try {
      var service = tracker.waitForService(PATIENCE);
      assertNotNull(type + " did not come", service);
      return service;
    } finally {
      tracker.close();
    }
  }
}
