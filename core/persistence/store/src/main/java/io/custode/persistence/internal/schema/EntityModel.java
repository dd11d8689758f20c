// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.persistence.InstantMicros;
import io.custode.persistence.internal.store.EntityKind;
import io.custode.persistence.internal.store.Guard;
import java.lang.annotation.Annotation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.persistence.Convert;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.NamedNativeQueries;
import javax.persistence.NamedNativeQuery;
import javax.persistence.NamedQueries;
import javax.persistence.NamedQuery;
import javax.persistence.NamedStoredProcedureQueries;
import javax.persistence.NamedStoredProcedureQuery;
import javax.persistence.SecondaryTable;
import javax.persistence.SecondaryTables;
import javax.persistence.Table;
import javax.persistence.Transient;
import javax.persistence.Version;

/** The entities of one schema as their annotations say, checked against the house rules. */
final class EntityModel {
  private static final Set<Class<? extends Annotation>> BANNED =
      Set.of(
          NamedNativeQuery.class,
          NamedNativeQueries.class,
          NamedStoredProcedureQuery.class,
          NamedStoredProcedureQueries.class,
          SecondaryTable.class,
          SecondaryTables.class);

  /** Tables of the platform's that each schema has. */
  private static final Set<String> OURS =
      Set.of("outbox", "schema_state", "databasechangelog", "databasechangeloglock");

  /**
   * A table or view that an entity is on.
   *
   * @param name in lower case
   */
  record Mapped(String entity, EntityKind kind, String name) implements Comparable<Mapped> {
    @Override
    public int compareTo(Mapped other) {
      return toString().compareTo(other.toString());
    }
  }

  private final SchemaSource source;
  private final Set<Mapped> tables = new TreeSet<>();
  private final Set<String> managed = new LinkedHashSet<>();

  private EntityModel(SchemaSource source) {
    this.source = source;
  }

  /**
   * Loads the classes and checks them.
   *
   * @throws SchemaFailure naming the class and the rule that it breaks
   */
  static EntityModel of(SchemaSource source) {
    var model = new EntityModel(source);
    model.managed.add(InstantMicros.class.getName());
    source.entities().forEach(model::add);
    return model;
  }

  Set<Mapped> tables() {
    return tables;
  }

  /**
   * @return names of all classes that EclipseLink must know
   */
  List<String> managed() {
    return List.copyOf(managed);
  }

  private void add(String name) {
    Class<?> type = load(name);
    EntityKind kind = EntityKind.of(type);
    annotations(type);
    if (kind == EntityKind.PROVIDER && !source.providerWide()) {
      throw broken(type, "is @ProviderWide, which a plugin may be with a capability only");
    }
    if (kind != EntityKind.FLEET && !versioned(type)) {
      throw broken(type, "has no @Version: two writers would overwrite each other");
    }
    managed.add(name);
    attributes(type).forEach(this::addConverter);
    if (isRoot(type)) {
      tables.add(new Mapped(type.getSimpleName(), kind, table(type)));
    }
  }

  private Class<?> load(String name) {
    try {
      return source.loader().loadClass(name);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new SchemaFailure("entity class " + name + " cannot be loaded", e);
    }
  }

  private void annotations(Class<?> type) {
    for (Annotation annotation : type.getAnnotations()) {
      Class<? extends Annotation> kind = annotation.annotationType();
      if (BANNED.contains(kind) || kind.getName().startsWith("org.eclipse.persistence.")) {
        throw broken(type, "has @" + kind.getSimpleName() + ", which is not allowed here");
      }
    }
    for (NamedQuery query : namedQueries(type)) {
      try {
        Guard.refuseEscapes(query.query());
      } catch (IllegalArgumentException e) {
        throw broken(type, "has a named query that is refused: " + e.getMessage());
      }
    }
  }

  private static List<NamedQuery> namedQueries(Class<?> type) {
    var found = new ArrayList<>(List.of(type.getAnnotationsByType(NamedQuery.class)));
    NamedQueries several = type.getAnnotation(NamedQueries.class);
    if (several != null) {
      found.addAll(List.of(several.value()));
    }
    return found;
  }

  private String table(Class<?> type) {
    Table table = type.getAnnotation(Table.class);
    if (table == null || table.name().isEmpty()) {
      throw broken(type, "names no table: @Table(name = ...)");
    }
    if (!table.schema().isEmpty() || !table.catalog().isEmpty()) {
      throw broken(type, "names a schema: it has its own only");
    }
    String name = table.name().toLowerCase(Locale.ROOT);
    if (!name.matches("[a-z][a-z0-9_]{0,60}") || OURS.contains(name)) {
      throw broken(type, "cannot be on table " + name);
    }
    return name;
  }

  private static boolean isRoot(Class<?> type) {
    for (Class<?> at = type.getSuperclass(); at != null; at = at.getSuperclass()) {
      if (at.isAnnotationPresent(Entity.class)) {
        return false;
      }
    }
    return true;
  }

  /** A row that is nothing but its key cannot be overwritten, so it needs no version. */
  private static boolean versioned(Class<?> type) {
    List<AccessibleObject> attributes = attributes(type).toList();
    return attributes.stream().anyMatch(a -> a.isAnnotationPresent(Version.class))
        || attributes.stream()
            .filter(a -> a instanceof Field)
            .allMatch(
                a -> a.isAnnotationPresent(Id.class) || a.isAnnotationPresent(EmbeddedId.class));
  }

  private static Stream<AccessibleObject> attributes(Class<?> type) {
    var found = new ArrayList<AccessibleObject>();
    for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
      for (Field field : at.getDeclaredFields()) {
        int modifiers = field.getModifiers();
        if (!Modifier.isStatic(modifiers)
            && !Modifier.isTransient(modifiers)
            && !field.isAnnotationPresent(Transient.class)) {
          found.add(field);
        }
      }
      for (Method method : at.getDeclaredMethods()) {
        found.add(method);
      }
    }
    return found.stream();
  }

  /** EclipseLink knows a converter only if it is told of its class. */
  private void addConverter(AccessibleObject attribute) {
    for (Convert convert : attribute.getAnnotationsByType(Convert.class)) {
      if (convert.converter() != void.class) {
        managed.add(convert.converter().getName());
      }
    }
  }

  private static SchemaFailure broken(Class<?> type, String rule) {
    return new SchemaFailure("entity " + type.getName() + " " + rule);
  }
}
