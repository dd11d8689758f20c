// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.scr.info.ScrInfo;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** A real framework with Declarative Services and the capabilities of the platform. */
final class FelixNode implements AutoCloseable {
  /** Id of the last bundle that is there from the beginning. */
  static final long LAST = 1;

  /** Where more of the platform would come from. */
  static final String HOME = "mvn:io.custode/";

  private static final String SHARED =
      "org.osgi.service.component;version=1.5.1,"
          + "org.osgi.service.component.runtime;version=1.5.1,"
          + "org.osgi.service.component.runtime.dto;version=1.5.1,"
          + "org.osgi.util.promise;version=1.3.0,"
          + "org.osgi.util.function;version=1.2.0,"
          + "javax.ws.rs;version=2.1.1";
  private static final String OFFERED =
      "custode.platform;version:Version=1.0.0,"
          + "osgi.implementation;osgi.implementation=osgi.jaxrs;version:Version=1.0.0";

  private final Framework framework;
  private final List<String> touched = new CopyOnWriteArrayList<>();

  /**
   * @param cache kept from one run to the next
   */
  FelixNode(Path cache) throws Exception {
    framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    cache.toString(),
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    SHARED,
                    Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                    OFFERED,
                    "felix.log.level",
                    "1"));
    framework.start();
    var scr = ScrInfo.class.getProtectionDomain().getCodeSource().getLocation().toString();
    context().installBundle(scr).start();
    context()
        .addBundleListener(
            (SynchronousBundleListener)
                event -> {
                  if (event.getType() != BundleEvent.LAZY_ACTIVATION) {
                    touched.add(event.getBundle().getSymbolicName());
                  }
                });
  }

  BundleContext context() {
    return framework.getBundleContext();
  }

  ServiceComponentRuntime runtime() {
    return context().getService(context().getServiceReference(ServiceComponentRuntime.class));
  }

  /** Something else that is installed. */
  Bundle install(TestJar jar) throws BundleException {
    return context()
        .installBundle("test:" + System.nanoTime(), new ByteArrayInputStream(jar.bytes()));
  }

  /**
   * @return symbolic names of all bundles that anything happened to
   */
  List<String> touched() {
    return touched;
  }

  List<String> plugins() {
    return Arrays.stream(context().getBundles())
        .map(Bundle::getLocation)
        .filter(location -> location.startsWith(PluginJar.LOCATION))
        .toList();
  }

  /**
   * @return whether a plugin of the tests offers its service
   */
  boolean greets() {
    return context().getServiceReference("java.util.function.Supplier") != null;
  }

  @Override
  public void close() {
    try {
      framework.stop();
      framework.waitForStop(20_000);
    } catch (BundleException e) {
      throw new IllegalStateException("The framework did not stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
