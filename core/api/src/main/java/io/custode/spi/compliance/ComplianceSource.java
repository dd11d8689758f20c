// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.compliance;

import io.custode.api.asset.Asset;
import io.custode.api.compliance.ComplianceItem;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says of assets whether they are as they should be. Register it as a service. It is asked about
 * every asset that is not retired, once an hour and when somebody wants to know now; what it said
 * is kept with its time. When the service goes, what it said last stays as it is.
 */
@ConsumerType
public interface ComplianceSource {
  /**
   * @return what is looked at, at most 100 items; their ids are {@code <plugin>.<noun>} and never
   *     change
   */
  List<ComplianceItem> items();

  /**
   * Looks at one asset. Called bound to its tenant, outside transactions; must answer within
   * seconds from what is known, not by asking the machine. An item that it does not mention does
   * not concern the asset. If it fails, its items become unknown, with that reason: what could not
   * be read is never compliant.
   *
   * @return at most one finding for each item
   */
  List<ComplianceFinding> check(Asset asset);
}
