// SPDX-License-Identifier: Apache-2.0
package io.custode.documents.internal;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.MustacheException;
import io.custode.api.document.DocumentTemplate;
import io.custode.api.error.Invalid;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills templates. */
final class Filler {
  /** Stops what would grow without end. */
  private static final class Limited extends Writer {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void write(char[] some, int from, int length) {
      if (text.length() + length > DocumentTemplate.LONGEST) {
        throw Invalid.field(
            "html",
            "gets longer than " + DocumentTemplate.LONGEST + " characters when it is filled");
      }
      text.append(some, from, length);
    }

    @Override
    public void flush() {
      // is in memory
    }

    @Override
    public void close() {
      // is in memory
    }
  }

  private Filler() {}

  static String fill(DocumentTemplate template, Map<String, ?> model) {
    // a new one each time: it keeps what it compiles for ever
    var factory =
        new DefaultMustacheFactory(
            name -> {
              throw Invalid.field("html", "names another template: " + name);
            });
    factory.setObjectHandler(new Names());
    Reader html = new StringReader(template.html());
    var filled = new Limited();
    try {
      factory.compile(html, "html").execute(filled, model);
    } catch (MustacheException e) {
      var ours = ours(e);
      throw ours != null ? ours : refused(e);
    }
    return filled.text.toString();
  }

  private static @Nullable Invalid ours(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof Invalid invalid) {
        return invalid;
      }
    }
    return null;
  }

  private static Invalid refused(MustacheException e) {
    var problem = Invalid.field("html", "cannot be filled: " + e.getMessage());
    problem.initCause(e);
    return problem;
  }
}
