// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal;

import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.id.Uuid7;
import io.custode.api.tenant.NewTenant;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
import io.custode.persistence.core.Outbox;
import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.access.ApiTokenEntity;
import io.custode.platform.internal.access.Binder;
import io.custode.platform.internal.access.Callers;
import io.custode.platform.internal.access.ChallengeEntity;
import io.custode.platform.internal.access.ExternalIdentityEntity;
import io.custode.platform.internal.access.MailAddressEntity;
import io.custode.platform.internal.access.OneTimeCodeEntity;
import io.custode.platform.internal.access.PasskeyEntity;
import io.custode.platform.internal.access.PlatformDoors;
import io.custode.platform.internal.access.PushDeviceEntity;
import io.custode.platform.internal.access.RecoveryCodeEntity;
import io.custode.platform.internal.access.RoleEntity;
import io.custode.platform.internal.access.SecondFactorEntity;
import io.custode.platform.internal.access.SessionEntity;
import io.custode.platform.internal.access.SettingEntity;
import io.custode.platform.internal.access.SignInProviderEntity;
import io.custode.platform.internal.access.SignInRuleEntity;
import io.custode.platform.internal.access.SshKeyEntity;
import io.custode.platform.internal.access.ThrottleEntity;
import io.custode.platform.internal.access.UserEntity;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.access.VisibleEntity;
import io.custode.platform.internal.action.ActionEntity;
import io.custode.platform.internal.action.ActionFleetEntity;
import io.custode.platform.internal.agreement.AgreementEntity;
import io.custode.platform.internal.agreement.AgreementFleetEntity;
import io.custode.platform.internal.alert.AlertEntity;
import io.custode.platform.internal.alert.AlertFleetEntity;
import io.custode.platform.internal.alert.SuppressionEntity;
import io.custode.platform.internal.alert.SuppressionFleetEntity;
import io.custode.platform.internal.asset.AssetEntity;
import io.custode.platform.internal.asset.AssetFleetEntity;
import io.custode.platform.internal.asset.FactEntity;
import io.custode.platform.internal.asset.IdentityEntity;
import io.custode.platform.internal.asset.InventoryEntity;
import io.custode.platform.internal.asset.JpaAssets;
import io.custode.platform.internal.asset.LoanEntity;
import io.custode.platform.internal.asset.LoanFleetEntity;
import io.custode.platform.internal.asset.MergeKeptEntity;
import io.custode.platform.internal.asset.ProposalEntity;
import io.custode.platform.internal.audit.AuditChain;
import io.custode.platform.internal.audit.AuditEntity;
import io.custode.platform.internal.audit.ChainCheck;
import io.custode.platform.internal.audit.EarlierEntity;
import io.custode.platform.internal.audit.HeadEntity;
import io.custode.platform.internal.audit.JpaAudit;
import io.custode.platform.internal.audit.PersonKeyEntity;
import io.custode.platform.internal.audit.PersonKeys;
import io.custode.platform.internal.branding.BrandingEntity;
import io.custode.platform.internal.calendar.CalendarEntity;
import io.custode.platform.internal.calendar.CalendarFleetEntity;
import io.custode.platform.internal.calendar.JpaCalendars;
import io.custode.platform.internal.calendar.ProviderCalendarEntity;
import io.custode.platform.internal.compliance.ComplianceEntity;
import io.custode.platform.internal.compliance.ComplianceFleetEntity;
import io.custode.platform.internal.contact.ContactEntity;
import io.custode.platform.internal.contact.ContactFleetEntity;
import io.custode.platform.internal.contact.JpaContacts;
import io.custode.platform.internal.demo.DemoTenantEntity;
import io.custode.platform.internal.event.JournalEntity;
import io.custode.platform.internal.event.ListenerEntity;
import io.custode.platform.internal.event.OutboxEvents;
import io.custode.platform.internal.event.PendingEntity;
import io.custode.platform.internal.event.TurnEntity;
import io.custode.platform.internal.external.ExternalRefEntity;
import io.custode.platform.internal.external.TenantRefEntity;
import io.custode.platform.internal.field.FieldEntity;
import io.custode.platform.internal.field.ValueEntity;
import io.custode.platform.internal.file.FileEntity;
import io.custode.platform.internal.file.FilePieceEntity;
import io.custode.platform.internal.gate.BoundedCalls;
import io.custode.platform.internal.gate.PatientCalls;
import io.custode.platform.internal.gate.WorkGate;
import io.custode.platform.internal.group.GroupEntity;
import io.custode.platform.internal.group.GroupFleetEntity;
import io.custode.platform.internal.group.GroupTable;
import io.custode.platform.internal.group.JpaAssetGroups;
import io.custode.platform.internal.group.MemberEntity;
import io.custode.platform.internal.group.ProviderGroupEntity;
import io.custode.platform.internal.imports.ImportBodyEntity;
import io.custode.platform.internal.imports.ImportEntity;
import io.custode.platform.internal.imports.RejectEntity;
import io.custode.platform.internal.job.JobEntity;
import io.custode.platform.internal.job.JobRunEntity;
import io.custode.platform.internal.json.RecordJson;
import io.custode.platform.internal.notice.NoticeEntity;
import io.custode.platform.internal.notice.NoticeRuleEntity;
import io.custode.platform.internal.notice.NoticeTemplateEntity;
import io.custode.platform.internal.policy.PolicyEntity;
import io.custode.platform.internal.policy.PolicyFleetEntity;
import io.custode.platform.internal.policy.PolicyNode;
import io.custode.platform.internal.policy.PolicyVersionEntity;
import io.custode.platform.internal.policy.ProviderPolicyEntity;
import io.custode.platform.internal.policy.ProviderPolicyVersionEntity;
import io.custode.platform.internal.provider.JpaProvider;
import io.custode.platform.internal.provider.ProviderEntity;
import io.custode.platform.internal.relation.RelationEntity;
import io.custode.platform.internal.relation.RelationFleetEntity;
import io.custode.platform.internal.retention.RuleEntity;
import io.custode.platform.internal.rollout.RolloutAssetEntity;
import io.custode.platform.internal.rollout.RolloutAssetFleetEntity;
import io.custode.platform.internal.rollout.RolloutEntity;
import io.custode.platform.internal.rollout.RolloutFleetEntity;
import io.custode.platform.internal.secret.SecretEntity;
import io.custode.platform.internal.stamp.ProviderStampEntity;
import io.custode.platform.internal.stamp.StampEntity;
import io.custode.platform.internal.stamp.Stamps;
import io.custode.platform.internal.tenant.JpaSites;
import io.custode.platform.internal.tenant.JpaTenants;
import io.custode.platform.internal.tenant.SiteEntity;
import io.custode.platform.internal.tenant.SiteFleetEntity;
import io.custode.platform.internal.tenant.TenantEntity;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The platform's services on a real database, wired as the container wires them. Each instance sees
 * only the tenants it made.
 */
