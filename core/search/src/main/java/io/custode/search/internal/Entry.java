// SPDX-License-Identifier: Apache-2.0
package io.custode.search.internal;

import io.custode.api.search.SearchHit;
import io.custode.api.tenant.TenantId;
import io.custode.spi.search.SearchItem;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;

/**
 * Which thing of which tenant: what a document of the index is known by.
 *
 * @param id as its source says it
 */
record Entry(String kind, TenantId tenant, String id) {
  static final String KIND = "kind";
  static final String TENANT = "tenant";
  static final String READ_AT = "read";
  private static final String KEY = "key";
  private static final String ID = "id";

  private static final int LINE = 300;
  private static final int LONGEST_TEXT = 50_000;

  Term key() {
    return new Term(KEY, kind + "/" + tenant + "/" + id);
  }

  /**
   * @param readAt when it was read from its source, in milliseconds
   */
  Document document(SearchItem item, long readAt) {
    var doc = new Document();
    doc.add(new StringField(KEY, key().text(), Field.Store.NO));
    doc.add(new StringField(KIND, kind, Field.Store.YES));
    doc.add(new StringField(TENANT, tenant.value(), Field.Store.YES));
    doc.add(new LongPoint(READ_AT, readAt));
    doc.add(new StoredField(ID, id));
    doc.add(new TextField(Words.TITLE, cut(item.title(), LINE), Field.Store.YES));
    var detail = item.detail();
    if (detail != null) {
      doc.add(new TextField(Words.DETAIL, cut(detail, LINE), Field.Store.YES));
    }
    doc.add(new TextField(Words.TEXT, cut(item.text(), LONGEST_TEXT), Field.Store.NO));
    return doc;
  }

  private static String cut(String text, int longest) {
    return text.length() > longest ? text.substring(0, longest) : text;
  }

  static SearchHit hit(Document doc) {
    return new SearchHit(
        doc.get(KIND),
        doc.get(ID),
        TenantId.of(doc.get(TENANT)),
        doc.get(Words.TITLE),
        doc.get(Words.DETAIL));
  }
}
