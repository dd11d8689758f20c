// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import io.custode.api.error.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/** The request as resources see it: its body ends at the limit, and CXF's side doors are shut. */
final class ApiRequest extends HttpServletRequestWrapper {
  /** Where CXF looks for the address that a request's path is relative to. */
  private static final String CXF_ADDRESS = "org.apache.cxf.transport.endpoint.address";

  /** Headers by which a caller could make CXF run another method, or run it on another thread. */
  private static final Set<String> SHUT = Set.of("onewayrequest", "x-http-method-override");

  private final int limit;
  private final byte @Nullable [] body;

  ApiRequest(HttpServletRequest request, String base, int limit) {
    this(request, base, limit, null);
  }

  private ApiRequest(HttpServletRequest request, String base, int limit, byte @Nullable [] body) {
    super(request);
    this.limit = limit;
    this.body = body;
    var url = request.getRequestURL();
    url.setLength(url.length() - request.getRequestURI().length());
    setAttribute(CXF_ADDRESS, url.append(base).toString());
    if (request.getContentLengthLong() > limit) {
      throw tooLarge(limit);
    }
  }

  /**
   * A request whose body is here already.
   *
   * @param lent through which whoever has it reaches the request
   */
  static ApiRequest whole(
      HttpServletRequest request, HttpServletRequest lent, String base, int limit)
      throws IOException {
    var body = new ApiRequest(request, base, limit).getInputStream().readAllBytes();
    return new ApiRequest(lent, base, limit, body);
  }

  static Problem tooLarge(int limit) {
    return new Problem(
        Problem.Kind.TOO_LARGE,
        "body-too-large",
        "Nothing was changed: the body is larger than " + limit + " bytes.",
        "Send less at once.");
  }

  private static boolean shut(String header) {
    return SHUT.contains(header.toLowerCase(Locale.ROOT));
  }

  @Override
  public @Nullable String getHeader(String name) {
    return shut(name) ? null : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return shut(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    var names = Collections.list(super.getHeaderNames());
    names.removeIf(ApiRequest::shut);
    return Collections.enumeration(names);
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return body != null ? new HeldBody(body) : new LimitedBody(super.getInputStream(), limit);
  }

  @Override
  public BufferedReader getReader() throws IOException {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }

  private static final class LimitedBody extends ServletInputStream {
    private static final int END = -1;
    private final ServletInputStream body;
    private final int limit;
    private int left;

    LimitedBody(ServletInputStream body, int limit) {
      this.body = body;
      this.limit = limit;
      this.left = limit;
    }

    @Override
    public int read() throws IOException {
      int octet = left < 0 ? END : body.read();
      if (octet >= 0) {
        count(1);
      }
      return octet;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = left < 0 ? END : body.read(into, offset, length);
      if (count > 0) {
        count(count);
      }
      return count;
    }

    /** Says it once: whoever writes the refusal reads what is left, and must not fail on that. */
    private void count(int octets) {
      left -= octets;
      if (left < 0) {
        throw tooLarge(limit);
      }
    }

    @Override
    public boolean isFinished() {
      return left < 0 || body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
