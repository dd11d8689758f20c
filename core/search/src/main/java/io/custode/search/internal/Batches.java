// SPDX-License-Identifier: Apache-2.0
package io.custode.search.internal;

import io.custode.spi.search.SearchItem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * Takes what a source says on the source's thread and writes it, some at once, on another: a
 * plugin's thread may be interrupted or stopped, and Lucene's files would be closed under it.
 */
final class Batches implements Consumer<SearchItem>, AutoCloseable {
  private static final int SIZE = 100;

  private final ExecutorService writer;
  private final Consumer<List<SearchItem>> write;
  private final List<SearchItem> items = new ArrayList<>();
  private boolean over;

  Batches(ExecutorService writer, Consumer<List<SearchItem>> write) {
    this.writer = writer;
    this.write = write;
  }

  @Override
  public synchronized void accept(SearchItem item) {
    if (over) {
      throw new IllegalStateException("The source took too long; nothing more is taken.");
    }
    items.add(item);
    if (items.size() == SIZE) {
      writeRest();
    }
  }

  synchronized void writeRest() {
    var piece = List.copyOf(items);
    items.clear();
    try {
      writer.submit(() -> write.accept(piece)).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while its things are written.", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  @Override
  public synchronized void close() {
    over = true;
  }
}
