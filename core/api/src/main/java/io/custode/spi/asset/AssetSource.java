// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.asset;

import io.custode.api.tenant.TenantId;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Somewhere assets are known without an agent: a cloud's inventory, a maker's portal. Register it
 * as a service; it is asked once an hour for each tenant, and {@code msp:job-start
 * core.asset-sources} asks at once.
 *
 * <p>What is new becomes an asset, unless its serial number is that of exactly one: then it is that
 * one. What may be another one, by serial number, interface or name, becomes an asset and a merge
 * proposal. What the source no longer has is retired unless an agent is bound to it, and comes back
 * when the source has it again.
 */
@ConsumerType
public interface AssetSource {
  /**
   * @return {@code <plugin>} or {@code <plugin>.<name>}: 2 to 60 of a-z, 0-9, dot and dash; never
   *     changed, since what is known hangs on it
   */
  String id();

  /**
   * Hands over all that it knows of a tenant, at most 100,000; nothing if it knows nothing of that
   * tenant, which retires nothing. The tenant is bound.
   *
   * @throws Exception what failed: then nothing is retired; its message is kept, so never a secret
   */
  void read(TenantId tenant, Consumer<SourceAsset> assets) throws Exception;
}