public final class Platform {
  private static final Class<?>[] ENTITIES = {
    BrandingEntity.class,
    ProviderEntity.class,
    DemoTenantEntity.class,
    UserEntity.class,
    RoleEntity.class,
    SessionEntity.class,
    ApiTokenEntity.class,
    OneTimeCodeEntity.class,
    SecondFactorEntity.class,
    RecoveryCodeEntity.class,
    PasskeyEntity.class,
    ChallengeEntity.class,
    SshKeyEntity.class,
    SettingEntity.class,
    MailAddressEntity.class,
    PushDeviceEntity.class,
    ThrottleEntity.class,
    SignInProviderEntity.class,
    SignInRuleEntity.class,
    ExternalIdentityEntity.class,
    VisibleEntity.class,
    TenantEntity.class,
    SiteEntity.class,
    SiteFleetEntity.class,
    AssetEntity.class,
    AssetFleetEntity.class,
    InventoryEntity.class,
    IdentityEntity.class,
    ProposalEntity.class,
    ActionEntity.class,
    ActionFleetEntity.class,
    AuditEntity.class,
    CalendarEntity.class,
    CalendarFleetEntity.class,
    ProviderCalendarEntity.class,
    JobEntity.class,
    JobRunEntity.class,
    HeadEntity.class,
    EarlierEntity.class,
    PersonKeyEntity.class,
    SecretEntity.class,
    TurnEntity.class,
    JournalEntity.class,
    ListenerEntity.class,
    PendingEntity.class,
    FactEntity.class,
    GroupEntity.class,
    GroupFleetEntity.class,
    ProviderGroupEntity.class,
    MemberEntity.class,
    StampEntity.class,
    ProviderStampEntity.class,
    PolicyEntity.class,
    PolicyFleetEntity.class,
    ProviderPolicyEntity.class,
    PolicyVersionEntity.class,
    ProviderPolicyVersionEntity.class,
    AgreementEntity.class,
    AgreementFleetEntity.class,
    ComplianceEntity.class,
    ComplianceFleetEntity.class,
    RuleEntity.class,
    FieldEntity.class,
    ValueEntity.class,
    RelationEntity.class,
    RelationFleetEntity.class,
    FileEntity.class,
    FilePieceEntity.class,
    AlertEntity.class,
    AlertFleetEntity.class,
    SuppressionEntity.class,
    SuppressionFleetEntity.class,
    NoticeRuleEntity.class,
    NoticeEntity.class,
    RolloutEntity.class,
    RolloutFleetEntity.class,
    RolloutAssetEntity.class,
    RolloutAssetFleetEntity.class,
    NoticeTemplateEntity.class,
    MergeKeptEntity.class,
    LoanEntity.class,
    LoanFleetEntity.class,
    ContactEntity.class,
    ContactFleetEntity.class,
    ExternalRefEntity.class,
    TenantRefEntity.class,
    ImportEntity.class,
    ImportBodyEntity.class,
    RejectEntity.class
  };

