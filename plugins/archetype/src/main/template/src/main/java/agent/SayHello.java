package ${package}.agent;

import io.custode.agent.api.ActionContext;
import io.custode.agent.api.ActionHandler;
import io.custode.agent.api.ActionOutcome;
import org.osgi.service.component.annotations.Component;

/** Runs on the machines: packages named agent become a bundle of their own, which agents load. */
@Component
public final class SayHello implements ActionHandler<SayHello.Input, SayHello.Output> {
  /** Whom to greet. */
  public record Input(String name) {
    public Input {
      if (name == null || name.isBlank() || name.length() > 100) {
        throw new IllegalArgumentException("The name has 1 to 100 characters.");
      }
    }
  }

  /** What was said. */
  public record Output(String message) {}

  @Override
  public String verb() {
    return "${pluginId}.say-hello";
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public ActionOutcome<Output> run(Input input, ActionContext context) {
    return ActionOutcome.succeeded(new Output("Hello " + input.name()));
  }

  @Override
  public boolean idempotent() {
    return true;
  }
}
