// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.store;

import java.util.List;
import java.util.Map;
import javax.persistence.EntityGraph;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.EntityTransaction;
import javax.persistence.FlushModeType;
import javax.persistence.LockModeType;
import javax.persistence.Query;
import javax.persistence.StoredProcedureQuery;
import javax.persistence.TypedQuery;
import javax.persistence.criteria.CriteriaBuilder;
import javax.persistence.criteria.CriteriaDelete;
import javax.persistence.criteria.CriteriaQuery;
import javax.persistence.criteria.CriteriaUpdate;
import javax.persistence.metamodel.Metamodel;
import org.jspecify.annotations.Nullable;

/** The EntityManager that callers get: plain JPA, inside the binding. */
@SuppressWarnings("rawtypes")
final class GuardedEntityManager implements EntityManager {
  private final EntityManager target;
  private final Guard guard;

  GuardedEntityManager(EntityManager target, Guard guard) {
    this.target = target;
    this.guard = guard;
  }

  @Override
  public void persist(Object entity) {
    guard.writes(entity.getClass());
    target.persist(entity);
  }

  @Override
  public <T> T merge(T entity) {
    guard.writes(entity.getClass());
    return target.merge(entity);
  }

  @Override
  public void remove(Object entity) {
    guard.writes(entity.getClass());
    target.remove(entity);
  }

  @Override
  public <T> @Nullable T find(Class<T> type, Object key) {
    guard.reads(type);
    return target.find(type, key);
  }

  @Override
  public <T> @Nullable T find(Class<T> type, Object key, Map<String, Object> hints) {
    guard.reads(type);
    guard.hints(hints);
    return target.find(type, key, hints);
  }

  @Override
  public <T> @Nullable T find(Class<T> type, Object key, LockModeType mode) {
    guard.reads(type);
    return target.find(type, key, mode);
  }

  @Override
  public <T> @Nullable T find(
      Class<T> type, Object key, LockModeType mode, Map<String, Object> hints) {
    guard.reads(type);
    guard.hints(hints);
    return target.find(type, key, mode, hints);
  }

  @Override
  public <T> T getReference(Class<T> type, Object key) {
    guard.reads(type);
    return target.getReference(type, key);
  }

  @Override
  public void flush() {
    guard.writes();
    target.flush();
  }

  @Override
  public void setFlushMode(FlushModeType mode) {
    target.setFlushMode(mode);
  }

  @Override
  public FlushModeType getFlushMode() {
    return target.getFlushMode();
  }

  @Override
  public void lock(Object entity, LockModeType mode) {
    guard.reads(entity.getClass());
    target.lock(entity, mode);
  }

  @Override
  public void lock(Object entity, LockModeType mode, Map<String, Object> hints) {
    guard.reads(entity.getClass());
    guard.hints(hints);
    target.lock(entity, mode, hints);
  }

  @Override
  public void refresh(Object entity) {
    guard.reads(entity.getClass());
    target.refresh(entity);
  }

  @Override
  public void refresh(Object entity, Map<String, Object> hints) {
    guard.reads(entity.getClass());
    guard.hints(hints);
    target.refresh(entity, hints);
  }

  @Override
  public void refresh(Object entity, LockModeType mode) {
    guard.reads(entity.getClass());
    target.refresh(entity, mode);
  }

  @Override
  public void refresh(Object entity, LockModeType mode, Map<String, Object> hints) {
    guard.reads(entity.getClass());
    guard.hints(hints);
    target.refresh(entity, mode, hints);
  }

  @Override
  public void clear() {
    target.clear();
  }

  @Override
  public void detach(Object entity) {
    target.detach(entity);
  }

  @Override
  public boolean contains(Object entity) {
    return target.contains(entity);
  }

  @Override
  public LockModeType getLockMode(Object entity) {
    return target.getLockMode(entity);
  }

  @Override
  public void setProperty(String name, Object value) {
    throw Guard.refused("setProperty");
  }

  @Override
  public Map<String, Object> getProperties() {
    throw Guard.refused("getProperties");
  }

  @Override
  public Query createQuery(String jpql) {
    return GuardedQuery.of(target.createQuery(guard.jpql(jpql)), guard);
  }

  @Override
  public <T> TypedQuery<T> createQuery(CriteriaQuery<T> criteria) {
    return GuardedQuery.of(target.createQuery(criteria), guard);
  }

  @Override
  public Query createQuery(CriteriaUpdate update) {
    return GuardedQuery.of(target.createQuery(update), guard);
  }

  @Override
  public Query createQuery(CriteriaDelete delete) {
    return GuardedQuery.of(target.createQuery(delete), guard);
  }

  @Override
  public <T> TypedQuery<T> createQuery(String jpql, Class<T> type) {
    return GuardedQuery.of(target.createQuery(guard.jpql(jpql), type), guard);
  }

  @Override
  public Query createNamedQuery(String name) {
    return GuardedQuery.of(target.createNamedQuery(name), guard);
  }

  @Override
  public <T> TypedQuery<T> createNamedQuery(String name, Class<T> type) {
    return GuardedQuery.of(target.createNamedQuery(name, type), guard);
  }

  @Override
  public Query createNativeQuery(String sql) {
    throw Guard.refused("A native query");
  }

  @Override
  public Query createNativeQuery(String sql, Class type) {
    throw Guard.refused("A native query");
  }

  @Override
  public Query createNativeQuery(String sql, String mapping) {
    throw Guard.refused("A native query");
  }

  @Override
  public StoredProcedureQuery createNamedStoredProcedureQuery(String name) {
    throw Guard.refused("A stored procedure");
  }

  @Override
  public StoredProcedureQuery createStoredProcedureQuery(String name) {
    throw Guard.refused("A stored procedure");
  }

  @Override
  public StoredProcedureQuery createStoredProcedureQuery(String name, Class... types) {
    throw Guard.refused("A stored procedure");
  }

  @Override
  public StoredProcedureQuery createStoredProcedureQuery(String name, String... mappings) {
    throw Guard.refused("A stored procedure");
  }

  @Override
  public void joinTransaction() {
    throw Guard.refused("joinTransaction");
  }

  @Override
  public boolean isJoinedToTransaction() {
    return true;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    throw Guard.refused("unwrap");
  }

  @Override
  public Object getDelegate() {
    throw Guard.refused("getDelegate");
  }

  @Override
  public void close() {
    throw Guard.refused("close");
  }

  @Override
  public boolean isOpen() {
    return target.isOpen();
  }

  @Override
  public EntityTransaction getTransaction() {
    throw Guard.refused("getTransaction");
  }

  @Override
  public EntityManagerFactory getEntityManagerFactory() {
    throw Guard.refused("getEntityManagerFactory");
  }

  @Override
  public CriteriaBuilder getCriteriaBuilder() {
    return GuardedQuery.of(target.getCriteriaBuilder());
  }

  @Override
  public Metamodel getMetamodel() {
    return target.getMetamodel();
  }

  @Override
  public <T> EntityGraph<T> createEntityGraph(Class<T> type) {
    return target.createEntityGraph(type);
  }

  @Override
  public EntityGraph<?> createEntityGraph(String name) {
    return target.createEntityGraph(name);
  }

  @Override
  public EntityGraph<?> getEntityGraph(String name) {
    return target.getEntityGraph(name);
  }

  @Override
  public <T> List<EntityGraph<? super T>> getEntityGraphs(Class<T> type) {
    return target.getEntityGraphs(type);
  }
}
