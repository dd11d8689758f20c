// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.module;

import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.Message.ModuleOffer;
import io.custode.agent.protocol.ModuleDescriptor;
import io.custode.api.error.Invalid;
import io.custode.gateway.internal.Door;
import io.custode.gateway.internal.authority.CertificateAuthority;
import io.custode.gateway.modules.ModuleRepository;
import io.custode.persistence.TenantStore;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Endpoint modules as rows, so that every node gives the same. */
@Component(service = {ModuleRepository.class, JpaModules.class})
public final class JpaModules implements ModuleRepository {
  private static final Duration VALID = Duration.ofDays(90);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern VERSION =
      Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9}(\\.[0-9]{1,9}(\\.[A-Za-z0-9_-]{1,30})?)?)?");

  private final TenantStore store;
  private final Door door;
  private final CertificateAuthority authority;
  private final Runnable signers = this::changed;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile List<ModuleDescriptor> descriptors = List.of();
  private final Map<String, List<ModuleOffer>> offers = new ConcurrentHashMap<>();
  private volatile Instant read = Instant.EPOCH;

  @Activate
  public JpaModules(
      @Reference(target = "(custode.schema=gateway)") TenantStore store,
      @Reference Door door,
      @Reference CertificateAuthority authority) {
    this.store = store;
    this.door = door;
    this.authority = authority;
    authority.onChange(signers);
  }

  @Deactivate
  public void close() {
    authority.forget(signers);
  }

  @Override
  public void publish(String id, String version, byte[] jar) {
    if (!ID.matcher(id).matches() || !VERSION.matcher(version).matches()) {
      throw Invalid.field("module", "needs a symbolic name and an OSGi version");
    }
    if (jar.length == 0 || jar.length > MAX_JAR) {
      throw Invalid.field("jar", "must have 1 byte to 16 MiB");
    }
    var sha256 = sha256(jar);
    door.everywhere(
        () ->
            store.write(
                em -> {
                  var known = em.find(ModuleEntity.class, id);
                  var row = known == null ? new ModuleEntity(id) : known;
                  if (!row.is(version, sha256)) {
                    row.replace(version, sha256, jar, Instant.now().plus(VALID));
                  }
                  if (known == null) {
                    em.persist(row);
                  }
                  return true;
                }));
    changed();
  }

  @Override
  public void withdraw(String id) {
    door.everywhere(
        () ->
            store.write(
                em -> {
                  var row = em.find(ModuleEntity.class, id);
                  if (row != null) {
                    row.withdraw();
                  }
                  return true;
                }));
    changed();
  }

  /** The jar of a module that is offered. */
  public Optional<byte[]> jar(String id, String version) {
    if (!ID.matcher(id).matches() || !VERSION.matcher(version).matches()) {
      return Optional.empty();
    }
    return door.everywhere(
        () ->
            store.read(
                em ->
                    Optional.ofNullable(em.find(ModuleEntity.class, id))
                        .filter(m -> m.offered() && m.version().equals(version))
                        .map(ModuleEntity::jar)));
  }

  /**
   * @param trusts fingerprints of the authorities that the agent trusts, as far as is known
   * @return an offer for each module, signed by one of them; read from the database at most every
   *     minute, since another node may publish too
   */
  public List<ModuleOffer> offers(Collection<String> trusts) {
    var now = Instant.now();
    if (read.plusSeconds(60).isBefore(now)) {
      descriptors = load(now);
      offers.clear();
      read = now;
    }
    var signer = authority.believedBy(trusts);
    return offers.computeIfAbsent(
        signer, by -> descriptors.stream().map(each -> offer(each, by)).toList());
  }

  /** Calls whenever modules were published or withdrawn here. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  private void changed() {
    read = Instant.EPOCH;
    listeners.forEach(Runnable::run);
  }

  private List<ModuleDescriptor> load(Instant now) {
    var rows =
        door.everywhere(
            () ->
                store.read(
                    em ->
                        em.createQuery(
                                "select m.id, m.version, m.sha256, m.size, m.expiresAt, m.counter"
                                    + " from ModuleEntity m where m.offered = 1 order by m.id",
                                Object[].class)
                            .setMaxResults(500)
                            .getResultList()));
    return rows.stream()
        .map(
            r ->
                new ModuleDescriptor(
                    (String) r[0],
                    (String) r[1],
                    (String) r[2],
                    (Long) r[3],
                    (Instant) r[4],
                    (Long) r[5]))
        .map(d -> d.expires().minus(VALID.dividedBy(3)).isBefore(now) ? vouch(d.id()) : d)
        .toList();
  }

  /** A descriptor ends in time; the jar does not. */
  private ModuleDescriptor vouch(String id) {
    var fresh =
        door.everywhere(
            () ->
                store.write(
                    em -> {
                      var row = em.find(ModuleEntity.class, id);
                      row.vouch(Instant.now().plus(VALID));
                      return row.toOffered();
                    }));
    return new ModuleDescriptor(
        fresh.id(),
        fresh.version(),
        fresh.sha256(),
        fresh.size(),
        fresh.expires(),
        fresh.counter());
  }

  private ModuleOffer offer(ModuleDescriptor descriptor, String by) {
    var json = Codec.toJson(descriptor);
    return new ModuleOffer(json, authority.sign(json.getBytes(StandardCharsets.UTF_8), by));
  }

  private static String sha256(byte[] jar) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
