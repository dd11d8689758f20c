// SPDX-License-Identifier: Apache-2.0
import { css, html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { addDays, weekdayWord } from '../../app/days';
import { localDate, t } from '../../app/i18n';
import '../../parts/calendar';
import type { CalendarDate, CalendarEntry } from '../../parts/calendar';
import '../../parts/code';
import { Part } from '../../parts/element';
import '../../parts/heat-map';
import type { HeatSide } from '../../parts/heat-map';
import '../../parts/timeline';
import type { Happening, HappeningKind } from '../../parts/timeline';
import { base } from '../../style/base';

const HOUR = 3_600_000;
const SCRIPT = `#!/bin/sh
# disks that are almost full
set -eu
for disk in $(df --output=target | tail -n +2); do
  used=$(df --output=pcent "$disk" | tail -n 1 | tr -d ' %')
  if [ "$used" -gt 90 ]; then
    echo "$disk is \${used} % full"
  fi
done
`;
const JSON_TEXT = JSON.stringify({ name: 'srv-1', cpus: 8, online: true, site: null, disks: [{ mount: '/', freeBytes: 158_913_789_952 }] }, null, 2);

function happenings(from: number, many: number): Happening[] {
  const kinds: Pick<Happening, 'kind' | 'icon' | 'tone'>[] = [{ kind: 'change', icon: 'pencil' }, { kind: 'alert', icon: 'triangle-alert', tone: 'warn' }, { kind: 'action', icon: 'circle-check', tone: 'ok' }, { kind: 'alert', icon: 'circle-alert', tone: 'bad' }];
  return Array.from({ length: many }, (_, n) => ({ id: String(from + n), at: new Date(Date.now() - (from + n) * 7 * HOUR).toISOString(), ...(kinds[(from + n) % 4] as (typeof kinds)[0]), title: `srv-${from + n}`, detail: t('kit.next'), by: 'anna' }));
}

/** Parts that show much at once: what happened, how much of it is where, when it is, and what machines say. */
@customElement('cu-kit-figures')
export class KitFigures extends Part {
  static override styles = [base, css`:host { display: grid; gap: 22px; grid-template-columns: minmax(0, 1fr); } section { display: grid; gap: 10px; grid-template-columns: minmax(0, 1fr); } h2 { color: var(--fg3); font-weight: 500; }`];

  @state() private shown = 5;

  protected override render(): TemplateResult {
    return html`${this.sample('timeline', this.timeline())}${this.sample('heat', html`${this.alerts()}${this.hours()}`)}
      ${this.sample('calendar', html`<cu-calendar label=${t('kit.calendar')} .days=${days()}></cu-calendar>`)}
      ${this.sample('code', html`<cu-code label="check.sh" .text=${SCRIPT} language="bash"></cu-code><cu-code label="srv-1.json" .text=${JSON_TEXT} language="json"></cu-code>`)}`;
  }

  private sample(name: 'timeline' | 'heat' | 'calendar' | 'code', content: unknown): TemplateResult {
    return html`<section data-testid="kit-${name}"><h2>${t(`kit.${name}`)}</h2>${content}</section>`;
  }

  private timeline(): TemplateResult {
    const kinds: HappeningKind[] = [{ id: 'change', label: t('timeline.changes'), icon: 'pencil' }, { id: 'alert', label: t('alerts.title'), icon: 'triangle-alert' }, { id: 'action', label: t('actions.title'), icon: 'zap' }];
    return html`<cu-timeline .items=${happenings(0, this.shown)} .kinds=${kinds} ?more=${this.shown < 15} @more=${() => (this.shown += 5)}></cu-timeline>`;
  }

  private alerts(): TemplateResult {
    const rows = ['Arden & Cole LLP', 'Brera Studio', 'Helix Biotech'].map((label): HeatSide => ({ key: label, label }));
    const columns: HeatSide[] = [{ key: 'a', label: t('severity.CRITICAL'), tone: 'bad' }, { key: 'b', label: t('severity.WARNING'), tone: 'warn' }, { key: 'c', label: t('severity.INFO'), tone: 'info' }];
    return html`<cu-heat-map label=${t('kit.heat')} .rows=${rows} .columns=${columns} .value=${(r: string, c: string) => (r.length * c.charCodeAt(0)) % 7}></cu-heat-map>`;
  }

  private hours(): TemplateResult {
    const rows = Array.from({ length: 7 }, (_, n): HeatSide => ({ key: String(n), label: weekdayWord(n) }));
    const columns = Array.from({ length: 24 }, (_, n): HeatSide => ({ key: String(n), label: `${n}:00`, short: n % 6 === 0 ? String(n) : '' }));
    const value = (day: string, hour: string) => Math.max(0, Math.round(9 - Math.abs(Number(hour) - 11) * 1.3 - (Number(day) > 4 ? 5 : 0) + ((Number(day) * 7 + Number(hour)) % 3)));
    return html`<cu-heat-map tight label=${t('kit.hours')} .rows=${rows} .columns=${columns} .value=${value}></cu-heat-map>`;
  }
}

function days(): Map<string, CalendarDate> {
  const today = localDate();
  const open: CalendarEntry = { time: '09:00 – 18:00', title: t('calendars.open'), icon: 'clock', tone: 'ok' };
  const patch: CalendarEntry = { time: '02:00 – 06:00', title: t('calendars.window'), icon: 'wrench', tone: 'info' };
  const feast: CalendarEntry = { title: t('calendars.holiday'), icon: 'sun', tone: 'warn' };
  return new Map(Array.from({ length: 24 }, (_, n): [string, CalendarDate] => [addDays(today, n - 9), n === 12 ? { entries: [feast], closed: true } : { entries: n % 7 === 3 ? [open, patch] : [open] }]));
}
