// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks loaders in turn: the owner of the entities first, then EclipseLink's bundles and ours. */
final class ChainLoader extends ClassLoader {
  private final List<ClassLoader> loaders;

  ChainLoader(List<ClassLoader> loaders) {
    super(null);
    this.loaders = loaders;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    for (ClassLoader loader : loaders) {
      try {
        return loader.loadClass(name);
      } catch (ClassNotFoundException e) {
        continue;
      }
    }
    throw new ClassNotFoundException(name);
  }

  @Override
  public @Nullable URL getResource(String name) {
    for (ClassLoader loader : loaders) {
      URL found = loader.getResource(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return loaders.get(0).getResources(name);
  }
}
