// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import javax.persistence.Query;
import javax.persistence.TypedQuery;
import javax.persistence.criteria.CriteriaBuilder;
import org.jspecify.annotations.Nullable;

/** Queries and criteria without the doors that lead below JPA. */
final class GuardedQuery implements InvocationHandler {
  private final Object target;

  private GuardedQuery(Object target) {
    this.target = target;
  }

  static Query of(Query query, Guard guard) {
    guard.query(query);
    return (Query) proxy(Query.class, query);
  }

  @SuppressWarnings("unchecked")
  static <T> TypedQuery<T> of(TypedQuery<T> query, Guard guard) {
    guard.query(query);
    return (TypedQuery<T>) proxy(TypedQuery.class, query);
  }

  static CriteriaBuilder of(CriteriaBuilder builder) {
    return (CriteriaBuilder) proxy(CriteriaBuilder.class, builder);
  }

  private static Object proxy(Class<?> type, Object target) {
    return Proxy.newProxyInstance(
        GuardedQuery.class.getClassLoader(), new Class<?>[] {type}, new GuardedQuery(target));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    switch (method.getName()) {
      case "unwrap" -> throw Guard.refused("unwrap");
      case "function" -> throw Guard.refused("A function of the database");
      case "setHint" -> {
        if (arguments != null) {
          Guard.hint(String.valueOf(arguments[0]));
        }
      }
      default -> {
        // all else is plain JPA
      }
    }
    try {
      Object result = method.invoke(target, arguments);
      // queries return themselves
      return result == target ? proxy : result;
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
