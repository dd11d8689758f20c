// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Let people sign in by an OpenID provider. */
@Component(service = Command.class)
@CommandName(
    value = "msp.sign-in-provider-set",
    description =
        "Let people sign in by an OpenID provider, or change how; its secret: msp:secret-set core.oidc-<id>")
@RequiresPermission(SignInProviders.WRITE)
@Risk(RiskClass.DANGEROUS)
public final class SignInProviderSet implements Command<SignInProviderSet.Input, SignInProvider> {
  /** What is asked for. */
  public record Input(
      @Doc("Id, 2 to 20 of a-z and 0-9: entra") String id,
      @Doc("As the button shows it: Contoso account") String label,
      @Doc("Its issuer, https://...") String issuer,
      @Doc("Id of this platform at the provider") String clientId,
      @Doc("What is asked for, by blanks; default: openid profile email") @Nullable String scopes,
      @Doc("Claim that holds sign-in names; default: preferred_username")
          @Nullable String nameClaim,
      @Doc("Claim that holds groups; default: groups") @Nullable String groupsClaim,
      @Doc("Domains whose verified e-mail addresses open the user of that name; default: none")
          @Nullable List<String> domains,
      @Doc("Whether it asks for a second factor itself; default: no") @Nullable Boolean strong,
      @Doc("Certificates in PEM to trust instead of those that Java knows") @Nullable String ca) {}

  private final SignInProviders providers;

  @Activate
  public SignInProviderSet(@Reference SignInProviders providers) {
    this.providers = providers;
  }

  @Override
  public SignInProvider execute(Input in, CommandContext context) {
    return providers.set(
        new SignInProvider(
            in.id(),
            in.label(),
            in.issuer(),
            in.clientId(),
            or(in.scopes(), "openid profile email"),
            or(in.nameClaim(), "preferred_username"),
            or(in.groupsClaim(), "groups"),
            in.domains() == null ? List.of() : in.domains(),
            Boolean.TRUE.equals(in.strong()),
            in.ca() != null),
        in.ca());
  }

  private static String or(@Nullable String given, String standard) {
    return given == null ? standard : given;
  }
}
