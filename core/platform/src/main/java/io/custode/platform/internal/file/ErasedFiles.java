// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.file;

import io.custode.api.file.Files;
import io.custode.api.page.PageRequest;
import io.custode.api.person.PersonErased;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.Tenants;
import io.custode.platform.internal.rule.Pages;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What belonged to a person goes with him, whichever tenant has it. */
@Component
@ListensTo(PersonErased.class)
public final class ErasedFiles implements EventListener<PersonErased> {
  private static final List<String> KINDS = List.of("contact/", "user/");

  private final Files files;
  private final Tenants tenants;
  private final TenantContext context;

  @Activate
  public ErasedFiles(
      @Reference Files files, @Reference Tenants tenants, @Reference TenantContext context) {
    this.files = files;
    this.tenants = tenants;
    this.context = context;
  }

  @Override
  public void on(PersonErased event) {
    Pages.each(
        page -> tenants.find("", page),
        tenant ->
            context.run(tenant.id(), () -> KINDS.forEach(kind -> remove(kind + event.person()))));
  }

  private void remove(String about) {
    for (var page = files.about(about, PageRequest.first());
        !page.items().isEmpty();
        page = files.about(about, PageRequest.first())) {
      page.items().forEach(file -> files.remove(file.id()));
    }
  }
}
