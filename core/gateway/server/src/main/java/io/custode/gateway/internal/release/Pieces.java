// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.release;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.NoSuchElementException;

/** The pieces of an archive, each read when it is wanted. */
final class Pieces implements Enumeration<InputStream> {
  private final JpaAgentReleases releases;
  private final String release;
  private final int count;
  private int next;

  Pieces(JpaAgentReleases releases, ReleaseEntity row) {
    this.releases = releases;
    this.release = row.id();
    long length = ReleasePieceEntity.LENGTH;
    this.count = (int) ((row.size() + length - 1) / length);
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
    return new ByteArrayInputStream(releases.piece(release, next++));
  }
}
