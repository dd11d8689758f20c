// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.error.Invalid;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.search.Search;
import io.custode.api.search.SearchHit;
import io.custode.api.search.SearchQuery;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What is found by words, in the bound tenant, or in all that the caller sees. */
@Component(service = SearchResource.class)
@JaxrsResource
@Path("search")
public final class SearchResource {
  private final Search search;

  @Activate
  public SearchResource(@Reference Search search) {
    this.search = search;
  }

  @GET
  @Doc("What is found by words, the best first; of each kind what the caller may read")
  @RequiresPermission("core.search.use")
  public Page<SearchHit> find(
      @Doc("Words, or beginnings of words, that must all be there") @QueryParam("text")
          @Nullable String text,
      @Doc("Of this kind only; may be given again") @QueryParam("kind") Set<String> kinds,
      @Context PageRequest page) {
    if (text == null) {
      throw Invalid.field("text", "must be given");
    }
    return search.find(new SearchQuery(text, kinds), page);
  }
}
