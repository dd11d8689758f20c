// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import java.util.List;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Walks the chain from its first entry and names the first place at which it does not hold. Reads
 * in pages, each in a transaction of its own, so that it takes little memory and is in nobody's
 * way; what is appended meanwhile is left to the next check.
 */
@Component(service = ChainCheck.class)
public final class ChainCheck {
  private static final int PAGE = 500;

  private final TenantStore store;
  private final Visibility visibility;

  @Activate
  public ChainCheck(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility) {
    this.store = store;
    this.visibility = visibility;
  }

  /**
   * @param anchor noted earlier, or null
   */
  ChainReport check(@Nullable Anchor anchor) {
    return new Walk(anchor).run();
  }

  private <T> T read(Function<EntityManager, T> work) {
    return visibility.asProvider(() -> store.read(work));
  }

  private List<AuditEntity> page(long from, long to) {
    return read(
        em ->
            em.createQuery(
                    "select a from AuditEntity a where a.sequence >= :from and a.sequence <= :to"
                        + " order by a.sequence, a.id",
                    AuditEntity.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .setMaxResults(2 * PAGE)
                .getResultList());
  }

  /** How many there are, where they begin and end. */
  private record Extent(long count, long first, long last) {}

  private Extent extent() {
    return read(
        em -> {
          var row =
              em.createQuery(
                      "select count(a), min(a.sequence), max(a.sequence) from AuditEntity a",
                      Object[].class)
                  .getSingleResult();
          return new Extent(number(row[0]), number(row[1]), number(row[2]));
        });
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }

  private record Head(long sequence, String hash) {}

  private @Nullable Head head() {
    return read(
        em -> {
          var row = em.find(HeadEntity.class, HeadEntity.ID);
          return row == null ? null : new Head(row.sequence(), row.hash());
        });
  }

  private final class Walk {
    private final @Nullable Anchor anchor;
    // the head is read after the extent, so that whatever lies beyond it is none of ours
    private final Extent extent = extent();
    private final @Nullable Head head = head();
    private String previous = Link.START;
    private long good;

    Walk(@Nullable Anchor anchor) {
      this.anchor = anchor;
    }

    ChainReport run() {
      if (head == null) {
        return broken(Finding.HEAD, extent.last(), null);
      }
      while (good < head.sequence()) {
        long to = Math.min(good + PAGE, head.sequence());
        for (var entry : page(good + 1, to)) {
          var report = step(entry);
          if (report != null) {
            return report;
          }
        }
        if (good < to) {
          return missing();
        }
      }
      return end(head);
    }

    private @Nullable ChainReport step(AuditEntity entry) {
      long place = good + 1;
      if (entry.sequence() > place) {
        return missing();
      }
      if (entry.sequence() < place) {
        return broken(Finding.INSERTED, entry.sequence(), entry);
      }
      if (!Link.hash(previous, entry.canonical(place)).equals(entry.hash())) {
        return broken(why(entry), place, entry);
      }
      if (anchor != null && anchor.sequence() == place && !anchor.hash().equals(entry.hash())) {
        return broken(Finding.REWRITTEN, place, entry);
      }
      previous = entry.hash();
      good = place;
      return null;
    }

    private ChainReport missing() {
      boolean tail = extent.last() <= good;
      return broken(tail ? Finding.TRUNCATED : Finding.DROPPED, good + 1, null);
    }

    private ChainReport end(Head head) {
      if (!previous.equals(head.hash())) {
        return broken(Finding.HEAD, head.sequence(), null);
      }
      if (extent.first() < 1 && extent.count() > 0) {
        return broken(Finding.INSERTED, extent.first(), first(Long.MIN_VALUE, 0));
      }
      if (extent.last() > head.sequence()) {
        var entry = first(head.sequence() + 1, Long.MAX_VALUE);
        return broken(
            Finding.INSERTED, entry == null ? head.sequence() + 1 : entry.sequence(), entry);
      }
      if (anchor != null && anchor.sequence() > good) {
        return broken(Finding.TRUNCATED, good + 1, null);
      }
      return new ChainReport(
          true, good, noted(), null, null, null, "Every entry is as it was recorded.");
    }

    private @Nullable AuditEntity first(long from, long to) {
      return page(from, to).stream().findFirst().orElse(null);
    }

    /** Whether an entry was added or taken shows in their number. */
    private Finding why(AuditEntity entry) {
      long recorded = head == null ? extent.count() : head.sequence();
      if (extent.count() > recorded) {
        return Finding.INSERTED;
      }
      if (extent.count() < recorded) {
        return Finding.DROPPED;
      }
      return standsElsewhere(entry) ? Finding.REORDERED : Finding.ALTERED;
    }

    /** Looks for the entry that hangs on the last good one. */
    private boolean standsElsewhere(AuditEntity broken) {
      for (long from = good + 2; from <= extent.last(); from += PAGE) {
        for (var other : page(from, from + PAGE - 1)) {
          var hash = Link.hash(previous, other.canonical(good + 1));
          if (hash.equals(other.hash()) || hash.equals(broken.hash())) {
            return true;
          }
        }
      }
      return false;
    }

    private ChainReport broken(Finding finding, long place, @Nullable AuditEntity entry) {
      return new ChainReport(
          false, good, noted(), finding, place, entry == null ? null : entry.id(), text(finding));
    }

    private String noted() {
      return good == 0 ? "" : new Anchor(good, previous).toString();
    }

    private String text(Finding finding) {
      var last = good == 0 ? "No entry is proven." : "Entries 1 to " + good + " are as recorded.";
      return last
          + switch (finding) {
            case ALTERED -> " The next one, or how it hangs on the one before, was changed.";
            case DROPPED -> " The next one is missing.";
            case INSERTED -> " There is one that the platform did not record.";
            case REORDERED -> " The next one stands elsewhere.";
            case TRUNCATED -> " All after it are missing.";
            case HEAD -> " The row that says where the chain ends is missing or was changed.";
            case REWRITTEN ->
                " The next one is another than was noted: the chain was written anew.";
          }
          + " Compare with a backup, and find out who can write to the database.";
    }
  }
}
