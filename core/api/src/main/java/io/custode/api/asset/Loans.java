// SPDX-License-Identifier: Apache-2.0
package io.custode.api.asset;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Who has which asset of the bound tenant on loan; unbound, of all tenants one sees, read only. */
@ProviderType
public interface Loans {
  Optional<Loan> get(AssetId asset);

  /**
   * Those that should be back soonest first, those without a day last.
   *
   * @param dueBy only those that should be back on that day or before; null: all
   */
  Page<Loan> find(@Nullable LocalDate dueBy, PageRequest page);

  /**
   * Lends it, or changes to whom and until when; its state is {@link AssetState#LOAN}.
   *
   * @throws io.custode.api.error.NotFound if there is no such asset or contact in the bound tenant
   * @throws io.custode.api.error.Invalid if it should be back before its first day
   * @throws io.custode.api.error.Conflict {@code asset-retired}
   */
  Loan lend(AssetId asset, NewLoan loan);

  /**
   * Ends the loan.
   *
   * @param to its state from now on: {@link AssetState#STOCK}, {@link AssetState#ACTIVE} or {@link
   *     AssetState#RETIRED}
   * @throws io.custode.api.error.NotFound if it is not lent
   */
  Asset giveBack(AssetId asset, AssetState to);
}
