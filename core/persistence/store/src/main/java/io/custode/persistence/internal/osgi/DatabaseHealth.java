// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.osgi;

import io.custode.persistence.internal.database.Database;
import io.custode.spi.health.HealthCheck;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Part {@code database} of /health. Answers in time even where the database does not. */
final class DatabaseHealth implements HealthCheck {
  private static final int PATIENCE_MILLIS = 700;

  private final Supplier<DatabaseSession> session;
  private @Nullable CompletableFuture<Void> asked;

  DatabaseHealth(Supplier<DatabaseSession> session) {
    this.session = session;
  }

  @Override
  public String part() {
    return "database";
  }

  @Override
  public Health check() {
    DatabaseSession now = session.get();
    Database database = now.database();
    if (database == null) {
      return new Health(false, now.trouble());
    }
    String trouble = ask(database);
    if (trouble != null) {
      return new Health(false, trouble);
    }
    Map<String, String> failures = now.failures();
    return failures.isEmpty()
        ? new Health(true, database.dialect().product())
        : new Health(
            failures.keySet().stream().allMatch(schema -> schema.startsWith("p")),
            "schemas that did not open: " + failures);
  }

  /**
   * @return what is wrong, or null
   */
  private @Nullable String ask(Database database) {
    try {
      question(database).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      return null;
    } catch (TimeoutException e) {
      return "does not answer";
    } catch (ExecutionException e) {
      return Reason.of(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /** One question at a time: while one hangs, the next callers wait for the same answer. */
  private synchronized CompletableFuture<Void> question(Database database) {
    CompletableFuture<Void> last = asked;
    if (last != null && !last.isDone()) {
      return last;
    }
    CompletableFuture<Void> next = new CompletableFuture<>();
    asked = next;
    var thread = new Thread(() -> answer(database, next), "custode-database-health");
    thread.setDaemon(true);
    thread.start();
    return next;
  }

  private static void answer(Database database, CompletableFuture<Void> answer) {
    try {
      database.ping();
      answer.complete(null);
    } catch (SQLException | RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }
}
