// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose commits and rollbacks are savepoints, and whose statements have so much time.
 * Liquibase commits after each changeset; behind this the whole changelog is one transaction, and a
 * failed one leaves nothing.
 */
final class OuterTransaction implements InvocationHandler {
  private final Connection connection;
  private final Allowance allowance;
  private Savepoint savepoint;

  private OuterTransaction(Connection connection, Allowance allowance) throws SQLException {
    this.connection = connection;
    this.allowance = allowance;
    this.savepoint = connection.setSavepoint();
  }

  /**
   * @param connection in a transaction, which stays the caller's to commit
   */
  static Connection over(Connection connection, Allowance allowance) throws SQLException {
    return proxy(Connection.class, new OuterTransaction(connection, allowance));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    switch (method.getName()) {
      case "commit" -> {
        connection.releaseSavepoint(savepoint);
        savepoint = connection.setSavepoint();
        return null;
      }
      case "rollback" -> {
        connection.rollback(savepoint);
        return null;
      }
      case "setAutoCommit", "close" -> {
        return null;
      }
      default -> {
        Object made = pass(connection, method, arguments);
        return made instanceof Statement statement ? limited(statement) : made;
      }
    }
  }

  private Statement limited(Statement statement) {
    InvocationHandler limit =
        (proxy, method, arguments) ->
            method.getName().startsWith("execute")
                ? allowance.run(
                    statement, () -> Liquibases.apart(() -> pass(statement, method, arguments)))
                : pass(statement, method, arguments);
    if (statement instanceof CallableStatement) {
      return proxy(CallableStatement.class, limit);
    }
    return statement instanceof PreparedStatement
        ? proxy(PreparedStatement.class, limit)
        : proxy(Statement.class, limit);
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            OuterTransaction.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static @Nullable Object pass(Object target, Method method, Object @Nullable [] arguments)
      throws Exception {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getTargetException() instanceof Error error) {
        throw error;
      }
      throw e.getTargetException() instanceof Exception thrown ? thrown : e;
    }
  }
}
