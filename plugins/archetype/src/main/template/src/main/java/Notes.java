package ${package};

import io.custode.api.audit.Audit;
import io.custode.api.error.Invalid;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.id.Uuid7;
import io.custode.api.json.Json;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantContext;
import io.custode.persistence.TenantStore;
import java.time.Instant;
import java.util.List;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The notes of the bound tenant: whoever writes one, by whatever door, comes through here. */
@Component(service = Notes.class)
public final class Notes {
  static final int MOST_CHARACTERS = 200;

  private final TenantStore store;
  private final TenantContext tenants;
  private final Events events;
  private final Audit audit;

  @Activate
  public Notes(
      @Reference(target = "(custode.schema=p${pluginId})") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Events events,
      @Reference Audit audit) {
    this.store = store;
    this.tenants = tenants;
    this.events = events;
    this.audit = audit;
  }

  /** Newest first. */
  public Page<Note> find(PageRequest page) {
    return store.read(em -> Page.cut(rows(em, page), page, note -> Cursor.of(note.id())));
  }

  private static List<Note> rows(EntityManager em, PageRequest page) {
    var before = page.cursor() == null ? "~" : Cursor.read(page.cursor(), 1).get(0);
    return em
        .createQuery(
            "select n from NoteEntity n where n.id < :before order by n.id desc", NoteEntity.class)
        .setParameter("before", before)
        .setMaxResults(page.limit() + 1)
        .getResultStream()
        .map(NoteEntity::toNote)
        .toList();
  }

  /**
   * Writes one.
   *
   * @throws Invalid if no tenant is bound, or the text is empty or too long
   */
  public Note write(String text) {
    var tenant =
        tenants
            .current()
            .orElseThrow(() -> Invalid.field("tenant", "must be named: a note is of one"));
    if (text == null || text.isBlank() || text.length() > MOST_CHARACTERS) {
      throw Invalid.field("text", "has 1 to " + MOST_CHARACTERS + " characters");
    }
    var note = new Note(Uuid7.next(), text);
    return store.write(
        em -> {
          em.persist(new NoteEntity(note));
          audit.record("${pluginId}.note.write", "note/" + note.id(), Json.EMPTY);
          events.publish(new NoteWritten(EventId.next(), tenant, note.id(), Instant.now()));
          return note;
        });
  }
}
