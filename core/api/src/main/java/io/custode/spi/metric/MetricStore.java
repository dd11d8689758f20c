// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.metric;

import io.custode.api.metric.MetricBatch;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps what agents measure. An agent forgets what it measured once every store has it; what it is
 * not told to be kept it says again. So batches come late, and some come more than once.
 *
 * <p>A store that is away, because its plugin is updated, may come back: for a minute agents are
 * told nothing, and say it again.
 */
@ConsumerType
public interface MetricStore {
  /**
   * Takes a batch. Called with the batch's tenant bound, by few threads: it must not wait for a
   * disk, a database or a network, at most five seconds in all.
   *
   * @return ends when the batch is durable, so that no kill of this node loses it; with a failure
   *     if it is not, and the agent says it again
   */
  CompletionStage<?> keep(MetricBatch batch);
}
