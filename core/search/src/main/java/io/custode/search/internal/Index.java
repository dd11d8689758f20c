// SPDX-License-Identifier: Apache-2.0
package io.custode.search.internal;

import io.custode.api.search.SearchHit;
import io.custode.api.tenant.TenantId;
import io.custode.spi.search.SearchItem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.QueryTimeoutImpl;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.BytesRef;

/** This node's index. Nothing but it touches Lucene's files. */
final class Index implements Closeable {
  private static final double BUFFER_MIB = 16;
  private static final long SLOWEST_MILLIS = 2_000;

  private final Words words = new Words();
  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;

  private Index(Directory directory) throws IOException {
    this.directory = directory;
    var merging = new TieredMergePolicy();
    merging.setForceMergeDeletesPctAllowed(0);
    writer =
        new IndexWriter(
            directory,
            new IndexWriterConfig(words).setRAMBufferSizeMB(BUFFER_MIB).setMergePolicy(merging));
    searchers = new SearcherManager(writer, null);
  }

  /** Opens what is there; what cannot be read is begun anew. */
  static Index open(Path path) throws IOException {
    // files, not memory maps: what is mapped counts as the server's own memory
    var directory = new NIOFSDirectory(path);
    try {
      return new Index(directory);
    } catch (CorruptIndexException
        | IndexFormatTooOldException
        | IndexFormatTooNewException
        | NoSuchFileException e) {
      clear(directory);
      return new Index(directory);
    }
  }

  /** Begins anew. */
  static Index create(Path path) throws IOException {
    var directory = new NIOFSDirectory(path);
    clear(directory);
    return new Index(directory);
  }

  private static void clear(Directory directory) throws IOException {
    for (var file : directory.listAll()) {
      directory.deleteFile(file);
    }
  }

  void put(Entry entry, SearchItem item, long readAt) throws IOException {
    writer.updateDocument(entry.key(), entry.document(item, readAt));
  }

  void remove(Entry entry) throws IOException {
    writer.deleteDocuments(entry.key());
  }

  /** What a source did not say again is gone. */
  void removeOlder(String kind, TenantId tenant, long readBefore) throws IOException {
    writer.deleteDocuments(
        new BooleanQuery.Builder()
            .add(new TermQuery(new Term(Entry.KIND, kind)), Occur.FILTER)
            .add(new TermQuery(new Term(Entry.TENANT, tenant.value())), Occur.FILTER)
            .add(older(readBefore), Occur.FILTER)
            .build());
  }

  /** Of every kind and tenant. */
  void removeOlder(long readBefore) throws IOException {
    writer.deleteDocuments(older(readBefore));
  }

  private static Query older(long readBefore) {
    return LongPoint.newRangeQuery(Entry.READ_AT, Long.MIN_VALUE, readBefore - 1);
  }

  /** Lets searches see what was written. */
  void show() throws IOException {
    searchers.maybeRefreshBlocking();
  }

  /** Takes what was removed out of the files too, and writes all to the disk. */
  void purge() throws IOException {
    writer.forceMergeDeletes();
    show();
    writer.commit();
    // files that a search still read were left
    writer.deleteUnusedFiles();
  }

  /** Writes it to the disk. */
  void keep() throws IOException {
    writer.commit();
  }

  int size() {
    return writer.getDocStats().numDocs;
  }

  /**
   * @param kinds among these only
   * @param tenants of these only
   * @return the best first
   */
  List<SearchHit> find(String text, Set<String> kinds, Collection<TenantId> tenants, int most)
      throws IOException {
    var looked = words.of(text);
    if (looked.isEmpty() || kinds.isEmpty() || tenants.isEmpty()) {
      return List.of();
    }
    var query =
        new BooleanQuery.Builder()
            .add(Words.query(looked), Occur.MUST)
            .add(oneOf(Entry.KIND, kinds), Occur.FILTER)
            .add(oneOf(Entry.TENANT, tenants), Occur.FILTER)
            .build();
    var shared = searchers.acquire();
    try {
      // one of its own, for its own deadline
      var searcher = new IndexSearcher(shared.getIndexReader());
      searcher.setTimeout(new QueryTimeoutImpl(SLOWEST_MILLIS));
      var found = new ArrayList<SearchHit>();
      var stored = searcher.storedFields();
      for (var best : searcher.search(query, most).scoreDocs) {
        found.add(Entry.hit(stored.document(best.doc)));
      }
      return found;
    } finally {
      searchers.release(shared);
    }
  }

  private static Query oneOf(String field, Collection<?> values) {
    return new TermInSetQuery(
        field, values.stream().map(value -> new BytesRef(value.toString())).toList());
  }

  @Override
  public void close() throws IOException {
    try (directory;
        writer) {
      searchers.close();
    }
  }
}
