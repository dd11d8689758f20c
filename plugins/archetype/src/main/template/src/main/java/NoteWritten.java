package ${package};

import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/** Somebody wrote a note. */
public record NoteWritten(EventId id, TenantId tenant, String note, Instant at)
    implements TenantEvent {}