  /** Opened once for all tests of a run: migrating takes longer than most tests. */
  private static final Map<TestDatabases, Opened> OPENED = new EnumMap<>(TestDatabases.class);

  private record Opened(TestDatabase database, TenantStore store) {}

  private static synchronized Opened opened(TestDatabases kind) {
    var known = OPENED.get(kind);
    if (known == null) {
      known = open(kind);
      OPENED.put(kind, known);
    }
    return known;
  }

  private static Opened open(TestDatabases kind) {
    var database = kind.open();
    Runtime.getRuntime().addShutdownHook(new Thread(database::close));
    return open(database);
  }

  private static Opened open(TestDatabase database) {
    return new Opened(
        database, database.schema("core", "META-INF/custode/changelog.xml", ENTITIES));
  }

  /** On a database that is there, which whoever asks closes. */
  public static Platform on(TestDatabase database) {
    return new Platform(open(database));
  }

  /** On a database of its own, for tests that harm it; it is gone when the run ends. */
  public static Platform alone(TestDatabases kind) {
    return new Platform(open(kind));
  }

  private final String mark = " " + Uuid7.next().substring(24);
  public final TestDatabase database;
  public final TenantStore store;
  public final RecordJson json = new RecordJson();
  public final Callers callers = new Callers();
  public final Visibility visibility;
  public final Binder binder;
  public final PlatformDoors doors;
  public final JpaAudit audit;
  public final AuditChain chain;
  public final ChainCheck check;
  public final PersonKeys personKeys;
  public final OutboxEvents events;
  public final JpaProvider provider;
  public final JpaTenants tenants;
  public final JpaSites sites;
  public final JpaCalendars calendars;
  public final JpaAssets assets;
  public final JpaContacts contacts;
  public final Stamps stamps;
  public final GroupTable groupTable;
  public final JpaAssetGroups groups;
  public final PolicyNode policyNode;

  /** Does everything, sees what he made. */
  public final Principal boss = technician("boss", "*");

  public Platform(TestDatabases kind) {
    this(opened(kind));
  }

  private Platform(Opened opened) {
    database = opened.database();
    store = opened.store();
    visibility = new Visibility(store, database.binding());
    binder = new Binder(callers, visibility, database.binding());
    doors = new PlatformDoors(callers, visibility, database.binding());
    audit = new JpaAudit(store, database.binding(), database.outbox(), callers, visibility, json);
    chain = new AuditChain(store, visibility, json);
    check = new ChainCheck(store, visibility);
    personKeys = new PersonKeys(store, visibility, audit);
    events = new OutboxEvents(database.outbox(), calls(new WorkGate()), json);
    provider = new JpaProvider(store, visibility, events, audit);
    tenants = new JpaTenants(store, visibility, callers, events, audit);
    sites = new JpaSites(store, binder, events, audit);
    calendars = new JpaCalendars(store, binder, visibility, callers, events, audit, json);
    assets = new JpaAssets(store, binder, tenants, sites, events, audit, json);
    contacts = new JpaContacts(store, binder, sites, events, audit);
    stamps = new Stamps(store, visibility);
    groupTable = new GroupTable(store, visibility, json);
    groups =
        new JpaAssetGroups(
            store, binder, visibility, callers, sites, stamps, groupTable, events, audit, json);
    policyNode = PolicyNode.of(this);
  }

  public static Principal technician(String name, String... permissions) {
    return new Principal(Principal.Kind.TECHNICIAN, UserId.next(), name, null, Set.of(permissions));
  }

  public static Principal contact(String name, TenantId tenant) {
    return new Principal(Principal.Kind.CONTACT, UserId.next(), name, tenant, Set.of());
  }

  public <T> T as(Principal who, Supplier<T> work) {
    return doors.as(who, "rest", work);
  }

  public <T> T in(TenantId tenant, Supplier<T> work) {
    return as(boss, () -> binder.in(tenant, work));
  }

  /** A tenant whose name no other test has. */
  public TenantId tenant(String name) {
    return as(boss, () -> tenants.create(new NewTenant(name + mark)).id());
  }

  /** Puts what the outbox holds for the record into it, as delivery does. */
  public void deliverAudit() {
    var outbox = database.outbox();
    for (var due = outbox.due(200); !due.isEmpty(); due = outbox.due(200)) {
      chain.append(
          due.stream()
              .filter(entry -> entry.kind().equals("audit"))
              .map(Outbox.Entry::payload)
              .toList());
      outbox.delivered(due);
    }
  }

  /** Empties the outbox, so that a test finds in it what it did itself. */
  public void deliverEverything() {
    as(
        doors.system("test"),
        () -> {
          deliverAudit();
          return true;
        });
  }

  /** The name without what makes it one test's own. */
  public String plain(String name) {
    return name.replace(mark, "");
  }

  /** Few calls of plugins at once. */
  public BoundedCalls calls(WorkGate gate) {
    return PatientCalls.of(callers, database.binding(), gate);
  }
}
