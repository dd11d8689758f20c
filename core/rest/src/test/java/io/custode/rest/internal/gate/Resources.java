// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import io.custode.api.access.RequiresPermission;
import io.custode.api.access.SignedInAllowed;
import io.custode.api.access.SignedOutAllowed;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.command.Doc;
import io.custode.api.error.Conflict;
import io.custode.api.error.Problem;
import io.custode.api.json.Json;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.container.AsyncResponse;
import javax.ws.rs.container.Suspended;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

/** Resources to be published in tests. */
public final class Resources {
  private Resources() {}

  /** A body. */
  public record Thing(@Doc("What it is called") String name, int size, List<Part> parts) {
    /** A part of it. */
    public record Part(AssetId asset, Optional<AssetKind> kind) {}
  }

  /** What a request was understood as. */
  public record Seen(
      String tenant, String who, AssetId id, AssetKind kind, Instant since, Integer count) {}

  /** All sorts of methods. */
  @Path("things")
  public static final class Things {
    private final People people;
    private final TenantContext tenants;
    final AtomicInteger calls = new AtomicInteger();

    Things(People people) {
      this.people = people;
      this.tenants = people;
    }

    @GET
    @Path("table.csv")
    @Produces("text/csv")
    @RequiresPermission("core.thing.read")
    public byte[] table() {
      return "a,b\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    @GET
    @RequiresPermission("core.thing.read")
    public Seen seen(
        @QueryParam("id") AssetId id,
        @QueryParam("kind") AssetKind kind,
        @QueryParam("since") Instant since,
        @QueryParam("wait") Duration wait,
        @QueryParam("count") Integer count) {
      calls.incrementAndGet();
      return new Seen(
          tenants.current().map(Object::toString).orElse("none"),
          people.principal().orElseThrow().name(),
          id,
          kind,
          since,
          count);
    }

    @GET
    @Path("{id}")
    @RequiresPermission("core.thing.read")
    public Seen one(@PathParam("id") AssetId id) {
      return new Seen("", "", id, null, null, null);
    }

    @GET
    @Path("page")
    @RequiresPermission("core.thing.read")
    public Page<String> page(@Context PageRequest page) {
      return new Page<>(List.of("limit " + page.limit(), "cursor " + page.cursor()), null);
    }

    @POST
    @RequiresPermission("core.thing.write")
    public Response create(Thing thing, @Context UriInfo uri) {
      calls.incrementAndGet();
      return Response.created(uri.getAbsolutePathBuilder().path(thing.name()).build())
          .entity(thing)
          .build();
    }

    @DELETE
    @RequiresPermission("core.thing.write")
    public void clear() {
      calls.incrementAndGet();
    }

    @POST
    @Path("any")
    @RequiresPermission("core.thing.write")
    public Json any(Json json) {
      return json;
    }

    @POST
    @Path("conflict")
    @RequiresPermission("core.thing.write")
    public void conflict() {
      throw Conflict.changedMeanwhile("thing");
    }

    @GET
    @Path("of-a-tenant")
    @RequiresPermission("core.thing.read")
    public Seen ofATenant() {
      throw new Problem(Problem.Kind.INVALID, "tenant-needed", "None is chosen.", "Choose one.");
    }

    @GET
    @Path("broken")
    @RequiresPermission("core.thing.read")
    public Seen broken() {
      throw new IllegalStateException("the password is hunter2");
    }

    @GET
    @Path("open")
    @SignedOutAllowed("for the test")
    public List<String> open() {
      return List.of("open");
    }

    @GET
    @Path("mine")
    @SignedInAllowed("for the test")
    public List<String> mine() {
      return List.of("mine");
    }
  }

  /** Says which one it is, and can be made to take long. */
  @Path("notes")
  public static final class Notes {
    private final String version;
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch mayEnd = new CountDownLatch(1);

    Notes(String version) {
      this.version = version;
    }

    @GET
    @RequiresPermission("hello.note.read")
    public List<String> version() {
      return List.of(version);
    }

    @GET
    @Path("slow")
    @RequiresPermission("hello.note.read")
    public List<String> slow() throws InterruptedException {
      entered.countDown();
      mayEnd.await(10, TimeUnit.SECONDS);
      return List.of("slow " + version);
    }
  }

  /** A second one of the same bundle. */
  @Path("pages")
  public static final class Pages {
    @GET
    @RequiresPermission("hello.note.read")
    public List<String> pages() {
      return List.of("pages");
    }
  }

  /** Open to everybody, which a plugin must not be. */
  @Path("open")
  public static final class Open {
    @GET
    @SignedOutAllowed("for the test")
    public List<String> open() {
      return List.of();
    }
  }

  /** Open to everybody signed in, which a plugin must not be. */
  @Path("mine")
  public static final class Mine {
    @GET
    @SignedInAllowed("for the test")
    public List<String> mine() {
      return List.of();
    }
  }

  /** Needs a permission of another's. */
  @Path("foreign")
  public static final class Foreign {
    @GET
    @RequiresPermission("core.thing.read")
    public List<String> foreign() {
      return List.of();
    }
  }

  /** Needs a permission that nobody declares. */
  @Path("undeclared")
  public static final class Undeclared {
    @GET
    @RequiresPermission("hello.note.burn")
    public List<String> undeclared() {
      return List.of();
    }
  }

  /** Hands on to an object whose permissions nobody can check. */
  @Path("locator")
  public static final class Locator {
    @Path("deeper")
    public Pages deeper() {
      return new Pages();
    }

    @GET
    @RequiresPermission("hello.note.read")
    public List<String> harmless() {
      return List.of();
    }
  }

  /** Answers on another thread. */
  @Path("async")
  public static final class Async {
    @GET
    @RequiresPermission("hello.note.read")
    public void later(@Suspended AsyncResponse response) {
      response.resume(List.of());
    }
  }
}
