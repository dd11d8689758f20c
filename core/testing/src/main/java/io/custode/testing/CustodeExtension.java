// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import io.custode.testing.CustodeTest.Broker;
import io.custode.testing.CustodeTest.Database;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts platforms for {@link CustodeTest} and hands them out. */
final class CustodeExtension implements BeforeAllCallback, ParameterResolver {
  private static final Namespace SPACE = Namespace.create(CustodeExtension.class);

  /** Which platforms may be shared: those with the same options. */
  private record Options(Database database, Broker broker, String only) {
    static Options of(ExtensionContext context) {
      Class<?> test = context.getRequiredTestClass();
      CustodeTest wanted = null;
      for (Class<?> c = test; c != null && wanted == null; c = c.getEnclosingClass()) {
        wanted = c.getAnnotation(CustodeTest.class);
      }
      if (wanted == null) {
        throw new IllegalStateException(test + " lacks @CustodeTest");
      }
      return new Options(wanted.database(), wanted.broker(), wanted.own() ? test.getName() : "");
    }
  }

  /** A platform with what was started for it, for JUnit to stop. */
  private record Running(Surroundings surroundings, Custode custode) implements CloseableResource {
    static Running start(Options options) {
      var surroundings = Surroundings.make(options.database(), options.broker());
      return new Running(surroundings, Custode.start(surroundings.home(), surroundings.options()));
    }

    @Override
    public void close() {
      custode.close();
      surroundings.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running(context);
  }

  private static Running running(ExtensionContext context) {
    Options options = Options.of(context);
    if (options.database() == Database.POSTGRESQL) {
      Part.POSTGRESQL.require();
    }
    if (options.broker() == Broker.MOSQUITTO) {
      Part.MOSQUITTO.require();
    }
    // one that is not shared ends with its class, the others with the JVM's last test
    ExtensionContext owner = options.only().isEmpty() ? context.getRoot() : context;
    return owner.getStore(SPACE).getOrComputeIfAbsent(options, Running::start, Running.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Custode.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return running(context).custode();
  }
}
