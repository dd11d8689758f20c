// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/** A plugin's answer, held until it is whole: one that is cut short or too large is never sent. */
final class HeldAnswer extends HttpServletResponseWrapper {
  private final HttpServletResponse response;
  private final Set<String> headers;
  private final int limit;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private @Nullable PrintWriter writer;
  private boolean tooLarge;

  /**
   * @param lent through which the plugin reaches the response
   * @param response itself
   * @param limit of the body in bytes
   */
  HeldAnswer(HttpServletResponse lent, HttpServletResponse response, int limit) {
    super(lent);
    this.response = response;
    this.headers = Set.copyOf(response.getHeaderNames());
    this.limit = limit;
  }

  /** It is too large, or says that the plugin is at fault: its call failed. */
  static final class Bad extends Exception {
    private static final long serialVersionUID = 1;
  }

  boolean isTooLarge() {
    return tooLarge;
  }

  /** On the plugin's thread: whatever it wrote is here. */
  void requireGood() throws Bad {
    if (writer != null) {
      writer.flush();
    }
    if (tooLarge || getStatus() == SC_INTERNAL_SERVER_ERROR) {
      throw new Bad();
    }
  }

  /** Sends it. */
  void send() throws IOException {
    // an answer to HEAD says how long the body would be, and has none
    if (body.size() > 0) {
      response.setContentLength(body.size());
      body.writeTo(response.getOutputStream());
    }
  }

  /**
   * Forgets it, with what it wrote into the headers.
   *
   * @return false: there is no answer
   */
  boolean drop() {
    response.resetBuffer();
    Set.copyOf(response.getHeaderNames()).stream()
        .filter(name -> !headers.contains(name))
        .forEach(name -> response.setHeader(name, null));
    return false;
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return new Held();
  }

  @Override
  public PrintWriter getWriter() {
    if (writer == null) {
      writer = new PrintWriter(new OutputStreamWriter(new Held(), StandardCharsets.UTF_8));
    }
    return writer;
  }

  @Override
  public void flushBuffer() {
    // nothing goes before it is whole
  }

  @Override
  public boolean isCommitted() {
    return false;
  }

  @Override
  public void resetBuffer() {
    body.reset();
  }

  @Override
  public void reset() {
    body.reset();
    setStatus(SC_OK);
  }

  private final class Held extends ServletOutputStream {
    @Override
    public void write(int octet) {
      if (fits(1)) {
        body.write(octet);
      }
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      if (fits(length)) {
        body.write(from, offset, length);
      }
    }

    /** What comes after the limit is dropped in silence: the whole answer will be. */
    private boolean fits(int octets) {
      tooLarge |= octets > limit - body.size();
      return !tooLarge;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("This answer is written at once.");
    }
  }
}
