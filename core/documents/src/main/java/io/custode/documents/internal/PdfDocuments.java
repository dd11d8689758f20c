// SPDX-License-Identifier: Apache-2.0
package io.custode.documents.internal;

import io.custode.api.document.DocumentTemplate;
import io.custode.api.document.Documents;
import io.custode.api.document.Pdf;
import io.custode.api.error.Invalid;
import io.custode.api.error.Problem;
import io.custode.api.error.TooMany;
import io.custode.api.error.Unavailable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few at a time on threads of its own, so that a long document holds up nobody else. */
@Component
public final class PdfDocuments implements Documents {
  private static final Logger LOG = LoggerFactory.getLogger(PdfDocuments.class);
  private static final int TOGETHER = 2;
  private static final int WAITING = 20;
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final ThreadPoolExecutor threads;
  private final Duration longest;

  @Activate
  public PdfDocuments() {
    this(LONGEST, WAITING);
  }

  PdfDocuments(Duration longest, int waiting) {
    this.longest = longest;
    threads =
        new ThreadPoolExecutor(
            TOGETHER,
            TOGETHER,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            work -> {
              var made = new Thread(work, "custode-documents");
              made.setDaemon(true);
              return made;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  @Deactivate
  public void stop() {
    threads.shutdownNow();
  }

  @Override
  public Pdf make(DocumentTemplate template, Map<String, ?> model) {
    var html = Filler.fill(template, model);
    var making = submit(template, html);
    try {
      return making.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      making.cancel(true);
      throw new Unavailable("The document took longer than " + longest.toSeconds() + " s.", AGAIN);
    } catch (InterruptedException e) {
      making.cancel(true);
      Thread.currentThread().interrupt();
      throw new Unavailable("The document was not finished: the node stops.", AGAIN);
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  private Future<Pdf> submit(DocumentTemplate template, String html) {
    try {
      return threads.submit(() -> Layout.of(template, html));
    } catch (RejectedExecutionException e) {
      if (threads.isShutdown()) {
        throw new Unavailable("No document is made: the part that makes them has stopped.", AGAIN);
      }
      throw new TooMany("Too many documents are being made.", AGAIN);
    }
  }

  private static Problem failure(ExecutionException e) {
    var cause = e.getCause();
    if (cause instanceof Problem problem) {
      return problem;
    }
    LOG.info("A document could not be laid out", e);
    var problem = Invalid.field("html", "cannot be laid out: " + (cause == null ? e : cause));
    problem.initCause(e);
    return problem;
  }
}
