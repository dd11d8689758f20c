// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.problem;

import io.custode.api.error.Invalid;
import io.custode.api.error.Problem;
import io.custode.api.error.SignedOut;
import io.custode.api.error.TooMany;
import io.custode.api.error.Unavailable;
import io.custode.api.plugin.PluginId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.ws.rs.WebApplicationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever was thrown, as a refusal. What is no {@link Problem} is our fault and only logged. */
public final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /**
   * @param thrown by a resource, JAX-RS or the gate
   * @param correlation id of the request
   */
  public static Failure of(Throwable thrown, String correlation) {
    var problem = problemIn(thrown);
    if (problem != null) {
      return of(problem);
    }
    if (thrown instanceof WebApplicationException refused
        && refused.getResponse().getStatus() < 500) {
      return ofRouting(refused);
    }
    LOG.error("Request {} failed", correlation, thrown);
    return new Failure(
        500,
        "internal",
        "Something went wrong on our side",
        "The request was not completed; what it had not finished was rolled back.",
        "Tell your administrator the id in 'instance': the log has the cause under it.",
        List.of(),
        Map.of());
  }

  /** CXF and JAX-RS wrap what a converter or reader throws. */
  private static @Nullable Problem problemIn(@Nullable Throwable thrown) {
    for (int depth = 0; thrown != null && depth < 6; depth++) {
      if (thrown instanceof Problem problem) {
        return problem;
      }
      thrown = thrown.getCause();
    }
    return null;
  }

  private static Failure of(Problem problem) {
    var violations =
        problem instanceof Invalid invalid ? invalid.violations() : List.<Invalid.Violation>of();
    return new Failure(
        status(problem.kind()),
        problem.name(),
        title(problem.kind()),
        problem.what(),
        problem.todo(),
        violations,
        headers(problem));
  }

  private static Map<String, String> headers(Problem problem) {
    if (problem instanceof TooMany tooMany) {
      return retryAfter(tooMany.retryAfter());
    }
    if (problem instanceof Unavailable unavailable) {
      return retryAfter(unavailable.retryAfter());
    }
    return problem instanceof SignedOut ? Map.of("WWW-Authenticate", "Bearer") : Map.of();
  }

  private static Map<String, String> retryAfter(Duration wait) {
    return Map.of("Retry-After", String.valueOf(Math.max(1, wait.toSeconds())));
  }

  private static int status(Problem.Kind kind) {
    return switch (kind) {
      case INVALID -> 400;
      case SIGNED_OUT -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case TOO_LARGE -> 413;
      case TOO_MANY -> 429;
      case UNAVAILABLE -> 503;
    };
  }

  private static String title(Problem.Kind kind) {
    return switch (kind) {
      case INVALID -> "The input is wrong";
      case SIGNED_OUT -> "Not signed in";
      case FORBIDDEN -> "Not allowed";
      case NOT_FOUND -> "Not found";
      case CONFLICT -> "Not in this state";
      case TOO_LARGE -> "Too large";
      case TOO_MANY -> "Too often";
      case UNAVAILABLE -> "Not now";
    };
  }

  private static Failure ofRouting(WebApplicationException refused) {
    var response = refused.getResponse();
    if (response.getStatus() == 404 && refused.getCause() != null) {
      // JAX-RS calls a parameter that does not parse "not found"
      return of(Invalid.field("parameter", "of the path or query is malformed"));
    }
    return switch (response.getStatus()) {
      case 404 -> noRoute();
      case 405 -> methodNotAllowed(String.valueOf(response.getHeaderString("Allow")));
      case 406 ->
          routing(
              406,
              "not-acceptable",
              "No such form of the answer",
              "There is only application/json here.",
              "Send 'Accept: application/json'.",
              Map.of());
      case 415 ->
          routing(
              415,
              "unsupported-media-type",
              "Body of another kind",
              "Nothing was changed: the body must be application/json.",
              "Send it as JSON with 'Content-Type: application/json'.",
              Map.of());
      default ->
          routing(
              response.getStatus(),
              "refused",
              "Refused",
              "The request was refused; nothing was changed.",
              "Check the request against /api/v1/openapi.json.",
              Map.of());
    };
  }

  /** A plugin said more than anybody wants to hear. */
  public static Failure answerTooLarge(PluginId plugin, int limit) {
    return routing(
        500,
        "answer-too-large",
        "Too large an answer",
        "Plugin " + plugin + " answered with more than " + limit + " bytes; nothing was sent.",
        "Ask for less at once; tell the plugin's publisher that it has no limit of its own.",
        Map.of());
  }

  /** There is nothing at this path. */
  public static Failure noRoute() {
    return routing(
        404,
        "no-route",
        "No such path",
        "There is nothing at this path.",
        "See /api/v1/openapi.json for all paths; a plugin's are there while it is installed.",
        Map.of());
  }

  /**
   * @param allowed methods that the path takes, as in the header Allow
   */
  public static Failure methodNotAllowed(String allowed) {
    return routing(
        405,
        "method-not-allowed",
        "No such method here",
        "This path does not take that method.",
        "Use one of: " + allowed + ".",
        Map.of("Allow", allowed));
  }

  private static Failure routing(
      int status,
      String name,
      String title,
      String detail,
      String todo,
      Map<String, String> headers) {
    return new Failure(status, name, title, detail, todo, List.of(), headers);
  }
}
