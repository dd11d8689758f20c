// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import liquibase.resource.AbstractResource;
import liquibase.resource.AbstractResourceAccessor;
import liquibase.resource.Resource;
import org.jspecify.annotations.Nullable;

/** Changelogs from their owner, XML schemas from Liquibase itself; remembers what was read. */
final class ChangelogFiles extends AbstractResourceAccessor {
  private final Resources resources;
  private final Set<String> read = new TreeSet<>();

  ChangelogFiles(Resources resources) {
    this.resources = resources;
  }

  /**
   * @return the owner's files that were asked for and found
   */
  Set<String> read() {
    return read;
  }

  @Override
  public List<Resource> getAll(String path) throws IOException {
    String plain = path.replaceFirst("^classpath:", "").replaceFirst("^/+", "");
    URL url = resources.find(plain);
    if (url != null) {
      read.add(plain);
    } else {
      url = ChangelogFiles.class.getClassLoader().getResource(plain);
    }
    return url == null ? new ArrayList<>() : List.of(new Entry(plain, url));
  }

  /** A directory would be another one in a jar, in a bundle and on a disk. */
  @Override
  public List<Resource> search(String path, boolean recursive) {
    throw new SchemaFailure("includeAll is not allowed in a changelog: name each file");
  }

  @Override
  public List<String> describeLocations() {
    return List.of("the bundle of the schema");
  }

  @Override
  public void close() {
    // nothing is held open
  }

  private static final class Entry extends AbstractResource {
    private final URL url;

    Entry(String path, URL url) {
      super(path, uri(url));
      this.url = url;
    }

    private static @Nullable URI uri(URL url) {
      try {
        return url.toURI();
      } catch (URISyntaxException e) {
        return null;
      }
    }

    @Override
    public InputStream openInputStream() throws IOException {
      return url.openStream();
    }

    @Override
    public boolean exists() {
      return true;
    }

    @Override
    public Resource resolve(String other) {
      throw new UnsupportedOperationException("A changelog file has nothing inside");
    }

    @Override
    public Resource resolveSibling(String other) {
      throw new UnsupportedOperationException("Changelog files are named by their full path");
    }
  }
}
