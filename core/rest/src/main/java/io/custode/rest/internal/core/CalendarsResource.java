// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.calendar.Calendar;
import io.custode.api.calendar.CalendarAnswer;
import io.custode.api.calendar.CalendarChange;
import io.custode.api.calendar.CalendarDay;
import io.custode.api.calendar.CalendarId;
import io.custode.api.calendar.Calendars;
import io.custode.api.calendar.NewCalendar;
import io.custode.api.command.Doc;
import io.custode.api.error.NotFound;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Calendars of the bound tenant, or of all that the caller sees, and the provider's. */
@Component(service = CalendarsResource.class)
@JaxrsResource
@Path("calendars")
public final class CalendarsResource {
  private final Calendars calendars;

  @Activate
  public CalendarsResource(@Reference Calendars calendars) {
    this.calendars = calendars;
  }

  @GET
  @Doc("Calendars: the provider's first, then the tenants', by name")
  @RequiresPermission("core.calendar.read")
  public Page<Calendar> find(@Context PageRequest page) {
    return calendars.find(page);
  }

  @GET
  @Path("{id}")
  @Doc("A calendar")
  @RequiresPermission("core.calendar.read")
  public Calendar get(@PathParam("id") CalendarId id) {
    return calendars.get(id).orElseThrow(() -> new NotFound("calendar", id));
  }

  @POST
  @Doc("Create a calendar in the tenant of the path; without one, the provider's")
  @RequiresPermission("core.calendar.write")
  public Response create(NewCalendar body, @Context UriInfo uri) {
    var calendar = calendars.create(body);
    return Created.at(uri, calendar.id(), calendar);
  }

  @PATCH
  @Path("{id}")
  @Doc("Change a calendar; what is null stays, rules are replaced as a whole")
  @RequiresPermission("core.calendar.write")
  public Calendar change(@PathParam("id") CalendarId id, CalendarChange body) {
    return calendars.change(id, body);
  }

  @DELETE
  @Path("{id}")
  @Doc("Remove a calendar")
  @RequiresPermission("core.calendar.write")
  public void remove(@PathParam("id") CalendarId id) {
    calendars.remove(id);
  }

  @GET
  @Path("{id}/days")
  @Doc(
      "The days of a calendar from the one to the other, 62 at most; without: today and the thirty after it")
  @RequiresPermission("core.calendar.read")
  public Page<CalendarDay> days(
      @PathParam("id") CalendarId id,
      @QueryParam("from") @Nullable LocalDate from,
      @QueryParam("to") @Nullable LocalDate to) {
    var timetable = calendars.timetable(id);
    var first = from == null ? LocalDate.now(timetable.zone()) : from;
    var last = to == null ? first.plusDays(30) : to;
    return new Page<>(CalendarDay.of(timetable, first, last), null);
  }

  @GET
  @Path("{id}/check")
  @Doc("What a calendar says of a time")
  @RequiresPermission("core.calendar.read")
  public CalendarAnswer check(
      @PathParam("id") CalendarId id,
      @QueryParam("at") @Nullable Instant at,
      @QueryParam("add") @Nullable Duration add,
      @QueryParam("until") @Nullable Instant until) {
    return CalendarAnswer.of(calendars.timetable(id), at == null ? Instant.now() : at, add, until);
  }
}
