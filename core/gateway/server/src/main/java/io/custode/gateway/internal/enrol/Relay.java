// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.enrol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * One side of a connection whose bytes go on to the other side. It reads no more than the other
 * side has taken. When one ends, both do.
 */
final class Relay extends AbstractConnection implements Connection.UpgradeTo {
  private static final int BUFFER = 8192;

  private final @Nullable Consumer<Relay> connect;
  private final Pump pump = new Pump();
  private final ByteBuffer buffer = BufferUtil.allocate(BUFFER);
  private volatile @Nullable Relay other;

  /**
   * @param connect makes the other side, or null if it is there
   */
  Relay(EndPoint endPoint, Executor executor, @Nullable Consumer<Relay> connect) {
    super(endPoint, executor);
    this.connect = connect;
  }

  /** The other side. */
  Relay to(EndPoint endPoint, Executor executor) {
    var next = new Relay(endPoint, executor, null);
    next.other = this;
    other = next;
    return next;
  }

  /** What was read before somebody knew that it is for us. */
  @Override
  public void onUpgradeTo(@Nullable ByteBuffer read) {
    if (read != null) {
      BufferUtil.append(buffer, read);
    }
  }

  @Override
  public void onOpen() {
    super.onOpen();
    var agent = other;
    if (connect != null) {
      connect.accept(this);
    } else if (agent != null) {
      agent.pump.iterate();
      pump.iterate();
    }
  }

  @Override
  public void onFillable() {
    pump.iterate();
  }

  @Override
  public void onClose() {
    super.onClose();
    var peer = other;
    if (peer != null) {
      peer.close();
    }
  }

  private final class Pump extends IteratingCallback {
    @Override
    protected Action process() throws IOException {
      var peer = other;
      if (peer == null) {
        return Action.IDLE;
      }
      if (!buffer.hasRemaining()) {
        BufferUtil.clear(buffer);
        int filled = getEndPoint().fill(buffer);
        if (filled == 0) {
          fillInterested();
          return Action.IDLE;
        }
        if (filled < 0) {
          return Action.SUCCEEDED;
        }
      }
      peer.getEndPoint().write(this, buffer);
      return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
      close();
    }

    @Override
    protected void onCompleteFailure(Throwable why) {
      close();
    }
  }
}
