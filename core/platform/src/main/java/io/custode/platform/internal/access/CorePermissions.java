// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.spi.access.Permission;
import io.custode.spi.access.Permissions;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** The permissions of all core bundles. */
@Component
public final class CorePermissions implements Permissions {
  private static final Set<String> EVERYBODY = Set.of("technician", "auditor", "contact");
  private static final Set<String> MSP = Set.of("technician", "auditor");
  private static final Set<String> TECHNICIAN = Set.of("technician");
  private static final Set<String> NOBODY = Set.of();

  @Override
  public List<Permission> permissions() {
    return List.of(
        new Permission("core.tenant.read", "See tenants", "Vedere i clienti", EVERYBODY),
        new Permission(
            "core.tenant.write",
            "Create and change tenants",
            "Creare e modificare i clienti",
            NOBODY),
        new Permission(
            "core.provider.read",
            "See what the MSP is called and how it looks",
            "Vedere nome e aspetto dell'MSP",
            MSP),
        new Permission(
            "core.provider.write",
            "Say what the MSP is called and how it looks",
            "Stabilire nome e aspetto dell'MSP",
            NOBODY),
        new Permission(
            "core.demo.manage",
            "Add and remove demo data",
            "Aggiungere e rimuovere i dati dimostrativi",
            NOBODY),
        new Permission("core.site.read", "See sites", "Vedere le sedi", EVERYBODY),
        new Permission(
            "core.site.write",
            "Create and change sites",
            "Creare e modificare le sedi",
            TECHNICIAN),
        new Permission("core.asset.read", "See assets", "Vedere i dispositivi", EVERYBODY),
        new Permission(
            "core.asset.write",
            "Register and change assets",
            "Registrare e modificare i dispositivi",
            TECHNICIAN),
        new Permission("core.file.read", "See files", "Vedere i file", EVERYBODY),
        new Permission(
            "core.file.write", "Store and remove files", "Salvare ed eliminare i file", TECHNICIAN),
        new Permission("core.search.use", "Search", "Cercare", EVERYBODY),
        new Permission("core.contact.read", "See contacts", "Vedere i contatti", MSP),
        new Permission(
            "core.contact.write",
            "Record and change contacts",
            "Registrare e modificare i contatti",
            TECHNICIAN),
        new Permission(
            "core.person.export",
            "Take out what is kept of a person",
            "Estrarre i dati di una persona",
            NOBODY),
        new Permission(
            "core.person.erase",
            "Erase a person for good",
            "Cancellare definitivamente una persona",
            NOBODY),
        new Permission(
            "core.history.read",
            "See who changed what of assets, sites, tenants and contacts",
            "Vedere chi ha modificato dispositivi, sedi, clienti e contatti",
            MSP),
        new Permission(
            "core.field.read", "See custom fields", "Vedere i campi personalizzati", MSP),
        new Permission(
            "core.field.write",
            "Fill in custom fields of what one may write",
            "Compilare i campi personalizzati di ciò che si può scrivere",
            TECHNICIAN),
        new Permission(
            "core.field.define", "Define custom fields", "Definire i campi personalizzati", NOBODY),
        new Permission(
            "core.retention.read",
            "See how long what happened is kept",
            "Vedere per quanto tempo si conserva",
            MSP),
        new Permission(
            "core.retention.write",
            "Say how long what happened is kept",
            "Stabilire per quanto tempo si conserva",
            NOBODY),
        new Permission(
            "core.import.run",
            "Take in CSV files of what one may write",
            "Importare file CSV di ciò che si può scrivere",
            TECHNICIAN),
        new Permission("core.action.read", "See actions", "Vedere le azioni", MSP),
        new Permission(
            "core.action.request",
            "Run actions on machines",
            "Eseguire azioni sui dispositivi",
            TECHNICIAN),
        new Permission("core.action.cancel", "Cancel actions", "Annullare le azioni", TECHNICIAN),
        new Permission("core.calendar.read", "See calendars", "Vedere i calendari", EVERYBODY),
        new Permission(
            "core.calendar.write",
            "Create and change calendars of tenants",
            "Creare e modificare i calendari dei clienti",
            TECHNICIAN),
        new Permission(
            "core.calendar.provide",
            "Create and change the provider's calendars",
            "Creare e modificare i calendari del fornitore",
            NOBODY),
        new Permission(
            "core.group.read", "See asset groups", "Vedere i gruppi di dispositivi", MSP),
        new Permission(
            "core.group.write",
            "Create and change asset groups of tenants",
            "Creare e modificare i gruppi di dispositivi dei clienti",
            TECHNICIAN),
        new Permission(
            "core.group.provide",
            "Create and change the provider's asset groups",
            "Creare e modificare i gruppi di dispositivi del fornitore",
            NOBODY),
        new Permission("core.policy.read", "See policies", "Vedere le politiche", MSP),
        new Permission(
            "core.policy.write",
            "Set policies of tenants",
            "Impostare le politiche dei clienti",
            TECHNICIAN),
        new Permission(
            "core.policy.provide",
            "Set the provider's policies",
            "Impostare le politiche del fornitore",
            NOBODY),
        new Permission("core.agreement.read", "See agreements", "Vedere i contratti", MSP),
        new Permission(
            "core.agreement.write",
            "Create and change agreements",
            "Creare e modificare i contratti",
            NOBODY),
        new Permission("core.compliance.read", "See compliance", "Vedere la conformità", MSP),
        new Permission(
            "core.compliance.check",
            "Check the compliance of assets now",
            "Verificare ora la conformità dei dispositivi",
            TECHNICIAN),
        new Permission("core.alert.read", "See alerts", "Vedere gli allarmi", MSP),
        new Permission(
            "core.alert.write",
            "Raise, acknowledge and resolve alerts",
            "Segnalare, prendere in carico e chiudere gli allarmi",
            TECHNICIAN),
        new Permission(
            "core.alert.suppress",
            "Suppress alerts that are expected",
            "Silenziare gli allarmi attesi",
            TECHNICIAN),
        new Permission(
            "core.notice.read",
            "See who is told of what",
            "Vedere chi viene avvisato e di cosa",
            NOBODY),
        new Permission(
            "core.notice.write",
            "Say who is told of what",
            "Stabilire chi viene avvisato e di cosa",
            NOBODY),
        new Permission("core.rollout.read", "See rollouts", "Vedere le distribuzioni", MSP),
        new Permission(
            "core.rollout.control",
            "Begin, pause, resume and abort rollouts",
            "Avviare, sospendere, riprendere e interrompere le distribuzioni",
            TECHNICIAN),
        new Permission("core.job.read", "See jobs", "Vedere i lavori pianificati", MSP),
        new Permission(
            "core.job.control",
            "Run jobs, switch them on and off",
            "Avviare, attivare e disattivare i lavori pianificati",
            NOBODY),
        new Permission(
            "core.audit.read", "Read the audit", "Leggere il registro", Set.of("auditor")),
        new Permission(
            "core.audit.verify", "Verify the audit", "Verificare il registro", Set.of("auditor")),
        new Permission(
            "core.audit.forget",
            "Erase persons from the audit",
            "Cancellare persone dal registro",
            NOBODY),
        new Permission(
            "core.secret.read",
            "See which secrets there are",
            "Vedere quali segreti esistono",
            Set.of("auditor")),
        new Permission(
            "core.secret.write",
            "Set and remove secrets",
            "Impostare e rimuovere i segreti",
            NOBODY),
        new Permission(
            "core.secret.rotate",
            "Rotate the key of secrets",
            "Ruotare la chiave dei segreti",
            NOBODY),
        new Permission(
            "core.self.manage",
            "Manage one's own password, second factor, sessions and API tokens",
            "Gestire la propria password, il secondo fattore, le sessioni e i token API",
            EVERYBODY),
        new Permission(
            "core.diagnostics.create",
            "Write down how the platform is",
            "Raccogliere la diagnostica della piattaforma",
            NOBODY),
        new Permission(
            "core.backup.create",
            "Write backups of the platform",
            "Creare copie di sicurezza della piattaforma",
            NOBODY),
        new Permission(
            SignInProviders.READ,
            "See by whom people sign in",
            "Vedere i fornitori di accesso",
            NOBODY),
        new Permission(
            SignInProviders.WRITE,
            "Decide by whom people sign in",
            "Decidere i fornitori di accesso",
            NOBODY),
        new Permission("core.user.read", "See users", "Vedere gli utenti", NOBODY),
        new Permission(
            "core.user.write", "Create and change users", "Creare e modificare gli utenti", NOBODY),
        new Permission(JpaRoles.WRITE, "Define roles", "Definire i ruoli", NOBODY),
        new Permission(
            "core.mail.test",
            "Send a message to try the mail server",
            "Inviare un messaggio di prova dal server di posta",
            NOBODY),
        new Permission("core.agent.read", "See agents", "Vedere gli agenti", MSP),
        new Permission("core.agent.approve", "Approve agents", "Approvare gli agenti", TECHNICIAN),
        new Permission("core.agent.revoke", "Revoke agents", "Revocare gli agenti", TECHNICIAN),
        new Permission("core.agent.upgrade", "Upgrade agents", "Aggiornare gli agenti", TECHNICIAN),
        new Permission(
            "core.agent-release.read",
            "See versions of the agent",
            "Vedere le versioni dell'agente",
            MSP),
        new Permission(
            "core.agent-release.write",
            "Add and remove versions of the agent",
            "Aggiungere e rimuovere le versioni dell'agente",
            NOBODY),
        new Permission(
            "core.module.read", "See modules on endpoints", "Vedere i moduli sui dispositivi", MSP),
        new Permission(
            "core.module.release",
            "Release modules that are held back",
            "Sbloccare i moduli trattenuti",
            TECHNICIAN),
        new Permission(
            "core.module.deliver",
            "Decide how endpoints come to modules",
            "Decidere come i moduli arrivano ai dispositivi",
            NOBODY),
        new Permission(
            "core.enrolment.read",
            "See enrolment tokens",
            "Vedere i codici di registrazione",
            TECHNICIAN),
        new Permission(
            "core.enrolment.issue",
            "Issue enrolment tokens",
            "Emettere codici di registrazione",
            TECHNICIAN),
        new Permission("core.plugin.read", "See plugins", "Vedere i plugin", MSP),
        new Permission(
            "core.plugin.install",
            "Install and remove plugins",
            "Installare e rimuovere i plugin",
            NOBODY),
        new Permission(
            "core.plugin.approve",
            "Approve what plugins ask for, as the second person",
            "Approvare ciò che i plugin chiedono, come seconda persona",
            NOBODY),
        new Permission(
            "core.plugin.purge",
            "Delete the data of plugins that were removed",
            "Eliminare i dati dei plugin rimossi",
            NOBODY),
        new Permission(
            "core.publisher.read",
            "See which publishers of plugins are trusted",
            "Vedere di quali autori di plugin ci si fida",
            MSP),
        new Permission(
            "core.publisher.decide",
            "Decide which publishers of plugins are trusted",
            "Decidere di quali autori di plugin fidarsi",
            NOBODY),
        new Permission("core.command.read", "See commands", "Vedere i comandi", EVERYBODY),
        new Permission("core.event.read", "Follow events", "Seguire gli eventi", EVERYBODY),
        new Permission(
            "core.stuck-event.read",
            "See events that could not be delivered",
            "Vedere gli eventi non consegnati",
            MSP),
        new Permission(
            "core.stuck-event.decide",
            "Replay or drop events that could not be delivered",
            "Ripetere o scartare gli eventi non consegnati",
            NOBODY),
        new Permission("core.metric.read", "See metrics", "Vedere le metriche", EVERYBODY),
        new Permission(
            "core.health.read",
            "See the platform's health",
            "Vedere lo stato della piattaforma",
            MSP),
        new Permission("core.shell.use", "Use the shell", "Usare la shell", MSP),
        new Permission(
            "core.shell.karaf", "Use Karaf's own commands", "Usare i comandi di Karaf", NOBODY),
        new Permission(
            "core.broker.setup",
            "Set up an external broker",
            "Configurare un broker esterno",
            NOBODY),
        new Permission(
            "core.authority.read",
            "See the certificate authority and its replacement",
            "Vedere l'autorità di certificazione e la sua sostituzione",
            NOBODY),
        new Permission(
            "core.authority.rotate",
            "Replace the certificate authority",
            "Sostituire l'autorità di certificazione",
            NOBODY),
        new Permission(
            "core.certificate.renew",
            "Renew the certificate of a node",
            "Rinnovare il certificato di un nodo",
            NOBODY));
  }
}
