// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.event;

import io.custode.api.access.Principal;
import io.custode.api.asset.AssetId;
import io.custode.api.tenant.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.servlet.AsyncContext;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open stream. Holds no thread: it writes when there is something to write and the caller takes
 * it. A caller who is too slow loses the stream, not the platform its memory.
 */
final class EventStream implements WriteListener {
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  private final AsyncContext context;
  private final ServletOutputStream out;
  private final @Nullable TenantId tenant;
  private final @Nullable AssetId asset;
  private final int longestQueue;
  private final Queue<byte[]> queue = new ArrayDeque<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile Principal principal;

  /** Whether bytes were written that are not flushed yet; guarded by this. */
  private boolean unflushed;

  /**
   * @param tenant the only tenant wanted, or null for all that he sees
   * @param asset the only asset wanted, or null for all
   * @param longestQueue messages that wait at most
   */
  EventStream(
      AsyncContext context,
      ServletOutputStream out,
      Principal principal,
      @Nullable TenantId tenant,
      @Nullable AssetId asset,
      int longestQueue) {
    this.context = context;
    this.out = out;
    this.principal = principal;
    this.tenant = tenant;
    this.asset = asset;
    this.longestQueue = longestQueue;
  }

  Principal principal() {
    return principal;
  }

  /** Takes the caller's permissions as they are now. */
  void renew(Principal now) {
    principal = now;
  }

  @Nullable AssetId asset() {
    return asset;
  }

  boolean wants(@Nullable TenantId of) {
    return tenant == null || tenant.equals(of);
  }

  boolean hasEnded() {
    return ended.get();
  }

  /** Queues a message and writes what can be written. */
  synchronized void send(String message) {
    if (queue.size() >= longestQueue) {
      LOG.info("A stream of {} is too slow and ends", principal.name());
      end();
      return;
    }
    queue.add(message.getBytes(StandardCharsets.UTF_8));
    pump();
  }

  private void pump() {
    try {
      while (!ended.get() && out.isReady()) {
        var message = queue.poll();
        if (message != null) {
          out.write(message);
          unflushed = true;
        } else if (unflushed) {
          unflushed = false;
          out.flush();
        } else {
          return;
        }
      }
    } catch (IOException e) {
      LOG.debug("A caller of a stream went away", e);
      end();
    }
  }

  @Override
  public synchronized void onWritePossible() {
    pump();
  }

  @Override
  public void onError(Throwable thrown) {
    LOG.debug("A caller of a stream went away", thrown);
    end();
  }

  /** Ends it; done twice it is done once. */
  void end() {
    if (ended.compareAndSet(false, true)) {
      try {
        context.complete();
      } catch (IllegalStateException e) {
        LOG.debug("The stream had ended already", e);
      }
    }
  }
}
