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

/** A component of the module that tests install; its greeting is the bundle's version. */
public final class Greeter implements ActionHandler<Greeter.Name, Greeter.Greeting>, MetricSource {
  private final Settings settings;

  public Greeter(Settings settings) {
    if (Greeter.class.getResource("/broken.txt") != null) {
      throw new IllegalStateException("broken");
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
    var version = Greeter.class.getResource("/version.txt");
    try (var in = version.openStream()) {
      return ActionOutcome.succeeded(
          new Greeting("Hello " + name.name() + " of " + new String(in.readAllBytes())));
    }
  }

  private static void crash() {
    throw new IllegalStateException("crashed");
  }

  @Override
  public List<MetricValue> sample() {
    return List.of(new MetricValue("greeter.greeted", "1", 1));
  }
}
