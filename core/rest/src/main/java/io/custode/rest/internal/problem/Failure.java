// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.problem;

import io.custode.api.error.Invalid.Violation;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal as the caller sees it (RFC 9457).
 *
 * @param status HTTP status
 * @param name kebab-case name of the problem
 * @param title what kind of refusal, the same for each
 * @param detail what happened here, what is safe
 * @param todo what to do now
 * @param violations each broken field, empty if it is not about fields
 * @param headers more response headers: Retry-After, Allow, WWW-Authenticate
 */
public record Failure(
    int status,
    String name,
    String title,
    String detail,
    String todo,
    List<Violation> violations,
    Map<String, String> headers) {
  /** Media type of the document. */
  public static final String TYPE = "application/problem+json";

  public Failure {
    violations = List.copyOf(violations);
    headers = Map.copyOf(headers);
  }

  /**
   * @param correlation id of the request, by which the log has more
   * @return the document in UTF-8
   */
  public byte[] document(String correlation) {
    var document = new LinkedHashMap<String, Object>();
    document.put("type", "urn:custode:problem:" + name);
    document.put("title", title);
    document.put("status", status);
    document.put("detail", detail);
    document.put("todo", todo);
    document.put("instance", correlation);
    document.put(
        "violations",
        violations.stream().map(v -> Map.of("field", v.field(), "rule", v.rule())).toList());
    return JsonText.of(document).getBytes(StandardCharsets.UTF_8);
  }
}
