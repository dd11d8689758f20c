// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose commits and rollbacks are savepoints. Liquibase commits after each changeset;
 * behind this the whole changelog is one transaction, and a failed one leaves nothing.
 */
final class OuterTransaction implements InvocationHandler {
  private final Connection connection;
  private Savepoint savepoint;

  private OuterTransaction(Connection connection) throws SQLException {
    this.connection = connection;
    this.savepoint = connection.setSavepoint();
  }

  /**
   * @param connection in a transaction, which stays the caller's to commit
   */
  static Connection over(Connection connection) throws SQLException {
    return (Connection)
        Proxy.newProxyInstance(
            OuterTransaction.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new OuterTransaction(connection));
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
        return pass(method, arguments);
      }
    }
  }

  private @Nullable Object pass(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
