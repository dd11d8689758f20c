package ${package};

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A row of the table note; which tenant it is of, the platform adds. */
@Entity
@Table(name = "note")
public class NoteEntity {
  @Id
  @Column(length = 36)
  private String id;

  @Version private long revision;

  @Column(length = 200)
  private String text;

  protected NoteEntity() {}

  NoteEntity(Note note) {
    this.id = note.id();
    this.text = note.text();
  }

  Note toNote() {
    return new Note(id, text);
  }
}
