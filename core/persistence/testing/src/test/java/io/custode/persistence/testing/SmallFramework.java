// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** An OSGi framework in this process with the built bundles in it. */
final class SmallFramework implements AutoCloseable {
  private final Framework framework;

  SmallFramework(Path storage, Map<String, String> properties) throws BundleException {
    properties.forEach(System::setProperty);
    var settings = new HashMap<String, String>();
    settings.put(Constants.FRAMEWORK_STORAGE, storage.toString());
    settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    settings.put(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
        "org.slf4j;version=1.7.36,org.slf4j.helpers;version=1.7.36,org.slf4j.spi;version=1.7.36");
    framework = new org.apache.felix.framework.FrameworkFactory().newFramework(settings);
    framework.start();
    for (Class<?> inside :
        new Class<?>[] {
          org.osgi.util.function.Function.class,
          org.osgi.util.promise.Promise.class,
          org.osgi.service.component.ComponentContext.class,
          org.apache.felix.scr.info.ScrInfo.class,
          javax.persistence.EntityManager.class,
          org.eclipse.persistence.sessions.Session.class,
          org.eclipse.persistence.jpa.PersistenceProvider.class,
          org.eclipse.persistence.internal.libraries.asm.ClassReader.class,
          org.eclipse.persistence.internal.libraries.antlr.runtime.Token.class,
          org.eclipse.persistence.jpa.jpql.JPQLQueryProblem.class,
          org.apache.derby.jdbc.EmbeddedDataSource.class,
          org.postgresql.ds.PGSimpleDataSource.class,
          io.custode.api.error.Problem.class,
          io.custode.persistence.TenantStore.class
        }) {
      context()
          .installBundle(inside.getProtectionDomain().getCodeSource().getLocation().toString());
    }
    for (Bundle bundle : context().getBundles()) {
      bundle.start();
    }
  }

  BundleContext context() {
    return framework.getBundleContext();
  }

  Bundle install(String name, Map<String, String> headers, Map<String, byte[]> files)
      throws BundleException {
    return context().installBundle("test:" + name, jar(name, headers, files));
  }

  static InputStream jar(String name, Map<String, String> headers, Map<String, byte[]> files) {
    var manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    main.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
    main.putValue(
        Constants.IMPORT_PACKAGE,
        "javax.persistence;version=\"[2.2,3)\",io.custode.persistence;version=\"[1.0,2)\"");
    headers.forEach(main::putValue);
    var bytes = new ByteArrayOutputStream();
    try (var jar = new JarOutputStream(bytes, manifest)) {
      for (var file : files.entrySet()) {
        jar.putNextEntry(new JarEntry(file.getKey()));
        jar.write(file.getValue());
        jar.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  static Map<String, byte[]> files(String changelog, Class<?>... classes) {
    var files = new HashMap<String, byte[]>();
    files.put("META-INF/custode/changelog.xml", changelog.getBytes(StandardCharsets.UTF_8));
    for (Class<?> type : classes) {
      String path = type.getName().replace('.', '/') + ".class";
      try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
        files.put(path, in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  @Override
  public void close() throws BundleException {
    framework.stop();
    try {
      framework.waitForStop(20_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
