// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.link;

import io.custode.agent.internal.action.ActionRunner;
import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.MalformedMessage;
import io.custode.agent.protocol.Message;
import io.custode.agent.protocol.Message.ActionResult;
import io.custode.agent.protocol.Message.ActionStarted;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The way to the platform, if there is one now. Nothing is kept here: what must arrive is kept
 * where it comes from and sent again until the platform acknowledges it.
 */
public final class Outbound implements ActionRunner.Reports {
  private static final long AGAIN_NANOS = 10_000_000_000L;

  private volatile @Nullable MqttSession session;
  private final ConcurrentHashMap<String, Long> resultsSentAt = new ConcurrentHashMap<>();

  void attach(MqttSession next) {
    resultsSentAt.clear();
    session = next;
  }

  void detach() {
    session = null;
  }

  /**
   * @return false if it did not go out
   */
  boolean send(Message message) {
    try {
      return send(Codec.encode(message));
    } catch (MalformedMessage e) {
      Link.LOG.warn(message.getClass().getSimpleName() + " cannot be sent", e);
      return false;
    }
  }

  boolean send(byte[] payload) {
    var now = session;
    if (now == null) {
      return false;
    }
    try {
      now.send(payload);
      return true;
    } catch (IOException e) {
      return false; // its keeper sends it again
    }
  }

  @Override
  public void started(ActionStarted started) {
    send(started);
  }

  @Override
  public void ended(ActionResult result) {
    if (send(result)) {
      resultsSentAt.put(result.id(), System.nanoTime());
    }
  }

  boolean resultIsDue(String id) {
    var at = resultsSentAt.get(id);
    return at == null || System.nanoTime() - at > AGAIN_NANOS;
  }

  void acknowledged(String id) {
    resultsSentAt.remove(id);
  }
}
