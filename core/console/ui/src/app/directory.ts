// SPDX-License-Identifier: Apache-2.0
import { get, queryOf } from './api';
import { session } from './session';
import type { Page, Site, Tenant } from './types';

const MOST = 500;

/**
 * Names of tenants and sites, which assets know by id only. Read once, and again when an event says
 * that there are new ones; one that is not among the first 500 is asked for by its id.
 */
class Directory extends EventTarget {
  tenants: Tenant[] = [];
  sites: Site[] = [];
  private readonly asked = new Set<string>();
  private reading: Promise<void> | null = null;

  read(): Promise<void> {
    this.reading ??= this.load();
    return this.reading;
  }

  again(): Promise<void> {
    this.reading = null;
    this.asked.clear();
    return this.read();
  }

  forget(): void {
    this.reading = null;
    this.tenants = [];
    this.sites = [];
    this.asked.clear();
  }

  tenant(id: string): string {
    return this.tenants.find((x) => x.id === id)?.name ?? this.ask('tenants', id);
  }

  site(id: string | null): string {
    return id === null ? '' : (this.sites.find((x) => x.id === id)?.name ?? this.ask('sites', id));
  }

  private async load(): Promise<void> {
    const [tenants, sites] = await Promise.all([
      this.list<Tenant>('core.tenant.read', '/tenants'),
      this.list<Site>('core.site.read', '/sites'),
    ]);
    this.tenants = tenants;
    this.sites = sites;
    this.dispatchEvent(new Event('directory'));
  }

  private async list<T>(permission: string, path: string): Promise<T[]> {
    if (!session.may(permission)) return [];
    return (await get<Page<T>>(path + queryOf({ limit: MOST }))).items;
  }

  private ask(what: 'tenants' | 'sites', id: string): string {
    const few = (what === 'tenants' ? this.tenants : this.sites).length < MOST;
    if (few || this.asked.has(id)) return '';
    this.asked.add(id);
    void get<Tenant & Site>(`/${what}/${id}`).then(
      (found) => {
        (this[what] as (Tenant | Site)[]).push(found);
        this.dispatchEvent(new Event('directory'));
      },
      () => undefined, // not visible to this person: it stays without a name
    );
    return '';
  }
}

export const directory = new Directory();
