// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.ApiTokenId;
import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.Invalid;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Issue an API token that acts for a user; it is shown this once. */
@Component(service = Command.class)
@CommandName(
    value = "msp.api-token-add",
    description = "Issue an API token that acts for a user; it is shown this once")
@RequiresPermission("core.user.write")
@Risk(RiskClass.DANGEROUS)
public final class ApiTokenAdd implements Command<ApiTokenAdd.Input, ApiTokenAdd.Issued> {
  private static final Duration LONGEST = Duration.ofDays(366);

  /** For whom. */
  public record Input(
      @Doc("Sign-in name of the user it acts for") String user,
      @Doc("What it is for, 1 to 100 characters") String label,
      @Doc("How long it is good, at most P366D; default P90D") @Nullable Duration validFor,
      @Doc("The only permissions of that user that it has, core.asset.read; none given: all")
          @Nullable List<String> permissions) {}

  /** Seen this once. */
  public record Issued(ApiTokenId id, String user, String label, String secret) {
    @Override
    public String toString() {
      return "Issued[" + user + ", " + label + "]";
    }
  }

  private final ApiTokens tokens;

  @Activate
  public ApiTokenAdd(@Reference ApiTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Issued execute(Input in, CommandContext context) {
    var valid = in.validFor() == null ? Duration.ofDays(90) : in.validFor();
    if (valid.isNegative() || valid.isZero() || valid.compareTo(LONGEST) > 0) {
      throw Invalid.field("validFor", "must be more than nothing and at most P366D");
    }
    if (in.label().isBlank() || in.label().length() > 100) {
      throw Invalid.field("label", "must be 1 to 100 characters");
    }
    var only = in.permissions() == null ? Set.<String>of() : Set.copyOf(in.permissions());
    var issued = tokens.issue(in.user(), in.label(), only, valid);
    return new Issued(issued.id(), in.user(), in.label(), issued.secret());
  }
}
