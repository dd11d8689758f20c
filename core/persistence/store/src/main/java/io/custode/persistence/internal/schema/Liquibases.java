// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;
import liquibase.Scope;
import liquibase.ScopeManager;
import liquibase.SingletonScopeManager;

/**
 * Who is inside Liquibase. It keeps state of the whole process, so one thread at a time is; while
 * the database works, another one may. What it keeps by thread is each run's own.
 */
final class Liquibases {
  private static final ReentrantLock INSIDE = new ReentrantLock(true);

  /** As many as were ever at work at once: to make one takes longer than to read a changelog. */
  private static final Deque<ScopeManager> IDLE = new ConcurrentLinkedDeque<>();

  private Liquibases() {}

  static <T> T inside(Callable<T> work) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    INSIDE.lock();
    thread.setContextClassLoader(Liquibases.class.getClassLoader());
    ScopeManager own = IDLE.poll();
    own = own == null ? new SingletonScopeManager() : own;
    // a thread begins with what the one that made it had: singletons would be shared
    Scope.setScopeManager(own);
    try {
      return work.call();
    } finally {
      // not null: Liquibase's own thread local fails on that when a thread is made
      Scope.setScopeManager(new SingletonScopeManager());
      IDLE.push(own);
      thread.setContextClassLoader(before);
      INSIDE.unlock();
    }
  }

  /** Runs what may take long and is none of Liquibase's doing: a statement. */
  static <T> T apart(Callable<T> work) throws Exception {
    if (!INSIDE.isHeldByCurrentThread()) {
      return work.call();
    }
    INSIDE.unlock();
    try {
      return work.call();
    } finally {
      INSIDE.lock();
    }
  }
}
