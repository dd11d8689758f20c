// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.testmodule;

import io.custode.agent.api.ActionContext;
import io.custode.agent.api.ActionHandler;
import io.custode.agent.api.ActionOutcome;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** An activator that hangs, and does not care who interrupts it; the property named so frees it. */
public final class Deaf implements BundleActivator, ActionHandler<Greeter.Name, Greeter.Greeting> {
  private static final String PROPERTY = "greeter.deaf";
  private static final long PAUSE_NANOS = 20_000_000;

  @Override
  public void start(BundleContext context) {
    context.registerService(ActionHandler.class, this, null);
    if (Deaf.class.getResource("/deaf-start.txt") != null) {
      hang();
    }
  }

  @Override
  public void stop(BundleContext context) {
    if (Deaf.class.getResource("/deaf-stop.txt") != null) {
      hang();
    }
  }

  static void hang() {
    while (System.getProperty(PROPERTY) != null) {
      LockSupport.parkNanos(PAUSE_NANOS);
      // what it was told is forgotten
      Thread.interrupted();
    }
  }

  @Override
  public String verb() {
    return "greeter.deaf";
  }

  @Override
  public Class<Greeter.Name> input() {
    return Greeter.Name.class;
  }

  @Override
  public ActionOutcome<Greeter.Greeting> run(Greeter.Name name, ActionContext context) {
    return ActionOutcome.succeeded(new Greeter.Greeting("What?"));
  }
}
