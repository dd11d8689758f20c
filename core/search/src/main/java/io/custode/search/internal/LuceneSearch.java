// SPDX-License-Identifier: Apache-2.0
package io.custode.search.internal;

import io.custode.api.access.Access;
import io.custode.api.access.Principal;
import io.custode.api.error.Invalid;
import io.custode.api.error.Unavailable;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.search.Search;
import io.custode.api.search.SearchHit;
import io.custode.api.search.SearchQuery;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.Doors;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks among what the caller may read, of the tenants that he sees. */
@Component
public final class LuceneSearch implements Search {
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private final IndexKeeper keeper;
  private final Access access;
  private final TenantContext context;
  private final Doors doors;

  @Activate
  public LuceneSearch(
      @Reference IndexKeeper keeper,
      @Reference Access access,
      @Reference TenantContext context,
      @Reference Doors doors) {
    this.keeper = keeper;
    this.access = access;
    this.context = context;
    this.doors = doors;
  }

  @Override
  public Page<SearchHit> find(SearchQuery query, PageRequest page) {
    var principal = access.current();
    int first = page.cursor() == null ? 0 : first(page.cursor());
    int most = Math.min(BEST, first + page.limit() + 1);
    var found = look(query, kinds(principal, query.kinds()), tenants(principal), most);
    var rest = found.subList(Math.min(first, found.size()), found.size());
    return Page.cut(rest, page, hit -> Cursor.of(String.valueOf(first + page.limit())));
  }

  private static int first(String cursor) {
    var text = Cursor.read(cursor, 1).get(0);
    if (!text.matches("[0-9]{1,3}")) {
      throw Invalid.field("cursor", "is none of ours");
    }
    return Integer.parseInt(text);
  }

  private Set<String> kinds(Principal principal, Set<String> wanted) {
    return keeper.sources().all().stream()
        .filter(source -> principal.may(source.permission()))
        .map(Searched::kind)
        .filter(kind -> wanted.isEmpty() || wanted.contains(kind))
        .collect(Collectors.toSet());
  }

  private Set<TenantId> tenants(Principal principal) {
    return context.current().map(Set::of).orElseGet(() -> doors.seenBy(principal));
  }

  private List<SearchHit> look(
      SearchQuery query, Set<String> kinds, Set<TenantId> tenants, int most) {
    try {
      var index = keeper.index();
      if (index.isPresent()) {
        return index.get().find(query.text(), kinds, tenants, most);
      }
    } catch (IOException | AlreadyClosedException e) {
      throw away(e);
    }
    throw away(null);
  }

  private static Unavailable away(@Nullable Exception cause) {
    var problem = new Unavailable("The search index cannot be read now.", AGAIN);
    if (cause != null) {
      problem.initCause(cause);
    }
    return problem;
  }
}
