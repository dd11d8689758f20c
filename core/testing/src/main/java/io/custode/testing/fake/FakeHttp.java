// SPDX-License-Identifier: Apache-2.0
package io.custode.testing.fake;

import io.custode.api.http.Http;
import io.custode.api.http.HttpAnswer;
import io.custode.api.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Hosts that answer as a test says; it keeps what they were asked. */
public final class FakeHttp implements Http {
  private final Function<HttpCall, HttpAnswer> answers;
  private final List<HttpCall> calls = new ArrayList<>();

  /**
   * @param answers to each call; what it throws, the caller gets
   */
  public FakeHttp(Function<HttpCall, HttpAnswer> answers) {
    this.answers = answers;
  }

  /** An answer with text. */
  public static HttpAnswer answer(int status, String text) {
    return new HttpAnswer(status, Map.of(), text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public HttpAnswer send(HttpCall call) {
    calls.add(call);
    return answers.apply(call);
  }

  /**
   * @return what was asked, in this order
   */
  public List<HttpCall> calls() {
    return List.copyOf(calls);
  }
}
