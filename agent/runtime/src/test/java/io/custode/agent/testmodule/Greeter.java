// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.testmodule;

import io.custode.agent.api.ActionContext;
import io.custode.agent.api.ActionHandler;
import io.custode.agent.api.ActionOutcome;
import io.custode.agent.api.MetricSource;
import io.custode.agent.api.MetricValue;
import io.custode.agent.api.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A component of the module that tests install; its greeting is the bundle's version. */
public final class Greeter implements ActionHandler<Greeter.Name, Greeter.Greeting>, MetricSource {
  private final Settings settings;

  public Greeter(Settings settings) {
    if (Greeter.class.getResource("/broken.txt") != null) {
      throw new IllegalStateException("broken");
    }
    if (Greeter.class.getResource("/hangs.txt") != null) {
      hang();
    }
    if (Greeter.class.getResource("/deaf-made.txt") != null) {
      Deaf.hang();
    }
    this.settings = settings;
  }

  public record Name(String name) {}

  public record Greeting(String text) {}

  @Override
  public String verb() {
    return "greeter.greet";
  }

  @Override
  public Class<Name> input() {
    return Name.class;
  }

  @Override
  public ActionOutcome<Greeting> run(Name name, ActionContext context) throws IOException {
    Files.writeString(settings.data().resolve("greeted"), name.name());
    if (name.name().equals("crash")) {
      new Thread(Greeter::crash).start();
    }
    if (name.name().equals("fill")) {
      new Thread(Greeter::fill).start();
    }
    var version = Greeter.class.getResource("/version.txt");
    try (var in = version.openStream()) {
      return ActionOutcome.succeeded(
          new Greeting("Hello " + name.name() + " of " + new String(in.readAllBytes())));
    }
  }

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void fill() {
    var kept = new byte[8 << 20];
    Thread.currentThread().setName("filled");
    hang();
    kept[0] = 1;
  }

  private static void crash() {
    throw new IllegalStateException("crashed");
  }

  @Override
  public List<MetricValue> sample() {
    return List.of(new MetricValue("greeter.greeted", "1", 1));
  }
}
