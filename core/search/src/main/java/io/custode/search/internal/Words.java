// SPDX-License-Identifier: Apache-2.0
package io.custode.search.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Text to words, the same way when it is stored and when it is looked for. */
final class Words extends Analyzer {
  static final String TITLE = "title";
  static final String DETAIL = "detail";
  static final String TEXT = "text";

  /** More are left out. */
  private static final int MOST = 10;

  /** A single letter begins too much. */
  private static final int SHORTEST_BEGINNING = 2;

  /** In a text two letters begin some word of nearly every thing, and it takes long to see that. */
  private static final int SHORTEST_BEGINNING_IN_TEXT = 3;

  private static final float BEGINNING = 0.4f;

  @Override
  protected TokenStreamComponents createComponents(String field) {
    var tokenizer = new StandardTokenizer();
    TokenStream plain = new ASCIIFoldingFilter(new LowerCaseFilter(tokenizer));
    return new TokenStreamComponents(tokenizer, plain);
  }

  /**
   * @return the different words of a text, as they are stored
   */
  Set<String> of(String text) throws IOException {
    var words = new LinkedHashSet<String>();
    try (var stream = tokenStream(TEXT, text)) {
      var term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (words.size() < MOST && stream.incrementToken()) {
        words.add(term.toString());
      }
      stream.end();
    }
    return words;
  }

  /** All of the words, each in any field: whole or as a beginning, best in the title. */
  static Query query(Set<String> words) {
    var all = new BooleanQuery.Builder();
    for (var word : words) {
      List<Query> ways = new ArrayList<>();
      add(ways, TITLE, word, 8);
      add(ways, DETAIL, word, 3);
      add(ways, TEXT, word, 1);
      all.add(new DisjunctionMaxQuery(ways, 0.1f), Occur.MUST);
    }
    return all.build();
  }

  private static void add(List<Query> ways, String field, String word, float weight) {
    var term = new Term(field, word);
    ways.add(new BoostQuery(new TermQuery(term), weight));
    int shortest = field.equals(TEXT) ? SHORTEST_BEGINNING_IN_TEXT : SHORTEST_BEGINNING;
    if (word.length() >= shortest) {
      ways.add(new BoostQuery(new PrefixQuery(term), weight * BEGINNING));
    }
  }
}
