import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { analyse } from 'scslre';
import { compiledBuiltin } from '../../scripts/compileRules.ts';
import { declaredRules } from '../../scripts/generate/declaredRules.ts';
import type { Regex } from '../../server/detectors/pattern/spec.ts';
import type { Rule } from '../../server/engine/rule.ts';
import { lex } from '../../server/fixes/javascript/lex.ts';
import { expandPlaceholders, samplesOf } from '../../server/packs/placeholders.ts';
import { ambiguousLoop, runaway } from '../../server/packs/regex/runaway.ts';
import type { JavaScriptRegex } from '../../server/packs/regex/toJavaScript.ts';
import { parseTree } from '../../server/packs/regex/tree.ts';
import { nearMisses } from './hostileText.ts';

const { rules } = compiledBuiltin();

describe('the regular expressions of the built-in rules', () => {
  const regexes = rules.flatMap((rule) => regexesOf(rule).map((regex) => ({ id: rule.id, regex })));

  it('run in V8; none needs the linear-time engine, which takes many times longer', () => {
    assert.ok(regexes.length > 1000);
    assert.deepEqual(
      regexes.filter(({ regex }) => regex.engine === 're2').map(({ id }) => id),
      [],
    );
  });

  it('take linear time, as our own check says', () => {
    const dangers = regexes.map(({ id, regex }) => ({ id, danger: runaway(asJavaScript(regex)) }));
    assert.deepEqual(
      dangers.filter(({ danger }) => danger !== undefined),
      [],
    );
  });

  it('that paths are held against have no loop that one path can go through in several ways', () => {
    const sources = [...new Set(rules.flatMap(({ files }) => files ?? []))];
    assert.ok(sources.length > 10);
    assert.deepEqual(
      sources.filter((source) => ambiguousLoop(parseTree({ source, flags: '' }).tree) !== undefined),
      [],
    );
  });

  it('take linear time, as the check of scslre says', () => {
    assert.notEqual(analyse({ source: 'x(?:a+)+$', flags: '' }).reports.length, 0);
    assert.deepEqual(
      regexes.filter(({ regex }) => analyse(asJavaScript(regex)).reports.length).map(({ id }) => id),
      [],
    );
  });
});

describe('the regular expressions in the code that scans', () => {
  const literals = ['engine', 'detectors'].flatMap((folder) => literalsIn(folder));

  it('have no loop that one text can go through in several ways', () => {
    assert.ok(literals.length > 100);
    const dangers = literals.flatMap(({ path, regex }) => {
      // To our own check, what a back reference stands for could be anything, and nothing.
      const own = /\\\d/.test(regex.source) ? undefined : ambiguousLoop(parseTree(regex).tree);
      const exponential = analyse(regex).reports.some((report) => report.exponential);
      return own !== undefined || exponential ? [`${path}: ${regex.source}: ${own}`] : [];
    });
    assert.deepEqual(dangers, []);
  });
});

