// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.notice.Notice;
import io.custode.api.notice.NoticeShown;
import io.custode.api.secret.SecretName;
import io.custode.api.tenant.TenantContext;
import io.custode.persistence.TenantStore;
import io.custode.spi.notice.Notifier;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows notices about a tenant in the console of those who see it and are there. */
@Component
public final class ConsoleNotifier implements Notifier {
  private final TenantStore store;
  private final TenantContext tenants;
  private final Events events;

  @Activate
  public ConsoleNotifier(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Events events) {
    this.store = store;
    this.tenants = tenants;
    this.events = events;
  }

  @Override
  public String channel() {
    return "console";
  }

  @Override
  public void check(String target, @Nullable SecretName secret) {
    if (!target.equals("-")) {
      throw Invalid.field("target", "must be - for the console");
    }
  }

  @Override
  public void send(Notice notice, String target, @Nullable SecretName secret) {
    var tenant = notice.tenant();
    if (tenant == null) {
      throw new Conflict(
          "notice-of-no-tenant",
          "The console shows notices about tenants only.",
          "Take mail or a webhook for it.");
    }
    tenants.run(
        tenant,
        () ->
            store.write(
                em -> {
                  events.publish(
                      new NoticeShown(
                          EventId.next(),
                          tenant,
                          Instant.now(),
                          notice.severity(),
                          notice.subject()));
                  return true;
                }));
  }
}
