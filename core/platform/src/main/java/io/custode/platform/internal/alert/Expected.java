// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.alert;

import io.custode.api.alert.Suppression;
import io.custode.api.asset.AssetId;
import io.custode.api.calendar.CalendarId;
import io.custode.api.calendar.Calendars;
import io.custode.api.error.NotFound;
import io.custode.api.group.AssetGroup;
import io.custode.api.group.AssetGroups;
import io.custode.api.group.GroupId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is expected at one moment; asks each group and calendar once. */
final class Expected {
  private final List<Suppression> suppressions;
  private final AssetGroups groups;
  private final Calendars calendars;
  private final Instant now;
  private final Map<AssetId, Set<GroupId>> memberships = new HashMap<>();
  private final Map<CalendarId, Boolean> windows = new HashMap<>();

  Expected(List<Suppression> suppressions, AssetGroups groups, Calendars calendars, Instant now) {
    this.suppressions = suppressions;
    this.groups = groups;
    this.calendars = calendars;
    this.now = now;
  }

  boolean isNothing() {
    return suppressions.isEmpty();
  }

  boolean covers(@Nullable AssetId asset, String kind) {
    return suppressions.stream().anyMatch(s -> covers(s, asset, kind));
  }

  private boolean covers(Suppression s, @Nullable AssetId asset, String kind) {
    return (s.kind() == null || kind.equals(s.kind()) || kind.startsWith(s.kind() + "."))
        && (s.asset() == null || s.asset().equals(asset))
        && (s.group() == null || (asset != null && groupsOf(asset).contains(s.group())))
        && (s.calendar() == null || isOpen(s.calendar()));
  }

  private Set<GroupId> groupsOf(AssetId asset) {
    return memberships.computeIfAbsent(asset, this::readGroups);
  }

  private Set<GroupId> readGroups(AssetId asset) {
    try {
      return groups.of(asset).stream().map(AssetGroup::id).collect(Collectors.toSet());
    } catch (NotFound e) {
      return Set.of();
    }
  }

  private boolean isOpen(CalendarId calendar) {
    return windows.computeIfAbsent(calendar, this::readWindow);
  }

  /** A calendar that was removed has no windows: rather told once too often. */
  private boolean readWindow(CalendarId calendar) {
    try {
      return calendars.timetable(calendar).inWindow(now);
    } catch (NotFound e) {
      return false;
    }
  }
}
