// SPDX-License-Identifier: Apache-2.0
package io.custode.api.notice;

import io.custode.api.alert.Severity;
import io.custode.api.calendar.CalendarId;
import io.custode.api.command.Doc;
import io.custode.api.group.GroupId;
import io.custode.api.secret.SecretName;
import io.custode.api.tenant.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of what.
 *
 * @param kinds which kinds; empty: all
 * @param severity that bad, or worse; null: all
 * @param target where to, as the channel has it: an address, a URL; {@code -} for the console
 * @param quietOutside a calendar: outside its open hours notices wait, but for critical ones
 */
public record NewNoticeRule(
    @Doc("Name, 1 to 200 characters") String name,
    @Doc("Kinds of notices, core.alert-raised; none: all") @Nullable List<String> kinds,
    @Doc("That bad, or worse") @Nullable Severity severity,
    @Doc("About this tenant only") @Nullable TenantId tenant,
    @Doc("About assets in this group only") @Nullable GroupId group,
    @Doc("How: mail, webhook, console") String channel,
    @Doc("Where to: an address, a URL; - for the console") String target,
    @Doc("Secret that a webhook is signed with, core.webhook-helpdesk") @Nullable SecretName secret,
    @Doc("en or it; default: the provider's") @Nullable String language,
    @Doc("Outside the open hours of this calendar only critical ones go")
        @Nullable CalendarId quietOutside) {}