// Not how long it takes, but that it ends: what is wrong here takes hours.
describe('a line of 200,000 characters made to keep the rules busy', function () {
  const limit = 20_000;
  this.timeout(60_000 + limit);
  let worker: Worker | undefined;
  after(() => worker?.terminate());

  /** Scans in a thread of its own, which can be stopped. */
  async function scanned(text: string): Promise<void> {
    worker ??= new Worker(new URL('./scanWorker.ts', import.meta.url));
    const current = worker;
    const failed = await new Promise<string[]>((resolve, reject) => {
      const timer = setTimeout(() => {
        worker = undefined;
        void current.terminate();
        settle();
        reject(new Error(`It takes more than ${limit / 1000} s: ${JSON.stringify(text.slice(0, 60))}…`));
      }, limit);
      const answer = (failures: string[]) => {
        settle();
        resolve(failures);
      };
      const broken = (error: Error) => {
        settle();
        reject(error);
      };
      const settle = () => {
        clearTimeout(timer);
        current.off('message', answer).off('error', broken);
      };
      current.on('message', answer).on('error', broken);
      current.postMessage(text);
    });
    assert.deepEqual(failed, []);
  }

  const length = 200_000;
  const filled = (unit: string) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
  const keywords = [...new Set(rules.flatMap((rule) => rule.keywords))];
  const joints =
    '-> = => : > :: . - ? & || ?? / , ( ) [ ] =[ =( ={ ${ < </ \\ @ :// ; _ + =" =\\" =""" =\' =` +" !='.split(' ');
  const blanks = [' ', '\t', '    ', ' : ', ' = f('];

  it('of names and what joins them to values', async () => {
    for (const joint of [...joints, ...blanks]) {
      for (const name of ['password', 'api_key']) await scanned(filled(name + joint));
    }
  });

  it('of all keywords', async () => {
    for (const joint of [...joints, ...blanks]) await scanned(filled(keywords.join(joint) + joint));
  });

  it('of one character after a name', async () => {
    for (const character of ' \taA0."\'`(<-_=:/\\@$%') {
      await scanned(`password${character.repeat(length)}x`);
      await scanned(`password = "${character.repeat(1990)}x"; `.repeat(100));
    }
  });

  it('of values and names made of short words', async () => {
    for (const word of ['a', 'ab', 'pass', 'passpassword', 'mypw', 'id', 'test', 'db']) {
      const long = (most: number) => word.repeat(most).slice(0, most);
      await scanned(filled(`password = "${long(1990)}q"; `));
      await scanned(filled(`password = "${long(60)}1234567_"; `));
      await scanned(filled(`password = "${long(38)}#"; `));
      await scanned(filled(`${long(70)}qpass = "x1"; `));
    }
  });

  it('of almost-matches of every rule', async () => {
    const texts = rules.flatMap((rule) =>
      regexesOf(rule).flatMap((regex) =>
        nearMisses(asJavaScript(regex)).map((miss) => miss + (rule.keywords[0] ?? '')),
      ),
    );
    const all = texts.join(' ');
    assert.ok(all.length > length);
    for (let from = 0; from < all.length; from += length) await scanned(all.slice(from, from + length));
  });

  it('of bad examples, one beside the other', async () => {
    const declared = declaredRules();
    const samples = samplesOf(declared);
    const texts = declared.flatMap(({ examples }, seed) =>
      examples.bad.map((example) =>
        expandPlaceholders(typeof example === 'string' ? example : example.text, seed, samples),
      ),
    );
    await scanned(filled(`${texts.join(' ')} `).replace(/[\r\n]/g, ' '));
    for (const comment of ['// handrail: allow ', 'gitleaks:allow ', 'secretlint-disable ']) {
      await scanned(filled(`${texts[0]} ${comment}`));
    }
  });
});

/** All regular expressions that a compiled rule holds. */
function regexesOf(rule: Rule): Regex[] {
  const found: Regex[] = [];
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (isRegex(value)) found.push(value);
    else if (typeof value === 'object' && value) Object.values(value).forEach(collect);
  };
  collect(rule.detect);
  return found;
}

/** Some ways of finding leave out the engine where there is only one that can be. */
function isRegex(value: unknown): value is Regex {
  if (typeof value !== 'object' || value === null) return false;
  return 'engine' in value || ('source' in value && 'flags' in value);
}

function asJavaScript(regex: Regex): JavaScriptRegex {
  assert.notEqual(regex.engine, 're2');
  return { source: regex.source, flags: 'flags' in regex ? regex.flags : '' };
}

/** The literals in a folder of the server, without the flags that say nothing of what matches. */
function literalsIn(folder: string): { path: string; regex: JavaScriptRegex }[] {
  const root = fileURLToPath(new URL(`../../server/${folder}/`, import.meta.url));
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  return paths.flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const tokens = lex(text, true, false);
    assert.ok(tokens, `${path} can be read`);
    return tokens.list
      .filter(({ kind }) => kind === 'regex')
      .map(({ start, end }) => {
        const [, source, flags] = /^\/(.+)\/([a-z]*)$/.exec(text.slice(start, end))!;
        return { path: `server/${folder}/${path}`, regex: { source: source!, flags: flags!.replace(/[dgy]/g, '') } };
      });
  });
}
