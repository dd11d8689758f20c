// SPDX-License-Identifier: Apache-2.0
package io.custode.search.internal;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.search.Search;
import io.custode.api.search.SearchHit;
import io.custode.api.search.SearchQuery;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds things by words. */
@Component(service = Command.class)
@CommandName(
    value = "msp.find",
    description = "Find assets, sites, tenants and whatever else plugins bring, by words")
@Columns({"kind", "title", "detail", "id"})
@RequiresPermission("core.search.use")
@Risk(RiskClass.READ)
public final class Find implements Command<Find.Input, Page<SearchHit>> {
  /** What to find. */
  public record Input(
      @Doc("Words, or beginnings of words, that must all be there") String text,
      @Doc("Of this kind only, as results name it") @Nullable String kind,
      @Doc("Rows, 1 to 500; default 50") @Nullable Integer limit,
      @Doc("Cursor of the page before") @Nullable String cursor) {}

  private final Search search;

  @Activate
  public Find(@Reference Search search) {
    this.search = search;
  }

  @Override
  public Page<SearchHit> execute(Input in, CommandContext context) {
    var kind = in.kind();
    var limit = in.limit();
    return search.find(
        new SearchQuery(in.text(), kind == null ? Set.of() : Set.of(kind)),
        new PageRequest(limit == null ? PageRequest.DEFAULT : limit, in.cursor()));
  }
}
