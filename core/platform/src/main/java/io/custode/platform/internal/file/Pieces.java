// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.file;

import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import javax.persistence.EntityManager;

/** The pieces of files. */
final class Pieces implements Enumeration<InputStream> {
  static final int LENGTH = 256 * 1024;

  private final TenantStore store;
  private final TenantContext tenants;
  private final TenantId tenant;
  private final String file;
  private final int count;
  private int next;

  /** Reads a file's, each when it is wanted, with no transaction open between two. */
  Pieces(TenantStore store, TenantContext tenants, TenantId tenant, String file, long size) {
    this.store = store;
    this.tenants = tenants;
    this.tenant = tenant;
    this.file = file;
    this.count = (int) ((size + LENGTH - 1) / LENGTH);
  }

  @Override
  public boolean hasMoreElements() {
    return next < count;
  }

  @Override
  public InputStream nextElement() {
    if (!hasMoreElements()) {
      throw new NoSuchElementException();
    }
    var content = tenants.in(tenant, () -> store.read(em -> piece(em, next)));
    next++;
    return new ByteArrayInputStream(content);
  }

  private byte[] piece(EntityManager em, int number) {
    return em.createQuery(
            "select p from FilePieceEntity p where p.file = :file and p.number = :number",
            FilePieceEntity.class)
        .setParameter("file", file)
        .setParameter("number", number)
        .getSingleResult()
        .content();
  }

  static void write(EntityManager em, String file, Spooled content) {
    try (var in = java.nio.file.Files.newInputStream(content.path())) {
      int number = 0;
      for (var some = in.readNBytes(LENGTH); some.length > 0; some = in.readNBytes(LENGTH)) {
        em.persist(new FilePieceEntity(file, number++, some));
        em.flush();
        // 25 MiB need not be in memory at once
        em.clear();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void remove(EntityManager em, String file) {
    em.createQuery("delete from FilePieceEntity p where p.file = :file")
        .setParameter("file", file)
        .executeUpdate();
  }
}
