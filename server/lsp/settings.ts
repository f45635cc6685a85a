import type { Level } from '../engine/rule.ts';
import { defaultSettings, type Settings } from '../protocol.ts';

/** Settings, and what was wrong with those that came; each complaint is one line for the log. */
export interface ReadSettings {
  readonly settings: Settings;
  readonly complaints: readonly string[];
}

/** Takes the settings that an editor sent, whatever it sent: what is missing or wrong falls back to the default. */
export function readSettings(sent: unknown): ReadSettings {
  const given: Record<string, unknown> = isRecord(sent) ? sent : {};
  const complaints: string[] = [];
  const complain = (name: string, value: unknown) => {
    complaints.push(`The setting handrail.${name} cannot be ${JSON.stringify(value)}; the default is used.`);
  };
  const take = <K extends keyof Settings>(name: K, isRight: (value: unknown) => value is Settings[K]): Settings[K] => {
    const value = given[name];
    if (isRight(value)) return value;
    if (value !== undefined && value !== null) complain(name, value);
    return defaultSettings[name];
  };
  const rules = Object.entries(take('rules', isRecord as (value: unknown) => value is Settings['rules']));
  const isLevel = ([pattern, level]: (typeof rules)[number]) => {
    if (levels.includes(level)) return true;
    complain(`rules.${pattern}`, level);
    return false;
  };
  const settings = {
    enable: take('enable', (value) => typeof value === 'boolean'),
    profile: take('profile', (value) => value === 'recommended' || value === 'all'),
    rules: Object.fromEntries(rules.filter(isLevel)),
    allowComments: take('allowComments', (value) => value === 'all' || value === 'own'),
    scope: take('scope', (value) => value === 'openFiles' || value === 'workspace'),
    maxFileSize: take('maxFileSize', (value): value is number => typeof value === 'number' && value > 0),
  };
  return { settings, complaints };
}

const levels: readonly Level[] = ['off', 'hint', 'info', 'warning', 'error'];

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
